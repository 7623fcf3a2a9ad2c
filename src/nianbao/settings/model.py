"""Every setting, stated once: its key, what it is called, what it does, its kind, its default.

The file's reader and writer and the screen are made from what stands here.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.report.paths import typed_path
from nianbao.settings.kinds import Choice, Flag, Folder, Keys, Kind, Names, Text

_ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting."""

    key: str
    """Its key in the file, the table before a point."""
    title: str
    about: str
    """What it does, in a sentence."""
    kind: Kind
    default: Any
    on_screen: bool = True
    """Whether the settings screen has it."""
    field: str = ""
    """The attribute of `Settings` that holds it."""

    @property
    def path(self) -> tuple[str, ...]:
        """The key, part by part."""
        return tuple(self.key.split("."))

    def value_of(self, settings: Settings) -> Any:
        """What it is set to."""
        return getattr(settings, self.field)


def _setting(
    key: str,
    title: str,
    about: str,
    kind: Kind,
    default: Any,
    *,
    on_screen: bool = True,
) -> Any:
    entry = Entry(key, title, about, kind, default, on_screen)
    return dataclasses.field(default=default, metadata={_ENTRY: entry})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user has set; every setting has a default."""

    theme: str = _setting(
        "theme",
        "界面颜色",
        "终端自身颜色：用终端自己设置的颜色。",
        Choice(
            (
                ("dark", "深色"),
                ("light", "浅色"),
                ("high-contrast", "高对比"),
                ("terminal", "终端自身颜色"),
            )
        ),
        "dark",
    )
    mouse: bool = _setting(
        "mouse",
        "使用鼠标",
        "不用：由终端选择、复制。下次启动生效。",
        Flag("用", "不用"),
        True,
    )
    reports_folder: str = _setting(
        "folders.reports",
        "年报文件夹",
        "新建年报放在这里，打开、导入从这里找。",
        Folder("不填就是启动时所在的文件夹"),
        "",
    )
    exports_folder: str = _setting(
        "folders.exports",
        "导出文件夹",
        "导出的文件放在这里。",
        Folder("不填就放在年报旁边"),
        "",
    )
    template: str = _setting(
        "export.template",
        "Word 模板",
        "导出 Word、PDF 照这份 .docx。",
        Text("不填就照公文格式"),
        "",
    )
    keys: tuple[tuple[str, str], ...] = _setting(
        "keys",
        "按键",
        "改换命令的按键；提示行和帮助跟着改。",
        Keys(),
        (),
    )
    organ: str = _setting(
        "preface.organ",
        "机关全称",
        "新建年报时先填好的机关全称。",
        Text("新建年报时自己填"),
        "",
    )
    contact: str = _setting(
        "preface.contact",
        "联系方式",
        "引言里的地址、电话，下一年自动带出。",
        Text("写引言时自己填"),
        "",
    )
    select: tuple[str, ...] = _setting(
        "checks.select", "只核对的规则", "只核对这些规则。", Names(), (), on_screen=False
    )
    ignore: tuple[str, ...] = _setting(
        "checks.ignore", "不核对的规则", "不核对这些规则。", Names(), (), on_screen=False
    )

    def folder_of_reports(self, here: Path) -> Path:
        """Where reports are looked for and begun: as set, else `here`."""
        return here / typed_path(self.reports_folder) if self.reports_folder else here

    def folder_of_exports(self, report: Path) -> Path:
        """Where exports of a report's file go: as set, else beside it."""
        folder = report.parent
        return folder / typed_path(self.exports_folder) if self.exports_folder else folder


SCHEMA: tuple[Entry, ...] = tuple(
    dataclasses.replace(field.metadata[_ENTRY], field=field.name)
    for field in dataclasses.fields(Settings)
)
