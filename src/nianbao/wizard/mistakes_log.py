"""Where a mistake of our own is written down, for whoever mends it: nothing of a report stands there."""

from __future__ import annotations

import os
from pathlib import Path

from nianbao.report.disk import Disk, sync, write_all

FILE = "errors.log"
LARGEST = 200_000
"""The bytes past which the file begins anew: what is of use are the last mistakes."""


def write_down(folder: Path, said: str, disk: Disk) -> Path | None:
    """Put `said` behind what the file in `folder` holds, synced; None when that cannot be done."""
    file = folder / FILE
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = disk.open(str(file), flags, 0o600)
        try:
            if os.fstat(descriptor).st_size > LARGEST:
                disk.truncate(descriptor, 0)
            write_all(descriptor, said.encode("utf-8", "backslashreplace"), disk)
            sync(descriptor, disk.sync)
        finally:
            disk.close(descriptor)
    except OSError:
        return None
    return file
