"""What reading a document gives, and why one cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nianbao.checks.finding import Finding
from nianbao.report import Report


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as the document has it."""

    text: str
    place: str
    """Where it stands (“第 2 个表格第 5 行”); "" where the document has no name for it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A report read from a document, and what is not certain about it.

    Every cell is as the document has it or named in a doubt.
    """

    report: Report
    doubts: tuple[Finding, ...]
    """Findings of severity warning whose rules start with `import-`."""
    places: Mapping[str, tuple[int, int]]
    """Line and column of each cell that was read, by address; empty where there are no lines."""
    written: Mapping[str, Written] = field(default_factory=dict)
    """What stands in the document at each cell that was found, by address."""


class NotAReport(Exception):
    """The document is no annual report that can be read; the message says why, in Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class TooMuch(NotAReport):
    """The document passes a limit that no report comes near; reading on could take for ever."""

    def __init__(self, limit: str) -> None:
        """`limit` says what is more than it may be: `网页超过 60000 个元素`."""
        super().__init__(
            f"{limit}，不像是一份年报，没有读取。请核对是否选错了文件；"
            "确实是年报的，请把其中的文字和表格复制到新文件里再读入。"
        )


class YearNotFound(NotAReport):
    """The document does not tell on which year it reports, so the user has to."""


class NotInstalled(NotAReport):
    """The document's format needs what is not installed here."""

    def __init__(self, needs: str, instead: str, *, program: str | None = None) -> None:
        """`needs` says what for; `program` is what to install where it is no part of the extra."""
        how = (
            f"请安装 {program} 后再试"
            if program
            else "请运行 pip install 'nianbao[office]' 安装后再试"
        )
        super().__init__(f"{needs}，这里没有安装。{how}；{instead}。")
