"""The rows of a pasted block: labels at the left, labels above, and the numbers between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nianbao.readers.labels import NOTHING, Labels, Match, TableLabels
from nianbao.readers.numbers_in_cells import looks_like_a_value

_MOST_PIECES = 5


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row of the block that holds more than labels."""

    label: str
    name: str | None
    """The row of the table, where its label says which."""
    possible: tuple[str, ...]
    """The rows that it may be."""
    is_labelled: bool
    """Whether anything stands at the left of the numbers."""
    start: int
    """The cell of the block's row in which the numbers begin."""
    values: tuple[str, ...]
    heads: Mapping[int, str]
    """The columns of the table by the cell over which their labels stand."""
    head_texts: Mapping[str, str]
    """The labels of these columns as the block has them."""
    across: Mapping[int, str]
    """Rows of the table whose labels stand above, as the printed form of a turned table has them."""
    group: str | None
    """The column whose label stands above or beside them, where it is one only."""

    @property
    def is_turned(self) -> bool:
        """Whether the labels of rows stand above the numbers, and none at their left."""
        return bool(self.across) and self.name is None

    def under(self, count: int) -> tuple[str, ...]:
        """The columns over the first so many numbers; () where not every one has a head."""
        if len(self.heads) == count and min(self.heads, default=0) >= self.start:
            return tuple(name for _, name in sorted(self.heads.items()))
        places = range(self.start, self.start + count)
        if all(at in self.heads or not self.values[at - self.start] for at in places):
            names = [self.heads.get(at, "") for at in places]
            return tuple(names) if any(names) else ()
        return ()


def block_rows(cells: Sequence[Sequence[str]], labels: TableLabels) -> tuple[BlockRow, ...]:
    """The rows of a block that hold more than labels."""
    finder = _Finder(labels)
    for row in _one_by_one(cells):
        finder.add(list(row))
    return finder.rows()


def _one_by_one(cells: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """A block with every cell on a line of its own, labels and numbers, as rows again."""
    if any(len(row) != 1 for row in cells):
        return cells
    texts = [row[0] for row in cells if row[0]]
    if not texts or looks_like_a_value(texts[0]) or not any(map(looks_like_a_value, texts)):
        return cells
    rows: list[list[str]] = []
    for text in texts:
        if looks_like_a_value(text):
            rows[-1].append(text)
        else:
            rows.append([text])
    return rows


class _Finder:
    def __init__(self, labels: TableLabels) -> None:
        self._labels = labels
        self._heads: dict[int, str] = {}
        self._head_texts: dict[str, str] = {}
        self._heads_open = False
        self._across: dict[int, str] = {}
        self._pending: list[str] = []
        self._rows: list[tuple[list[str], BlockRow]] = []

    def add(self, cells: list[str]) -> None:
        """Take in a row."""
        first = next((i for i, cell in enumerate(cells) if looks_like_a_value(cell)), None)
        before = cells if first is None else cells[:first]
        over, across = _sure(self._labels.columns, before), _sure(self._labels.rows, before)
        match, label, end = self._label_of(before)
        if first is None and len(across) > 1:
            self._across.update(across)
        elif first is None and over and (len(over) > 1 or not match.is_sure):
            self._take_heads(cells, over)
        elif first is None and not match.is_sure and any(before):
            self._pending = [*self._pending[1 - _MOST_PIECES :], *filter(None, before)]
        else:
            self._take_row(cells, before, (match, label, end), over)

    def rows(self) -> tuple[BlockRow, ...]:
        """What was found; where all rows are as long, their numbers begin at the same cell."""
        long = [(cells, row) for cells, row in self._rows if cells]
        even = len({len(cells) for cells, _ in long}) == 1
        begin = max((row.start for _, row in long), default=0)
        rows = []
        for cells, row in long:
            start = begin if even else row.start
            rows.append(replace(row, start=start, values=tuple(cells[start:])))
        return tuple(rows)

    def _take_heads(self, cells: list[str], over: Mapping[int, str]) -> None:
        if not self._heads_open:
            self._heads, self._head_texts = {}, {}
        # Where a head over several rows of heads has no cell below it, only the names are of use.
        shift = 10_000 * (len(self._heads) + 1) if set(self._heads) & set(over) else 0
        for index, name in over.items():
            self._heads[index + shift] = name
            self._head_texts[name] = cells[index]
        self._heads_open, self._pending = True, []

    def _take_row(
        self,
        cells: list[str],
        before: list[str],
        found: tuple[Match, str, int],
        over: Mapping[int, str],
    ) -> None:
        self._heads_open = False
        match, label, end = found
        texts = [text for text in before if text]
        if self._pending and not match.is_sure:
            match, label = self._with_pending(match, label)
        elif label and not match.is_sure:
            match, label = self._with_row_above(match, label)
        self._pending = []
        beside = [*over.values(), *(self._heads.values() if self._across else ())]
        self._rows.append(
            (
                cells,
                BlockRow(
                    label or "".join(texts),
                    match.names[0] if match.is_sure else None,
                    match.names,
                    bool(texts) or match.is_sure,
                    end + 1,
                    (),
                    dict(self._heads),
                    dict(self._head_texts),
                    dict(self._across),
                    beside[0] if len(set(beside)) == 1 else None,
                ),
            )
        )

    def _label_of(self, texts: Sequence[str]) -> tuple[Match, str, int]:
        """The likeliest label among the texts left of the numbers, and the index of its last cell."""
        last_text = max((at for at, text in enumerate(texts) if text), default=-1)
        best = (NOTHING, "", last_text)
        for last in range(last_text, -1, -1):
            for first in range(last, max(-1, last - _MOST_PIECES), -1):
                text = "".join(texts[first : last + 1])
                match = self._labels.rows.match(text)
                if match.names and match.likeness < best[0].likeness:
                    best = (match, text, last)
            if best[0].is_sure:
                return best
        return best[0], best[1], last_text

    def _with_row_above(self, match: Match, label: str) -> tuple[Match, str]:
        """The label that goes on from a row without numbers, which is none of its own then."""
        if not self._rows or any(map(looks_like_a_value, self._rows[-1][0])):
            return match, label
        above = self._rows[-1][1]
        tried = self._labels.rows.match(above.label + label)
        if tried.names != above.possible or not tried.is_sure:
            return match, label
        self._rows.pop()
        return tried, above.label + label

    def _with_pending(self, match: Match, label: str) -> tuple[Match, str]:
        """The label that the texts above make with the row's own."""
        pieces = [*self._pending, label] if label else self._pending
        for first in range(len(pieces)):
            text = "".join(pieces[first:])
            tried = self._labels.rows.match(text)
            if tried.is_sure:
                return tried, text
        return match, label


def _sure(labels: Labels, texts: Sequence[str]) -> dict[int, str]:
    """The labels that texts are for certain, by the place of the text."""
    found: dict[int, str] = {}
    for at, text in enumerate(texts):
        match = labels.match(text) if text else NOTHING
        if match.is_sure:
            found[at] = match.names[0]
    return found
