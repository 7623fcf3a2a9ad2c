"""One report as it is edited: what can be done to its cells, its texts and its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from nianbao.checks.answers import answer_to, is_about
from nianbao.checks.explanation import Explanation
from nianbao.checks.finding import Finding
from nianbao.editions import Cell
from nianbao.report import Answer, Number
from nianbao.report.texts import clean_text
from nianbao.report.typed_numbers import NotANumber, parse_number
from nianbao.wizard.cell_state import FillResult, Held
from nianbao.wizard.contents import ANSWERS, FIELD, FIELDS, TEXT
from nianbao.wizard.document_file import DocumentChange, OnChange
from nianbao.wizard.document_outside import DocumentOutside
from nianbao.wizard.history import Change, Content, Step
from nianbao.wizard.proposals import filling

__all__ = ["ONLY_READ", "Document", "DocumentChange", "OnChange"]

ONLY_READ = "这份年报现在只能查看，不能修改。"


class Document(DocumentOutside):
    """The one owner of what an open report holds.

    Every verb is complete when it returns: the report, its totals and its findings agree, the step
    can be undone and stands in the edit log, and `on_change` was called once. The file follows
    within a second, when `tick` is called.
    """

    _aside: Step | None = None
    """The step by which what is being typed was put aside."""

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
        """Keep what is being typed at a cell, unfinished, as a draft beside what the cell holds.

        Unlike a text, half a number is not committed when the program is stopped or ended: `1` of
        `12` would be a number that nobody meant, and would be checked and exported as one.
        """
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

    def leave_section(self, section: str) -> None:
        """Show the section's findings from now on, and let its file be written."""
        before = self._found.shown
        self._found.leave(section)
        if self._found.shown != before:
            self._on_change(DocumentChange(findings=True))
        if self._saving.pending:
            self.save()

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
