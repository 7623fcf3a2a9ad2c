"""What the screen is told about a cell, a filling and a section."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nianbao.report import Number


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one cell: a number, or what could not be read, and whose total it is."""

    value: Number | None = None
    draft: str | None = None
    """What was typed and could not be read, the cell being blank meanwhile; or what was not finished."""
    typed: bool = False
    """A total that keeps what was typed, or stated, and does not follow its parts."""


@dataclass(frozen=True, slots=True)
class CellState:
    """One cell as it is shown."""

    value: Number | None
    draft: str | None
    follows: bool
    """A total that follows its parts (`=`)."""
    typed_total: bool
    """A total typed by hand (`*`)."""
    mark: str
    """`!` an error, `?` a doubt, `.` blank, else a space."""


@dataclass(frozen=True, slots=True)
class FillResult:
    """What filling the blanks came to."""

    filled: int
    message: str


class Status(StrEnum):
    """How far a section is; the value is what is shown."""

    NOT_STARTED = "未开始"
    IN_PROGRESS = "填写中"
    IN_ERROR = "有问题"
    COMPLETE = "已完成"


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """How far a section is, and a word on it."""

    status: Status
    detail: str = ""

    @property
    def label(self) -> str:
        """The status as it is shown."""
        return self.status.value
