"""The formats a report can be exported to, as the user is asked about them."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.operations import ExportFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export to."""

    name: str
    """Its own among all of them."""
    called: str
    use: str
    """What it is good for."""
    to: ExportFormat
    fragment: bool = False
    """Whether only what stands under the title is exported."""

    @property
    def takes_template(self) -> bool:
        """Whether it can be made by an office's own Word file."""
        return self.to in ("docx", "pdf")

    @property
    def ending(self) -> str:
        """How the name of its file ends."""
        return f".{self.to}"


WORD = Format("docx", "Word", "送审、公布，版面照公文格式", "docx")
WEB_PAGE = Format("html", "网页", "上传网站，一个文件就是整页", "html")
USUAL = (WORD, WEB_PAGE)
"""What an office sends and publishes."""

OTHER = (
    Format("xlsx", "Excel", "三张表，自带勾稽核对，填好可再导入", "xlsx"),
    Format("pdf", "PDF", "由 LibreOffice 从 Word 转成，要先装有它", "pdf"),
    Format("fragment", "网页正文", "不含标题，贴进网站的编辑器", "html", fragment=True),
    Format("md", "Markdown", "带表格的文本，可再导入", "md"),
    Format("txt", "纯文本", "按等宽字体对齐，可再导入", "txt"),
    Format("json", "JSON", "供其他程序读取，可再导入", "json"),
)
"""The rest."""

FORMATS = (*USUAL, *OTHER)
"""All of them."""
