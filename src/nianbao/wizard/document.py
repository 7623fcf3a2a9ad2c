"""One report as it is edited: its cells and texts, what was found in them, undo, and its file."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from nianbao.checks.answers import answer_to, is_about
from nianbao.checks.choice import Choice
from nianbao.checks.explanation import Explanation
from nianbao.checks.finding import Finding
from nianbao.editions import Cell, Editions
from nianbao.report import Answer, Number, Report
from nianbao.report.texts import clean_text
from nianbao.report.toml_file import ReportFileError
from nianbao.report.toml_sanity import UnreadableFile
from nianbao.report.toml_writing import report_to_toml
from nianbao.report.typed_numbers import NotANumber, parse_number
from nianbao.wizard.cell_state import FillResult, Held
from nianbao.wizard.contents import ANSWERS, FIELD, FIELDS, TEXT, Contents
from nianbao.wizard.differences import Difference, differences, differing
from nianbao.wizard.document_file import NOT_TAKEN, DocumentChange, DocumentFile, OnChange
from nianbao.wizard.history import Change, Content, History, Step
from nianbao.wizard.journal import Journal
from nianbao.wizard.proposals import filling
from nianbao.wizard.saving_state import Clock, Saving
from nianbao.wizard.totals import totals_of

__all__ = ["ONLY_READ", "Document", "DocumentChange", "OnChange"]

ONLY_READ = "这份年报现在只能查看，不能修改。"


class Document(DocumentFile):
    """The one owner of what an open report holds.

    Every verb is complete when it returns: the report, its totals and its findings agree, the step
    can be undone and stands in the edit log, and `on_change` was called once. The file follows
    within a second, when `tick` is called.
    """

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
        changed_outside: tuple[Difference, ...] = (),
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
        self._aside: Step | None = None
        self._history = history if history is not None else History()
        self.changed_outside = changed_outside
        self._outside = self._history.done[-1] if changed_outside else None
        """What another program had changed in the file before it was opened."""

    def type_cell(self, address: str, typed: str) -> None:
        """Commit what was typed at a cell: a number, a sum, or what cannot be read, as a draft.

        Nothing but spaces clears the cell.
        """
        self.type_cells({address: typed})

    def type_cells(self, typed: Mapping[str, str]) -> None:
        """Commit what was typed, or pasted, at several cells, as one step."""
        self._edit({address: self._read(address, text) for address, text in typed.items()})

    def clear_cell(self, address: str) -> None:
        """Make a cell blank; a total follows its parts again."""
        self.type_cells({address: ""})

    def set_aside(self, address: str, typed: str) -> None:
        """Keep what is being typed at a cell, unfinished, as a draft beside what the cell holds."""
        held = self._contents.at(address)
        assert isinstance(held, Held)
        aside = replace(held, draft=typed.strip() or held.draft)
        if self.writable and aside != held:
            self._do((Change(address, held, aside),))
            self._aside = self._history.done[-1]

    def take_up(self, address: str) -> None:
        """The typing that was set aside at a cell goes on: its draft is gone, and the step too."""
        aside, self._aside = self._aside, None
        if aside is not None and aside is self._history.last:
            self.undo()
            self._history.forget()
        elif aside is not None and self.writable:
            held = self._contents.at(address)
            assert isinstance(held, Held)
            if held.draft is not None:
                self._do((Change(address, held, replace(held, draft=None)),))

    def accept(self, explanation: Explanation) -> None:
        """Change the cells that an explanation suspects, as one step; what follows them follows."""
        fills = explanation.kind == "blank-total"
        edits: dict[str, Content] = {}
        for number, change in enumerate(explanation.changes):
            is_suspect = number < explanation.suspects
            # A total that was blank, or is not itself suspect, follows its parts from now on.
            if is_suspect or change.cell in self._contents.held:
                typed = is_suspect and not fills and change.cell in self._totals
                edits[change.cell] = Held(change.after, None, typed)
        self._edit(edits)

    def fill_blanks(self, addresses: Iterable[str]) -> FillResult:
        """Zeros into the blank ones of these cells; last year's figure where it settles one.

        A total is never filled, nor a cell at which something unreadable stands, nor a row of
        another edition's form.
        """
        if not self.writable:
            return FillResult(0, ONLY_READ)
        found = filling(self.report, self.last_year, self.blanks(addresses))
        self._edit({address: Held(value) for address, value in found.values.items()})
        return FillResult(len(found.values), found.message)

    def blanks(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Those of these cells that `fill_blanks` would look at."""
        return tuple(a for a in addresses if self._is_blank(self.edition.cells[a]))

    def fill_in(
        self,
        zeros: Iterable[str],
        numbers: Mapping[str, Number],
        texts: Mapping[str, str],
    ) -> None:
        """As one step: `zeros` as `fill_blanks` does, `numbers` where still blank, and `texts`."""
        given = {address: numbers[address] for address in self.blanks(numbers)}
        found = filling(self.report.with_cells(given), self.last_year, self.blanks(zeros))
        cells = {**found.values, **given}
        edits: dict[str, Content] = {address: Held(value) for address, value in cells.items()}
        self._edit(edits | {f"{TEXT}{name}": clean_text(text) for name, text in texts.items()})

    def fill_column(self, address: str) -> FillResult:
        """Fill the blanks of the cell's column; where there are none, those of its table."""
        cell = self.edition.cells[address]
        table = self.edition.table(cell.table)
        column = next(cells for _, cells in table.lines("column") if any(c is cell for c in cells))
        whole = table.cells.values()
        part = column if any(map(self._is_blank, column)) else whole
        return self.fill_blanks(cell.address for cell in part)

    def set_text(self, section: str, text: str) -> None:
        """Commit a section's text."""
        self._edit({f"{TEXT}{section}": clean_text(text)})

    def set_field(self, name: str, value: str | int | date | None) -> None:
        """Commit a field of the report: one of `FIELDS`.

        Raises:
            KeyError: there is no such field.
        """
        if name not in FIELDS:
            raise KeyError(name)
        self._edit({f"{FIELD}{name}": value})

    def answer(self, answer: Answer) -> None:
        """Keep that a finding was looked at, in place of what was said of it before."""

        def about(known: Answer) -> tuple[str, frozenset[str], str | None]:
            return known.rule, frozenset(known.cells), known.quote

        others = tuple(a for a in self.report.answers if about(a) != about(answer))
        self._edit({ANSWERS: (*others, answer)})

    def explain(self, finding: Finding, reason: str) -> None:
        """Keep the reason why a warning or hint is no mistake; "" withdraws the one given before."""
        others = tuple(known for known in self.report.answers if not is_about(known, finding))
        given = (answer_to(finding, self.report, reason, self.last_year),) if reason else ()
        self._edit({ANSWERS: (*others, *given)})

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

    def leave_section(self, section: str) -> None:
        """Show the section's findings from now on, and let its file be written."""
        before = self._found.shown
        self._found.leave(section)
        if self._found.shown != before:
            self._on_change(DocumentChange(findings=True))
        if self._saving.pending:
            self.save()

    def take_back(self, addresses: Container[str]) -> None:
        """Put back, as one step, what stood at these of the addresses `changed_outside`."""
        changes = self._outside.changes if self._outside is not None else ()
        self._edit({c.address: c.before for c in changes if c.address in addresses})

    def outside(self) -> tuple[Difference, ...] | None:
        """What the file holds that another program wrote, where it differs.

        None where it holds no report that could be merged: none at all, or one on another form.
        """
        try:
            there = self._read_outside()[1]
        except (UnreadableFile, ReportFileError):
            return None
        if there.edition is not self.edition:
            return None
        others = differing(self._contents, there, self._totals)
        return tuple(differences(self._contents, others, self._in_file))

    def merge_outside(self, chosen: Container[str]) -> bool:
        """Take over, at these addresses, what another program wrote, as one step; write the file.

        What the user has put under `[extra]` comes from the file in any case. Where the file holds
        more than is taken over, it is kept as a backup.

        Returns:
            Whether that could be done, and the file is written.
        """
        try:
            text, there = self._read_outside()
        except (UnreadableFile, ReportFileError):
            return False
        if there.edition is not self.edition:
            return False
        with suppress(OSError):
            others = differing(self._contents, there, self._totals)
            taken = {address: other for address, other in others.items() if address in chosen}
            untaken = len(taken) < len(others)
            self._saving.accept_outside(
                self._clock(), keep=untaken or text != report_to_toml(there)
            )
            if untaken:
                self._kept_because = NOT_TAKEN
            # No edit of anybody's here: it is written again as it was found.
            report = replace(self.report, extra=there.extra)
            self._contents = replace(self._contents, report=report)
            self._edit(taken)
            self.save()
        return self.saving.trouble is None

    def take_outside(self) -> bool:
        """Take over all that another program wrote, as one step; whether that could be done."""
        return self.merge_outside({difference.address for difference in self.outside() or ()})

    def keep_mine(self) -> bool:
        """Write the file over what another program wrote, which is kept as a backup."""
        if self.outside() is not None:
            return self.merge_outside(())
        with suppress(OSError):
            self._saving.accept_outside(self._clock(), keep=True)
            self._kept_because = NOT_TAKEN
            self.save()
        return self.saving.trouble is None

    def _read(self, address: str, typed: str) -> Held:
        """What a cell holds when this was typed at it."""
        total = address in self._totals
        if not typed.strip():
            return Held(self._totals.sum(address, self.report.cells) if total else None)
        try:
            return Held(parse_number(typed, self.edition.cells[address].kind), None, total)
        except NotANumber:
            return Held(None, typed.strip(), total)

    def _is_blank(self, cell: Cell) -> bool:
        return (
            cell.address not in self.report.cells
            and cell.address not in self._contents.drafts
            and cell.address not in self._totals
            and not (cell.row.optional or cell.column.optional)
        )

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
