"""Writing the settings file: only what differs from the default, beside what is not ours."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.settings.kinds import NotThis
from nianbao.settings.model import SCHEMA, Entry, Settings
from nianbao.settings.reading import FILE, LARGEST


def write_settings(folder: Path, settings: Settings, *, disk: Disk = REAL_DISK) -> Path | None:
    """Write the settings file of a folder, whole or not at all.

    Keys that are not in the schema stay. A setting at its default is not written, so that a better
    default reaches everybody who never chose; nor is one that could not be read again, as a path
    in another encoding.

    Returns:
        Where the old file was kept, when it had comments or could not be read.

    Raises:
        OSError: it could not be written; `nianbao.report.refusals` says why in Chinese.
    """
    import tomli_w

    from nianbao.report.saving import keep_backup, replace_file

    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    old = _bytes_of(path)
    data = _parsed(old)
    ours = data is not None and tomli_w.dumps(data).encode() == old
    data = data or {}
    for entry in SCHEMA:
        _put(data, entry.path, _stored(entry, settings))
    kept = keep_backup(path, disk=disk) if old and not ours else None
    replace_file(path, tomli_w.dumps(data).encode(), disk=disk)
    return kept


def _bytes_of(path: Path) -> bytes:
    """What the file holds, nothing where there is none."""
    # A pipe would have the program wait for whoever writes into it.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return path.read_bytes() if path.exists() else b""


def _parsed(data: bytes) -> dict[str, Any] | None:
    """The file's tables; None where it is none of ours."""
    import tomllib

    from nianbao.report.toml_sanity import InsaneToml, refuse_insane

    if len(data) > LARGEST:
        return None
    try:
        text = data.decode("utf-8-sig")
        refuse_insane(text)
        return tomllib.loads(text)
    except (InsaneToml, ValueError, RecursionError):
        return None


def _stored(entry: Entry, settings: Settings) -> object | None:
    """What the file is to hold of a setting; None for nothing."""
    value = entry.value_of(settings)
    if value == entry.default:
        return None
    stored = entry.kind.stored(value)
    try:
        entry.kind.taken(stored)
    except NotThis:
        return None
    return stored


def _put(data: dict[str, Any], path: tuple[str, ...], value: object | None) -> None:
    """Set a key, or take it out with None; what stands where a table belongs gives way to one."""
    *tables, key = path
    table = data
    for name in tables:
        inner = table.get(name)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = table[name] = {}
        table = inner
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    if tables and not table:
        data.pop(tables[0], None)
