"""What reading a document gives, and why one cannot be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from nianbao.checks.finding import Finding
from nianbao.report import Report

_ENOUGH = 16
"""Characters by which words are found again."""
_MOST_LINES = 40
"""Lines of a text over which a paragraph runs at most."""


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as the document has it."""

    text: str
    place: str
    """Where it stands (“第 2 个表格第 5 行”); "" where the document has no name for it."""


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """Where the texts of an imported report stand in its document."""

    starts: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Of each section's text: where in it the lines of the document begin, with their numbers."""
    names: Mapping[int, str] | None = field(default_factory=dict)
    """What the document calls these lines (“第 3 页”); None where they are lines of the text."""
    source: str = ""
    """The document itself, where it is a text."""

    def line_of(self, section: str, index: int) -> int | None:
        """The line of the document that a character of a section's text comes from."""
        starts = self.starts.get(section, ())
        at = bisect_right(starts, index, key=lambda one: one[0])
        return starts[max(0, at - 1)][1] if starts else None

    def name_of(self, section: str, index: int) -> str:
        """What the document calls the place of that character; "" where it has no name for it."""
        line = self.line_of(section, index)
        return "" if line is None or self.names is None else self.names.get(line, "")

    def place_of(self, section: str, index: int, words: str) -> tuple[int, int] | None:
        """Line and column in the text, from 1, of the words that begin at that character.

        None where the document has no lines. Lines may be cut in the middle of the words, and
        indented: the words are looked for from the line on that they come from.
        """
        line = self.line_of(section, index)
        if line is None or self.names is not None:
            return None
        lines = self.source.split("\n")[line - 1 : line - 1 + _MOST_LINES]
        wanted = "".join(words.split())[:_ENOUGH]
        pattern = r"\s*".join(map(re.escape, wanted))
        found = re.search(pattern, "\n".join(lines)) if wanted else None
        if found is None:
            return line, 1
        before = "\n".join(lines)[: found.start()]
        return line + before.count("\n"), found.start() - before.rfind("\n")


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
    texts: TextPlaces = field(default_factory=TextPlaces)


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
