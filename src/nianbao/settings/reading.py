"""Reading the settings file: what is wrong in it is told with its place, and costs only itself.

Most users have no such file: what reading one needs is imported once there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nianbao.settings.kinds import NotThis
from nianbao.settings.model import SCHEMA, Entry, Settings

FILE = "settings.toml"
LARGEST = 100_000
"""The most bytes of a settings file."""
_NO_LINES: Mapping[tuple[str, ...], int] = {}


@dataclass(frozen=True, slots=True)
class SettingsMistake:
    """Something in the file that could not be taken; the default stands in its place."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """It in one line: the file, the line, what was expected."""
        place = self.file if self.line is None else f"{self.file} 第{self.line}行"
        return f"{place}：{self.message}"


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """What the settings file holds."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    mistakes: tuple[SettingsMistake, ...] = ()
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict, repr=False)
    """The line of each key of the file, for mistakes that only a front end sees."""

    def mistake(self, message: str, *path: str) -> SettingsMistake:
        """A mistake at a key of the file."""
        return _mistake(self.path, message, self.lines, path)


def read_settings(folder: Path) -> SettingsRead:
    """The settings of a folder; it never raises: what is wrong is among the mistakes.

    `folder` is nianbao's settings folder (`~/.config/nianbao` on Linux). Without a file, all is as
    by default.
    """
    path = folder / FILE
    try:
        data, lines = _parsed(path)
    except _Unusable as error:
        return SettingsRead(path, mistakes=(SettingsMistake(FILE, error.line, error.message),))
    settings, mistakes = Settings(), list[SettingsMistake]()
    for entry in SCHEMA:
        try:
            settings = _with(settings, entry, data)
        except NotThis as wrong:
            at = (*entry.path, *wrong.within)
            message = f"“{'.'.join(at)}”{wrong.expected}，现按默认的来。"
            mistakes.append(_mistake(path, message, lines, at))
    mistakes += (_mistake(path, message, lines, at) for at, message in _misspelt(data))
    return SettingsRead(path, settings, tuple(mistakes), lines)


class _Unusable(Exception):
    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def _parsed(path: Path) -> tuple[dict[str, Any], Mapping[tuple[str, ...], int]]:
    try:
        # A pipe would have the program wait for whoever writes into it.
        if path.exists() and not path.is_file() and not path.is_dir():
            raise _Unusable("这不是普通的文件，没有读，设置都按默认的来。")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return {}, _NO_LINES
    except OSError as error:
        from nianbao.report.refusals import refusal

        why = refusal(error)
        message = f"读不出来（{why.reason}），设置都按默认的来。{why.remedy}。"
        raise _Unusable(message) from error
    if len(raw) > LARGEST:
        raise _Unusable("文件太大，不像是设置文件，设置都按默认的来。")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Unusable("不是 UTF-8 编码，请以 UTF-8 保存，设置都按默认的来。", line) from error
    import tomllib

    from nianbao.editions.toml_positions import positions
    from nianbao.report.toml_sanity import InsaneToml, refuse_insane
    from nianbao.report.toml_syntax import explain_syntax_error

    try:
        refuse_insane(text)
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = explain_syntax_error(text, error)
        raise _Unusable(f"{problem.message}设置都按默认的来。", problem.line) from error
    except (InsaneToml, ValueError, RecursionError) as error:
        at = error.line if isinstance(error, InsaneToml) else None
        raise _Unusable("写得不对，请改正或移走它，设置都按默认的来。", at) from error
    return data, {at: line for at, (line, _) in positions(text).items()}


def _with(settings: Settings, entry: Entry, data: dict[str, Any]) -> Settings:
    value: object = data
    for depth, part in enumerate(entry.path):
        if not isinstance(value, dict):
            raise NotThis(f"所在的“{'.'.join(entry.path[:depth])}”应是一张表 […]")
        if part not in value:
            return settings
        value = value[part]
    taken: Any = entry.kind.taken(value)
    return replace(settings, **{entry.field: taken})


def _misspelt(data: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Keys that are near to one there is; others may be of a newer version, or the user's own."""
    from difflib import get_close_matches

    known = {entry.path for entry in SCHEMA}
    tables = {path[:-1] for path in known if len(path) > 1}
    for name, value in data.items():
        if (name,) in tables and isinstance(value, dict):
            inside = [path[-1] for path in known if path[:-1] == (name,)]
            for key in value:
                if key not in inside and (near := get_close_matches(key, inside, 1, 0.7)):
                    yield (name, key), f"不认识“{name}.{key}”，是不是 {name}.{near[0]}？"
        elif (name,) not in known:
            if near := get_close_matches(name, [path[0] for path in known], 1, 0.7):
                yield (name,), f"不认识“{name}”，是不是 {near[0]}？"


def _mistake(
    path: Path, message: str, lines: Mapping[tuple[str, ...], int], at: tuple[str, ...]
) -> SettingsMistake:
    line = next((lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in lines), None)
    return SettingsMistake(path.name, line, message)
