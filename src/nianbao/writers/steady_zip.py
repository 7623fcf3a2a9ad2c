"""A zip that is the same bytes for the same contents: its entries carry one date and no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these entries (name, contents), in this order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, contents in entries:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, contents)
    return data.getvalue()


def steady(data: bytes) -> bytes:
    """A zip of the same entries, without the time at which they were written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped((entry.filename, archive.read(entry)) for entry in archive.infolist())
