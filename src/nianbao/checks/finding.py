"""What a check has to say: one finding a broken equation or sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from nianbao.report import Number


class Severity(StrEnum):
    """How grave a finding is; the value is the name in JSON."""

    ERROR = "error"
    """The form's own arithmetic or a required part is broken."""
    WARNING = "warning"
    """Very likely wrong."""
    HINT = "hint"
    """Worth a look."""

    @property
    def label(self) -> str:
        """The word people see."""
        return {"error": "错误", "warning": "存疑", "hint": "提示"}[self.value]


class Finding(NamedTuple):
    """One thing that does not hold, the same wherever it is shown."""

    rule: str
    """The rule's name; people see the title."""
    title: str
    severity: Severity
    message: str
    """Where, both numbers and the difference, and what to do, in Chinese."""
    cells: tuple[str, ...] = ()
    """The addresses concerned, in the order of the form."""
    expected: Number | None = None
    """Of a sum: the sum of its parts."""
    actual: Number | None = None
    """Of a sum: the total as stated; None where it is blank."""
    imbalance: Number | None = None
    """Of a sum: `actual` − `expected`, a blank total counting as 0."""
    section: str | None = None
    """The name of the section it stands in."""
    quote: str | None = None
    """The words it is about, where it is about a text."""
    span: tuple[int, int] | None = None
    """Where those words stand in the section's text, its live figures not filled in."""
    figure: tuple[int, int] | None = None
    """Where the number stands there that does not agree with `cells`."""
    instead: str | None = None
    """The live figure that stands for the number of the tables, where one can."""
    line: int | None = None
    column: int | None = None
    """Where its first cell or its text stands in the file, counted from 1."""
    at: str | None = None
    """The address of its place in the file, where it is about neither cells nor a text."""
    answered: str | None = None
    """The reason given for it (已说明): it is listed, and no longer counts."""

    @property
    def is_error(self) -> bool:
        """Whether it makes a check fail."""
        return self.severity is Severity.ERROR
