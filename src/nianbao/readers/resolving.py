"""Rows whose label is broken or lost, found by the rows around them and the pieces of labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nianbao.readers.folding import fold
from nianbao.readers.labels import Labels
from nianbao.readers.placing import Trust
from nianbao.readers.table_rows import FoundRow

Named = tuple[str, FoundRow, Trust]
"""The name of a row, the row, and how certain the name is."""
Resolved = tuple[list[Named], list[FoundRow]]
"""The rows that have a name, and those that found none."""


def resolve(
    rows: Sequence[FoundRow], order: Sequence[str], labels: Labels, scraps: Sequence[str]
) -> Resolved:
    """Give every row of a document its name.

    Between two rows that are known, as many unknown ones as the form has there are those of the
    form, when no piece of a label speaks against it. Such a name is certain when a piece of its
    label that no other has stands in the row; when one stands beside the table, or when it may be
    of several labels, the balances have to confirm it.

    Args:
        rows: the rows of one table, as they stand in the document.
        order: the names of the rows that the form has, in its order.
        labels: the labels of these rows.
        scraps: the pieces of labels that stand beside the rows.
    """
    known: dict[int, str] = {
        at: row.match.names[0] for at, row in enumerate(rows) if row.match.is_sure
    }
    named = [
        (name, rows[at], Trust.NONE if _is_loose(at, rows, known, order) else Trust.FULL)
        for at, name in known.items()
    ]
    lost: list[FoundRow] = []
    taken = set(known.values())
    at = 0
    while at < len(rows):
        if at in known:
            at += 1
            continue
        end = at
        while end < len(rows) and end not in known:
            end += 1
        gap = [
            name for name in _between(known.get(at - 1), known.get(end), order) if name not in taken
        ]
        found, left = _fill(rows[at:end], gap, labels, scraps)
        named.extend(found)
        taken.update(name for name, _, _ in found)
        lost.extend(left)
        at = end
    named.sort(key=lambda entry: entry[1].at)
    return named, lost


def _is_loose(
    at: int, rows: Sequence[FoundRow], known: Mapping[int, str], order: Sequence[str]
) -> bool:
    """Whether a label that stands above its row may be another row's.

    It may where a row beside has none, or where the form has the rows in another order.
    """
    if not rows[at].label_above:
        return False
    beside = [at + step for step in (-1, 0, 1) if 0 <= at + step < len(rows)]
    if any(index not in known for index in beside):
        return True
    places = [order.index(known[index]) for index in beside if known[index] in order]
    return places != sorted(places)


def _between(before: str | None, behind: str | None, order: Sequence[str]) -> list[str]:
    first = order.index(before) + 1 if before in order else 0
    last = order.index(behind) if behind in order else len(order)
    return list(order[first:last])


def _fill(
    rows: Sequence[FoundRow], gap: list[str], labels: Labels, scraps: Sequence[str]
) -> Resolved:
    attested = _attested(gap, labels, scraps)
    if len(rows) == len(gap) and all(
        not row.match.names or name in row.match.names for row, name in zip(rows, gap, strict=True)
    ):
        return [
            (name, row, _trust(row, is_attested=name in attested))
            for row, name in zip(rows, gap, strict=True)
        ], []
    named: list[Named] = []
    lost: list[FoundRow] = []
    free = list(gap)
    for row in rows:
        possible = [name for name in row.match.names if name in free]
        if len(possible) == 1:
            is_only = len(row.match.names) == 1
            named.append((possible[0], row, Trust.FULL if is_only else Trust.NONE))
            free = free[free.index(possible[0]) + 1 :]
        else:
            lost.append(row)
    return named, lost


def _trust(row: FoundRow, *, is_attested: bool) -> Trust:
    if len(row.match.names) == 1:
        return Trust.FULL
    return Trust.WEAK if row.match.names or is_attested else Trust.NONE


def _attested(names: Sequence[str], labels: Labels, scraps: Sequence[str]) -> set[str]:
    """The labels of which a piece that no other label has stands beside the rows."""
    folded = [fold(scrap) for scrap in scraps if len(scrap) < 80]
    found = set()
    for name in names:
        others = [label for other, label in labels.folded.items() if other != name]
        for scrap in folded:
            if len(scrap) >= 4 and scrap in labels.folded[name]:
                if not any(scrap in label for label in others):
                    found.add(name)
    return found
