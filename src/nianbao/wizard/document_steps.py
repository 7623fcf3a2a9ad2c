"""The steps that are made in an open report: each is in the edit log, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from nianbao.checks.choice import Choice
from nianbao.editions import Editions
from nianbao.report import Report
from nianbao.wizard.cell_state import Held
from nianbao.wizard.contents import FIELD, Contents
from nianbao.wizard.document_file import DocumentChange, DocumentFile, OnChange
from nianbao.wizard.history import Change, Content, History, Step
from nianbao.wizard.journal import Journal
from nianbao.wizard.saving_state import Clock, Saving
from nianbao.wizard.totals import totals_of


class DocumentSteps(DocumentFile):
    """An open report in which edits are made, undone and done again, with the totals that follow."""

    def __init__(
        self,
        contents: Contents,
        saving: Saving,
        *,
        editions: Editions,
        journal: Journal,
        clock: Clock,
        on_change: OnChange,
        last_year_of: Callable[[Report], Report | None] = lambda _: None,
        history: History | None = None,
        told: Iterable[str] = (),
        release: Callable[[], None] = lambda: None,
        choice: Choice | None = None,
        in_file: Report | None = None,
    ) -> None:
        """`contents` is what the file and the edit log say, `in_file` what the file says alone.

        `told` is what opening had to say.
        `last_year_of` finds last year's report, when the report is opened or names another one.
        `release` lets others open the report. `choice` are the rules to check by; None: all.
        """
        super().__init__(
            contents,
            last_year_of(contents.report),
            saving,
            editions=editions,
            journal=journal,
            clock=clock,
            on_change=on_change,
            told=told,
            release=release,
            choice=choice,
            in_file=in_file,
        )
        self._last_year_of = last_year_of
        self._history = history if history is not None else History()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.writable and bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.writable and bool(self._history.undone)

    def undo(self) -> str | None:
        """Take back the last step and give where it happened; None when there is none."""
        step = self._history.undo() if self.writable else None
        if step is not None:
            changes = tuple(change.reversed() for change in step.changes)
            self._journal.append(changes, undoes=step.group)
            self._apply(changes)
        return step.address if step is not None else None

    def redo(self) -> str | None:
        """Do again the step undone last and give where it happened; None when there is none."""
        step = self._history.redo() if self.writable else None
        if step is not None:
            self._journal.append(step.changes, redoes=step.group)
            self._apply(step.changes)
        return step.address if step is not None else None

    def _edit(self, edits: Mapping[str, Content]) -> None:
        if not self.writable:
            return
        contents = {**edits, **self._followed(edits)}
        changes = tuple(
            Change(address, before, content)
            for address, content in contents.items()
            if (before := self._contents.at(address)) != content
        )
        if changes:
            self._do((*changes, *self._hidden_by(changes)))

    def _do(self, changes: tuple[Change, ...]) -> None:
        self._history.add(Step(self._journal.append(changes), changes))
        self._apply(changes)

    def _hidden_by(self, changes: tuple[Change, ...]) -> Iterator[Change]:
        """The typed totals that equal their sums from now on: only the log can tell them then."""
        cells = self.report.cells
        after = self._contents.having({c.address: c.after for c in changes}, self._editions)
        for total in after.held & self._contents.held:
            value = self._totals.sum(total, after.report.cells)
            if value == cells.get(total) != self._totals.sum(total, cells):
                yield Change(total, self._contents.at(total), after.at(total))

    def _followed(self, edits: Mapping[str, Content]) -> dict[str, Content]:
        cells = {a: held for a, held in edits.items() if isinstance(held, Held)}
        freed = frozenset(address for address, held in cells.items() if not held.typed)
        held = (self._contents.held - freed) | (cells.keys() - freed)
        values = {address: held.value for address, held in cells.items()}
        followed = self._totals.followed(values, self.report.cells, held)
        return {address: Held(value) for address, value in followed.items()}

    def _apply(self, changes: tuple[Change, ...]) -> None:
        edition, before = self.edition, self._found.shown
        after = {change.address: change.after for change in changes}
        self._contents = self._contents.having(after, self._editions)
        if f"{FIELD}last_year" in after:
            self.last_year = self._last_year_of(self.report)
        self._found.edited(self._contents, after, self.last_year)
        if self.edition is not edition:
            self._totals = totals_of(self.edition)
        self._saving.edited(self._clock())
        self._on_change(DocumentChange(frozenset(after), self._found.shown != before))
