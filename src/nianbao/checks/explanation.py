"""What a diagnosis says: which cells are suspect, with which values all would be in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nianbao.report import Number

Kind = Literal[
    "digit-changed",
    "digits-swapped",
    "digit-dropped",
    "digit-doubled",
    "times-ten",
    "blank-cell",
    "blank-total",
    "moved-column",
    "moved-row",
    "shifted-block",
    "total-in-part",
    "last-years-figure",
    "other",
]
"""The slip that an explanation supposes; of several slips their common kind, else `other`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell with what stands in it and what would stand there; None is a blank."""

    cell: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A set of cells that, changed together, mends a cluster of broken balances."""

    kind: Kind
    changes: tuple[Change, ...]
    """The suspect cells first, then the totals that follow them."""
    suspects: int = 1
    """How many of the changes are suspect; the others only follow."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What may be wrong where some balances, which hang together, do not hold."""

    findings: tuple[int, ...]
    """The places of its findings in the list that was diagnosed, counted from 0."""
    certain: bool
    """Whether there is but one smallest set of changes. Still nothing changes without the user."""
    explanations: tuple[Explanation, ...]
    """The likeliest first; none where too many cells differ for arithmetic to tell."""


def applied(explanation: Explanation) -> dict[str, Number | None]:
    """The cells that an explanation fills, with their values, as one edit."""
    return {change.cell: change.after for change in explanation.changes}
