"""Steps that can be undone and done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nianbao.report import Answer
from nianbao.wizard.cell_state import Held

Content = Held | str | int | date | tuple[Answer, ...] | None
"""What an address holds: a cell, a text, a field of the report, or the answers."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one address held before and after a step."""

    address: str
    before: Content
    after: Content

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.address, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: an edit and everything that followed it."""

    group: int
    changes: tuple[Change, ...]

    @property
    def address(self) -> str:
        """Where it happened."""
        return self.changes[0].address


class History:
    """The steps done, and those undone, newest last."""

    def __init__(self, done: Iterable[Step] = (), undone: Iterable[Step] = ()) -> None:
        self._done = list(done)
        self._undone = list(undone)

    @property
    def done(self) -> Sequence[Step]:
        """The steps that can be undone."""
        return self._done

    @property
    def undone(self) -> Sequence[Step]:
        """The steps that can be done again."""
        return self._undone

    @property
    def last(self) -> Step | None:
        """The step that an undo takes back."""
        return self._done[-1] if self._done else None

    def forget(self) -> None:
        """The step undone last is not to be done again."""
        self._undone.pop()

    def add(self, step: Step) -> None:
        """A new step; what was undone before it is gone."""
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> Step | None:
        """Move the last step done to the undone ones and give it."""
        return self._move(self._done, self._undone)

    def redo(self) -> Step | None:
        """Move the last step undone back and give it."""
        return self._move(self._undone, self._done)

    @staticmethod
    def _move(source: list[Step], target: list[Step]) -> Step | None:
        if not source:
            return None
        target.append(source.pop())
        return target[-1]
