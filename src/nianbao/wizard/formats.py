"""The formats a report can be exported to, as the user is asked about them."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.operations import ExportFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export to."""

    name: ExportFormat
    called: str
    use: str
    """What it is good for."""
    ending: str


FORMATS = (
    Format("md", "Markdown", "带表格的文本，可再导入", ".md"),
    Format("txt", "纯文本", "按等宽字体对齐，可再导入", ".txt"),
    Format("json", "JSON", "供其他程序读取，可再导入", ".json"),
)
