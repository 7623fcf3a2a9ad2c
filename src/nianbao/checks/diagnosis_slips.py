"""How likely it is that one number was written for another by a slip, and which slip it is.

The costs are tenths of those measured on random realistic tables: two digits swapped is the
likeliest, then a digit too few or too many, then a neighbouring key, then any other digit.
"""

from __future__ import annotations

from nianbao.checks.explanation import Kind
from nianbao.report import Number

SWAPPED, ONE_DIGIT_MORE_OR_LESS, NEAR, OTHER_DIGIT, ANYTHING = 6, 7, 8, 10, 16
BLANK, KNOWN_FIGURE = 5, 7

_SMALL = 20
_KEYPAD = {
    frozenset(pair)
    for pair in (
        *("01", "02", "12", "23", "45", "56", "78", "89"),
        *("14", "47", "25", "58", "36", "69"),
    )
}
_ROW_OF_KEYS = {frozenset(pair) for pair in ("34", "67", "90")}
_ALIKE = {frozenset(pair) for pair in ("17", "38", "06", "08", "35", "49")}


def slip(before: Number | None, after: Number) -> tuple[Kind, int]:
    """The likeliest slip by which `after` became `before`, and its cost; the lower, the likelier."""
    if before is None:
        return "blank-cell", BLANK
    written, meant = str(before), str(after)
    if _swapped(meant, written):
        return "digits-swapped", SWAPPED
    if before and after and (before == 10 * after or after == 10 * before):
        return "times-ten", ONE_DIGIT_MORE_OR_LESS
    if _shorter_by_one(written, meant):
        return "digit-dropped", ONE_DIGIT_MORE_OR_LESS
    if _shorter_by_one(meant, written):
        return "digit-doubled", ONE_DIGIT_MORE_OR_LESS
    changed = _changed_digit(written, meant)
    if changed is not None:
        near = changed in _KEYPAD | _ROW_OF_KEYS | _ALIKE
        return "digit-changed", NEAR if near or abs(before - after) == 1 else OTHER_DIGIT
    if abs(before - after) == 1:
        return "other", NEAR
    return "other", OTHER_DIGIT if not before and after <= _SMALL else ANYTHING


def _swapped(meant: str, written: str) -> bool:
    """Whether two neighbouring digits changed places; a zero that came first is gone."""
    return any(
        f"{meant[:i]}{meant[i + 1]}{meant[i]}{meant[i + 2 :]}".lstrip("0") == written.lstrip("0")
        for i in range(len(meant) - 1)
        if meant[i] != meant[i + 1]
    )


def _shorter_by_one(shorter: str, longer: str) -> bool:
    """Whether `shorter` is `longer` without one of its digits; a zero that came first is gone."""
    if len(shorter) >= len(longer):
        return False
    return any(
        (f"{longer[:i]}{longer[i + 1 :]}".lstrip("0") or "0") == shorter
        for i in range(len(longer))
        if len(longer) > 1
    )


def _changed_digit(one: str, other: str) -> frozenset[str] | None:
    """The two digits at the only place where numbers of one length differ."""
    if len(one) != len(other):
        return None
    differing = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return differing[0] if len(differing) == 1 else None
