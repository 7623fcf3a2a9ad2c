"""Writing the settings file: only what differs from the default, beside what is not ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nianbao.settings.model import SCHEMA, Settings
from nianbao.settings.reading import FILE


def write_settings(folder: Path, settings: Settings) -> Path | None:
    """Write the settings file of a folder, whole or not at all.

    Keys that are not in the schema stay. A setting at its default is not written, so that a better
    default reaches everybody who never chose.

    Returns:
        Where the old file was kept, when it had comments or could not be read.

    Raises:
        OSError: it could not be written; `nianbao.report.refusals` says why in Chinese.
    """
    import tomllib

    import tomli_w

    from nianbao.report.saving import keep_backup, replace_file

    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    old = path.read_bytes() if path.exists() else b""
    try:
        data = tomllib.loads(old.decode("utf-8-sig"))
        ours = tomli_w.dumps(data).encode() == old
    except (ValueError, RecursionError):
        data, ours = {}, False
    for entry in SCHEMA:
        value = entry.value_of(settings)
        _put(data, entry.path, None if value == entry.default else entry.kind.stored(value))
    kept = keep_backup(path) if old and not ours else None
    replace_file(path, tomli_w.dumps(data).encode())
    return kept


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
