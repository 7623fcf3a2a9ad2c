"""The columns of one block of a table as the heads of a document have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianbao.readers.table_rows import Header


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one block as one header has them."""

    names: tuple[str, ...]
    """All of them, in the order of the form."""
    positions: Mapping[int, str]
    """Those with a head, by the column of the grid."""
    spans: Mapping[int, int]
    swapped: bool
    """Whether the document has them in another order than the form."""

    @property
    def absent(self) -> tuple[str, ...]:
        """The columns without a head."""
        return tuple(name for name in self.names if name not in self.positions.values())

    @property
    def is_complete(self) -> bool:
        """Whether every column has its head."""
        return not self.absent

    @property
    def is_contiguous(self) -> bool:
        """Whether the heads stand side by side."""
        return bool(self.positions) and max(self.positions) - min(self.positions) + 1 == len(
            self.positions
        )

    def under(self, at: int) -> str | None:
        """The column whose head covers a column of the grid.

        A head that is drawn too wide ends where the next one begins.
        """
        nearest = max((position for position in self.positions if position <= at), default=None)
        if nearest is None or at >= nearest + max(1, self.spans.get(nearest, 1)):
            return None
        return self.positions[nearest]

    def over(self, at: int, width: int) -> list[str]:
        """The columns whose heads cover any of `width` columns of the grid from `at` on."""
        under = (self.under(column) for column in range(at, at + width))
        return list(dict.fromkeys(name for name in under if name is not None))


def columns_of(names: Sequence[str], labels: Sequence[str], header: Header | None) -> Columns:
    """The columns under a header.

    Args:
        names: the names of all columns, in the order of the form.
        labels: the name of the label over each of them, as the header has it; several columns may
            have the same label, then they are told apart by their order.
        header: the header, where there is one.
    """
    if header is None:
        return Columns(tuple(names), {}, {}, swapped=False)
    known = {at: label for at, label in sorted(header.names.items()) if label in labels}
    if len(set(labels)) == len(labels):
        by_label = dict(zip(labels, names, strict=True))
        positions: dict[int, str] = {}
        for at, label in known.items():
            if by_label[label] not in positions.values():
                positions[at] = by_label[label]
    else:
        in_form = list(known.values()) == list(labels)
        positions = dict(zip(known, names, strict=True)) if in_form else {}
    order = [names.index(name) for _, name in sorted(positions.items())]
    return Columns(tuple(names), positions, header.spans, swapped=order != sorted(order))
