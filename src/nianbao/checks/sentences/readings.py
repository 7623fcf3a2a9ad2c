"""What a sentence's number can honestly mean, and what the tables say of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from nianbao.checks.sentences.claims import Claim
from nianbao.editions import Cell, Edition
from nianbao.editions.phrases import Figure
from nianbao.report import Number, Report
from nianbao.report.live_figures import name_of
from nianbao.report.typed_numbers import format_number

_NEAR = 3
"""How many of a joint claim's words are read together at most."""


def meant(claim: Claim, edition: Edition) -> Figure:
    """The likeliest reading: of words that name several figures, all of them together."""
    first, *others = claim.phrases
    several = [first, *(one for one in others if one.rule == first.rule)][:_NEAR]
    cells = [cell for one in several for cell in one.means.cells]
    if not claim.is_joint or len(several) < 2 or len(set(cells)) < len(cells):
        return first.means
    several.sort(key=edition.wording.phrases.index)
    return Figure(
        " + ".join(one.means.source for one in several),
        tuple(term for one in several for term in one.means.terms),
    )


def fits(claim: Claim, report: Report, known: dict[str, Number | None]) -> bool:
    """Whether any honest reading of a claim is what the tables say, or they are silent.

    `known` keeps what the figures of this report come to, by their source, for the next claim.
    """
    if claim.is_share:
        return _share_fits(claim, report)
    for figure in (one for phrase in claim.phrases for one in (phrase.means, *phrase.also)):
        if figure.source not in known:
            known[figure.source] = value_of(figure, report)
    likeliest = [known[phrase.means.source] for phrase in claim.phrases]
    if all(value is None for value in likeliest):
        return True
    if claim.value == 0 and claim.is_joint:
        return not any(likeliest)
    for phrase in claim.phrases:
        if any(known[one.source] == claim.value for one in (phrase.means, *phrase.also)):
            return True
    meant = [value or 0 for value in likeliest[: _NEAR + 1]]
    return claim.is_joint and any(
        sum(some) == claim.value
        for size in range(2, _NEAR + 1)
        for some in combinations(meant, size)
    )


def _share_fits(claim: Claim, report: Report) -> bool:
    """Whether a share is that of any reading in any whole, rounded or cut off."""
    parts = [
        value_of(one, report) for phrase in claim.phrases for one in (phrase.means, *phrase.also)
    ]
    wholes = [value_of(one, report) for one in report.edition.wording.wholes]
    step = 0.1 ** len(format_number(claim.value).partition(".")[2])
    known = [(part, whole) for part in (claim.counted, *parts) if part for whole in wholes if whole]
    return not known or any(
        abs(100 * float(part) / float(whole) - float(claim.value)) < step for part, whole in known
    )


def value_of(figure: Figure, report: Report) -> Number | None:
    """What a figure comes to; None where no cell of it is filled."""
    total: Number = 0
    known = False
    for sign, cells in figure.terms:
        for address in cells:
            value = _number_at(address, report)
            if value is not None:
                known = True
                total += sign * value
    return total if known else None


def _number_at(address: str, report: Report) -> Number | None:
    """A cell's number; of a blank total the sum of what it is the total of."""
    value = report.cells.get(address)
    if value is None:
        value = report.sum_of(_parts(report.edition).get(address, ()))
    return value


@lru_cache(maxsize=16)
def _parts(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The cells that the table's own balances add up to a total, by the total's address."""
    found: dict[str, tuple[str, ...]] = {}
    for table in edition.tables:
        for balance in table.balances:
            if len(balance.actual) != 1 or balance.relation != "equal":
                continue
            for _, cells in table.lines(balance.in_each):
                named = {_across(cell, balance.in_each): cell.address for cell in cells}
                if balance.actual[0] in named:
                    parts = tuple(named[name] for name in balance.expected if name in named)
                    found.setdefault(named[balance.actual[0]], parts)
    return found


def _across(cell: Cell, direction: str) -> str:
    return cell.column.name if direction == "row" else cell.row.name


def apart(one: Number, other: Number) -> Number:
    """The difference, as it is said: without a sign."""
    return one - other if one > other else other - one


def nearest(claim: Claim, report: Report) -> str:
    """The reading other than the likeliest that comes nearer, with its number; else nothing."""
    first = value_of(meant(claim, report.edition), report)
    others: list[tuple[Number, int, Figure, Number]] = [
        (apart(value, claim.value), index, figure, value)
        for phrase in claim.phrases
        for index, figure in enumerate((phrase.means, *phrase.also))
        if (value := value_of(figure, report)) is not None and value != first
    ]
    if not others or first is None:
        return ""
    distance, _, figure, value = min(others, key=lambda one: (one[0], one[1]))
    if distance >= apart(first, claim.value):
        return ""
    return f"“{named(figure, report.edition)}”，为 {format_number(value)}"


def named(figure: Figure, edition: Edition) -> str:
    """The figure by the names of its cells and groups, with the signs between them."""
    signed = figure.source.replace("-", "+ -").split("+")
    parts = "".join(
        f"{'－' if '-' in part else '＋'}{name_of(part.strip(' -'), edition)}" for part in signed
    )
    return parts.removeprefix("＋")
