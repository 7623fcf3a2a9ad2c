"""Live figures: braces in a text that stand for a number of the tables.

`{requests.total.received}` stands for a cell, `{requests.total.refused}` for a group of cells, and
full addresses joined by `+` for their sum. Braces that begin like an address and name nothing are
a mistake; all other braces are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from nianbao.editions import Edition
from nianbao.report.filled_text import FilledText
from nianbao.report.model import Number, Report
from nianbao.report.typed_numbers import format_number

BLANK = "＿＿"
"""What stands for a figure that has no number yet."""

_BRACES = re.compile(r"\{([^{}\n]*)\}")
_SHOWN = re.compile(r"\{(=*)([^{}\n=][^{}\n]*)\}")
_TYPED = re.compile(r"[{｛]([^{}｛｝\n=][^{}｛｝\n]*)[}｝]")
_PLUS = re.compile(r"([+＋])")

MOST_LINES = 512
"""Lines whose figures are remembered: no figure goes over a line end, and of a text that is typed
in all lines but one stay the same."""


class LiveFigure(NamedTuple):
    """One figure in a text, known or mistaken."""

    start: int
    end: int
    source: str
    """The text from `start` to `end`, braces included."""
    addresses: tuple[str, ...]
    """The cells and groups it adds up; none where it is mistaken."""
    wrong: str | None = None
    """The part that names nothing, where it is mistaken."""
    nearest: str | None = None
    """The address most like the wrong part, if one is like it."""

    @property
    def known(self) -> bool:
        """Whether everything in it names a cell or a group."""
        return self.wrong is None


@lru_cache(maxsize=64)
def figures(text: str, edition: Edition) -> tuple[LiveFigure, ...]:
    """The live figures of a text, in its order; braces that are mere text are left out."""
    return tuple(_figures(text, edition))


def _figures(text: str, edition: Edition) -> Iterator[LiveFigure]:
    tables = tuple(f"{table.name}." for table in edition.tables)
    known = _addresses(edition)
    for found in _BRACES.finditer(text):
        inside = found[1].strip()
        if not inside.startswith(tables):
            continue
        operands = tuple(operand.strip() for operand in inside.split("+"))
        wrong = next((name for name in operands if name not in known), None)
        yield LiveFigure(
            found.start(),
            found.end(),
            found[0],
            addresses=operands if wrong is None else (),
            wrong=wrong,
            nearest=None if wrong is None else _nearest(wrong, edition),
        )


def fill(text: str, report: Report) -> str:
    """The text with every known figure replaced by its number, `＿＿` where it has none yet."""
    return filled_text(text, report).text if "{" in text else text


def filled_text(text: str, report: Report) -> FilledText:
    """The same, with the places that everything had before."""
    known: dict[tuple[str, ...], str] = {}

    def shown(addresses: tuple[str, ...]) -> str:
        if addresses not in known:
            value = number_of(addresses, report)
            known[addresses] = BLANK if value is None else format_number(value)
        return known[addresses]

    pieces: list[str] = []
    starts, ends, sources = [], [], []
    begun = length = end = 0
    for line in text.split("\n") if "{" in text else ():
        for figure in _known_figures(line, report.edition) if "{" in line else ():
            start, said = begun + figure.start, shown(figure.addresses)
            pieces += [text[end:start], said]
            starts.append(length + start - end)
            ends.append(starts[-1] + len(said))
            length, end = ends[-1], begun + figure.end
            sources.append((start, end))
        begun += len(line) + 1
    whole = "".join([*pieces, text[end:]])
    return FilledText(whole, tuple(starts), tuple(ends), tuple(sources))


@lru_cache(maxsize=MOST_LINES)
def _known_figures(line: str, edition: Edition) -> tuple[LiveFigure, ...]:
    return tuple(figure for figure in _figures(line, edition) if figure.known)


def value_of(figure: LiveFigure, report: Report) -> Number | None:
    """The number a figure stands for; None where a cell of it, or a whole group, is blank."""
    return number_of(figure.addresses, report)


def cells_of(address: str, edition: Edition) -> tuple[str, ...]:
    """The addresses of the cells that a cell's or a group's address stands for."""
    group = edition.groups.get(address)
    return (address,) if group is None else group.cells


def with_names(text: str, edition: Edition) -> str:
    """The text as it is shown for editing: `{行·列}` for `{requests.total.received}`.

    `with_addresses` gives back exactly this text. Braces that hold such a name already, and so are
    mere text, are shown with a `=` before the name.
    """
    if "{" not in text:
        return text
    return "\n".join(_line_with_names(line, edition) for line in text.split("\n"))


def with_addresses(text: str, edition: Edition) -> str:
    """The text of the file for a text as it was shown for editing, full-width `＋` allowed."""
    if "{" not in text:
        return text
    return "\n".join(_line_with_addresses(line, edition) for line in text.split("\n"))


def as_shown(typed: str, edition: Edition) -> str:
    """A text that was typed or pasted as it is shown for editing.

    What an input method makes of a figure's braces, `｛行·列｝`, and an address instead of a
    name are meant as the figure; all other braces stay as they are.
    """

    def shown(found: re.Match[str]) -> str:
        if not _operands(found[1], edition):
            return found[0]
        return with_names(with_addresses(f"{{{found[1]}}}", edition), edition)

    return _TYPED.sub(shown, typed)


@lru_cache(maxsize=MOST_LINES)
def _line_with_names(line: str, edition: Edition) -> str:
    names = _names(edition)
    return _BRACES.sub(lambda found: _named(found[0], names) or _escaped(found[0], edition), line)


@lru_cache(maxsize=MOST_LINES)
def _line_with_addresses(line: str, edition: Edition) -> str:
    def back(found: re.Match[str]) -> str:
        marks, inside = found.groups()
        translated = _translated(inside, edition.names)
        if translated is None:
            return found[0]
        return f"{{{marks[1:]}{inside}}}" if marks else f"{{{translated.replace('＋', '+')}}}"

    return _SHOWN.sub(back, line)


class NamedFigure(NamedTuple):
    """One figure of a text as it is shown for editing: `{行·列}`, or the names of a sum."""

    start: int
    end: int
    addresses: tuple[str, ...]


@lru_cache(maxsize=256)
def named_figures(shown: str, edition: Edition) -> tuple[NamedFigure, ...]:
    """The figures of a text that is shown for editing, in its order."""
    return tuple(_named_figures(shown, edition)) if "{" in shown else ()


def _named_figures(shown: str, edition: Edition) -> Iterator[NamedFigure]:
    for found in _SHOWN.finditer(shown):
        marks, inside = found.groups()
        addresses = () if marks else _operands(inside, edition)
        if addresses:
            yield NamedFigure(found.start(), found.end(), addresses)


def _operands(inside: str, edition: Edition) -> tuple[str, ...]:
    """The addresses that a figure adds up, by name or by address; none where it is mere text."""
    known = _addresses(edition)
    found = []
    for part in _PLUS.split(inside)[::2]:
        name = part.strip()
        address = edition.names.get(name, name)
        if address not in known:
            return ()
        found.append(address)
    return tuple(found)


def number_of(addresses: Iterable[str], report: Report) -> Number | None:
    """The sum of these cells and groups; None where one of them has no number yet."""
    values = [report.sum_of(cells_of(address, report.edition)) for address in addresses]
    filled = [value for value in values if value is not None]
    return sum(filled) if filled and len(filled) == len(values) else None


def name_of(address: str, edition: Edition) -> str:
    """The Chinese name of a cell or a group; the address itself where it has none."""
    return _names(edition).get(address, address)


def _named(source: str, names: Mapping[str, str]) -> str | None:
    translated = None if "＋" in source else _translated(source[1:-1], names)
    return None if translated is None else f"{{{translated}}}"


def _escaped(source: str, edition: Edition) -> str:
    shown = _SHOWN.fullmatch(source)
    is_name = shown is not None and _translated(shown[2], edition.names) is not None
    return f"{{={source[1:]}" if is_name else source


def _translated(inside: str, names: Mapping[str, str]) -> str | None:
    """A sum with each operand looked up, its spaces and signs kept; None if one is not found."""
    pieces = _PLUS.split(inside)
    for index in range(0, len(pieces), 2):
        name = pieces[index].strip()
        if name not in names:
            return None
        pieces[index] = pieces[index].replace(name, names[name])
    return "".join(pieces)


@lru_cache(maxsize=16)
def _names(edition: Edition) -> Mapping[str, str]:
    """The Chinese name of each address, where braces can hold it."""
    return {
        address: name
        for name, address in edition.names.items()
        if name == name.strip() and not re.search(r"[{}+＋\n]|^=", name)
    }


@lru_cache(maxsize=16)
def _addresses(edition: Edition) -> frozenset[str]:
    return frozenset(edition.cells) | frozenset(edition.groups)


@lru_cache(maxsize=256)
def _nearest(name: str, edition: Edition) -> str | None:
    """The address of the same table whose two parts, in either order, are most like these.

    Part by part, for comparing whole addresses takes 30 ms: too long while somebody types.
    """
    table, _, rest = name.partition(".")
    known = [
        address.split(".")[1:]
        for address in (*edition.cells, *edition.groups)
        if address.startswith(f"{table}.")
    ]
    parts = rest.split(".")
    for first, second in (parts, parts[::-1]) if len(parts) == 2 else ():
        outer = _most_like(first, (pair[0] for pair in known))
        inner = _most_like(second, (pair[1] for pair in known if pair[0] == outer))
        if outer is not None and inner is not None:
            return f"{table}.{outer}.{inner}"
    return None


def _most_like(word: str, words: Iterable[str]) -> str | None:
    # Only what is mistyped needs it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, dict.fromkeys(words), n=1)), None)
