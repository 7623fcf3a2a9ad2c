"""Answers to findings as the edit log has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from nianbao.report import Answer, Number
from nianbao.report.edit_log import Value
from nianbao.report.toml_writing import answer_tree


def logged(answers: Iterable[Answer]) -> list[Value]:
    """The answers as plain values, under the keys of the report's file."""
    return [answer_tree(answer) for answer in answers]


def answers_of(value: Value) -> tuple[Answer, ...] | None:
    """The answers that such values tell; None where they tell none."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return None
    found = [_answer(item) for item in value]
    whole = tuple(answer for answer in found if answer is not None)
    return whole if len(whole) == len(found) else None


def _answer(item: Value) -> Answer | None:
    if not isinstance(item, Mapping):
        return None
    rule, cells, reason = item.get("rule"), item.get("cells"), item.get("reason")
    quote, values = item.get("quote"), item.get("values", {})
    if not isinstance(rule, str) or not isinstance(reason, str):
        return None
    if not isinstance(cells, Sequence) or not isinstance(values, Mapping):
        return None
    return Answer(
        rule,
        tuple(str(cell) for cell in cells),
        reason,
        quote if isinstance(quote, str) else None,
        {str(address): _number(number) for address, number in values.items()},
    )


def _number(value: Value) -> Number | None:
    return value if isinstance(value, int | Decimal) else None
