"""A number typed in a text, and the figures of the tables that it agrees with."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from nianbao.report.live_figures import name_of, number_of
from nianbao.report.model import Number, Report

_NUMBER = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?")
_LONGEST = 20
"""Digits, with what stands between them; a number of the file has 15 digits at most."""
_CLAUSE = re.compile("[^。；，、：\n]*$")
"""The clause before a number, which tells what it counts."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number in a text."""

    start: int
    end: int
    value: Number


def typed_numbers(text: str, most: int | None = None) -> tuple[TypedNumber, ...]:
    """The numbers of a text in its order, full-width digits and `1,234` too; the first `most`.

    More signs than a number of the tables can have are no number.
    """
    return tuple(
        TypedNumber(found.start(), found.end(), _value(found[0]))
        for found in islice(_NUMBER.finditer(text), most)
        if len(found[0]) <= _LONGEST
    )


def number_at(text: str, index: int) -> TypedNumber | None:
    """The number that the place `index` of a text is in, or next to."""
    return next((n for n in typed_numbers(text) if n.start <= index <= n.end), None)


def agreeing(number: TypedNumber, text: str, report: Report) -> tuple[str, ...]:
    """The cells and groups that hold a number of a text.

    Those whose name has most in common with the words before it come first.
    """
    clause = _CLAUSE.findall(text[: number.start])[0]
    edition = report.edition

    def rank(address: str) -> tuple[int, bool]:
        # Where the words do not say whose, all together are meant.
        return -_in_common(name_of(address, edition), clause), "total" not in address.split(".")

    found = [
        address
        for address in (*edition.cells, *edition.groups)
        if number_of([address], report) == number.value
    ]
    return tuple(sorted(found, key=rank))


def _in_common(name: str, text: str) -> int:
    """How many characters of a name stand in a text, and how many neighbouring pairs of them."""
    pairs = sum(name[i : i + 2] in text for i in range(len(name) - 1))
    return 2 * pairs + sum(character in text for character in set(name))


def _value(source: str) -> Number:
    plain = unicodedata.normalize("NFKC", source).replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)
