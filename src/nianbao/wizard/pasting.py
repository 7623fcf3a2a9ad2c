"""What a pasted block does to a table, before it does it: cell by cell, each of which may be dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nianbao.readers.pasted_block import Dealt
from nianbao.report import Number
from nianbao.report.typed_numbers import NotANumber, format_number, parse_number
from nianbao.wizard.document import Document
from nianbao.wizard.grid_cell import content
from nianbao.wizard.totals import totals_of

_SAME = "不变"
_NO_FRACTION = re.compile(r"(?<=\d)[.．。][0０]+$")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One cell of the block as it is shown."""

    name: str
    """The row and column it goes to, in short; of one that goes nowhere, what the block says."""
    place: str
    """The same in full."""
    before: str
    """What stands there now, with its mark."""
    after: str
    """What stands there afterwards; of one that cannot be taken, what was pasted."""
    remark: str = ""
    """A word on it."""
    note: str = ""
    """More on it, of a total that is not the sum of its parts."""
    trouble: str = ""
    """Why it cannot be taken."""
    is_dropped: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether it changes the table."""
        return not (self.trouble or self.is_dropped) and self.before != self.after


@dataclass(frozen=True, slots=True)
class _Piece:
    dealt: Dealt
    value: Number | None
    trouble: str


class Paste:
    """A block on its way into a document.

    A total that equals the sum of its parts follows them; only one that differs goes in as typed.
    """

    def __init__(self, document: Document, dealt: Iterable[Dealt]) -> None:
        dealt = tuple(dealt)
        self._document = document
        self._totals = totals_of(document.edition)
        self._pieces = [self._read(one) for one in dealt if one.trouble or not one.is_blank]
        self._dropped: set[int] = set()
        self.blanks = sum(one.is_blank and not one.trouble for one in dealt)
        """How many signs for a blank cell there are; what stands at these cells stays."""

    def drop(self, index: int) -> None:
        """Leave a cell of `lines` out, or take it in again."""
        self._dropped ^= {index}

    def lines(self) -> tuple[PastedLine, ...]:
        """Every cell of the block but the blank ones, in its order."""
        typed = self._typed_totals(self._kept())
        return tuple(self._line(index, piece, typed) for index, piece in enumerate(self._pieces))

    def typed(self) -> dict[str, str]:
        """What is typed at which cell that changes, as one step; blank where a total follows."""
        kept = self._kept()
        totals = self._typed_totals(kept)
        changed = [
            piece.dealt.address
            for piece, line in zip(self._pieces, self.lines(), strict=True)
            if line.is_taken
        ]
        return {
            address: "" if address in self._totals and address not in totals else format_number(n)
            for address, n in kept.items()
            if address in changed
        }

    def summary(self) -> str:
        """How many cells it fills, changes, leaves, and cannot fill."""
        lines = self.lines()
        taken = [line for line in lines if line.is_taken]
        over = sum(line.before[0] not in ".=" for line in taken)
        refused = sum(bool(line.trouble) for line in lines)
        said = [f"将填入 {len(taken)} 格" + (f"（其中 {over} 格改掉原有的数）" if over else "")]
        said += [f"{refused} 格不能填（!）"] if refused else []
        said += [f"{self.blanks} 处空白记号不填，原数不动"] if self.blanks else []
        same = sum(line.remark == _SAME for line in lines)
        said += [f"{same} 格与现有的数相同"] if same else []
        return "，".join(said) + "。"

    def _read(self, dealt: Dealt) -> _Piece:
        if dealt.address is None or dealt.trouble:
            return _Piece(dealt, None, dealt.trouble or "不能确定属于哪一格。")
        kind = self._document.edition.cells[dealt.address].kind
        # Spreadsheets may show a whole number with a fraction of zeros.
        text = dealt.text if kind == "amount" else _NO_FRACTION.sub("", dealt.text)
        try:
            return _Piece(dealt, parse_number(text, kind), "")
        except NotANumber as error:
            return _Piece(dealt, None, error.message)

    def _kept(self) -> dict[str, Number]:
        return {
            piece.dealt.address: piece.value
            for index, piece in enumerate(self._pieces)
            if index not in self._dropped
            and piece.dealt.address is not None
            and piece.value is not None
        }

    def _typed_totals(self, kept: Mapping[str, Number]) -> dict[str, Number | None]:
        """The totals of the block that are not the sum of their parts, with that sum."""
        cells = {**self._document.report.cells, **kept}
        typed: dict[str, Number | None] = {}
        for total in self._totals:
            summed = self._totals.sum(total, cells)
            if total in kept:
                if kept[total] != summed:
                    typed[total] = summed
            elif self._document.cell(total).follows:
                cells.pop(total, None)
                cells.update({} if summed is None else {total: summed})
        return typed

    def _line(
        self,
        index: int,
        piece: _Piece,
        typed: Mapping[str, Number | None],
    ) -> PastedLine:
        address, text = piece.dealt.address, piece.dealt.text
        if address is None:
            label = piece.dealt.label
            return PastedLine(label, label, "", text, trouble=piece.trouble)
        cell = self._document.edition.cells[address]
        name = f"{cell.row.short} / {cell.column.short}"
        before = content(self._document.cell(address)).lstrip("!?")
        if piece.value is None:
            return PastedLine(name, cell.place, before, text, trouble=piece.trouble)
        after, remark, note = format_number(piece.value), "", ""
        if index in self._dropped:
            remark = "已去掉"
        elif address in typed:
            summed = typed[address]
            after, remark = f"*{after}", "手填合计"
            note = "各项未填" if summed is None else f"各项之和为 {format_number(summed)}"
        elif address in self._totals:
            after, remark = f"={after}", "自动合计"
        if after == before:
            remark = _SAME
        dropped = index in self._dropped
        return PastedLine(name, cell.place, before, after, remark, note, is_dropped=dropped)
