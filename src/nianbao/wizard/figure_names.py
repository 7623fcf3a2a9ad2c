"""Finding a figure of the tables by its Chinese name or the initials of its pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.editions import Edition
from nianbao.report import Report
from nianbao.report.live_figures import number_of
from nianbao.report.typed_numbers import format_number

MANY = 6
"""How many names are offered at once."""

_OPEN = re.compile(r"[{｛]([^{}｛｝\n]*)$")


@dataclass(frozen=True, slots=True)
class Opened:
    """A brace before the cursor that is not closed yet, and what was typed behind it."""

    start: int
    """Where the last name begins: behind the brace, or behind a plus."""
    query: str


def opened_before(line: str, column: int) -> Opened | None:
    """The open brace before a column of a line, if there is one."""
    found = _OPEN.search(line, 0, column)
    if found is None or "=" in found[1][:1]:
        return None
    inside = re.split("[+＋]", found[1])[-1]
    return Opened(column - len(inside), inside)


def figures_named(query: str, edition: Edition) -> tuple[str, ...]:
    """The addresses of the cells and groups whose names fit what was typed, best first.

    Every word has to be in the name, or in the initials of its pinyin; without any, all fit, the
    totals first.
    """
    words = _folded(query).split()
    found = []
    for order, (address, name, initials) in enumerate(_known(edition)):
        ranks = [_rank(word, name, initials) for word in words]
        if None not in ranks:
            total = "total" not in address.split(".")
            found.append((sum(filter(None, ranks)), total, order, address))
    return tuple(address for *_, address in sorted(found))


def number_of_figure(address: str, report: Report) -> str:
    """The number of a cell or group as it is shown beside its name."""
    value = number_of([address], report)
    return "空白" if value is None else format_number(value)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _rank(word: str, name: str, initials: str) -> int | None:
    """How well a word fits: 0 where the name begins with it; None where it does not fit."""
    if name.startswith(word) or initials.startswith(word):
        return 0
    parts = name.split("·")
    if any(part.startswith(word) for part in parts) or word in name:
        return 1
    return 2 if word in initials else None


@lru_cache(maxsize=8)
def _known(edition: Edition) -> tuple[tuple[str, str, str], ...]:
    return tuple(_named(edition))


def _named(edition: Edition) -> Iterator[tuple[str, str, str]]:
    from nianbao.wizard.palette import initials

    for name, address in edition.names.items():
        yield address, _folded(name), initials(name)
