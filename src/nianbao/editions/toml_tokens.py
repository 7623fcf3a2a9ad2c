"""The tokens of a TOML text with their places, which tomllib does not tell.

tomllib stays the one that knows what a text means. The tokens serve what it does not give: whether
a text is safe to hand to it, and on which line a key stands. On a text that is TOML the two agree;
on any other the tokens may go on a little longer than tomllib would.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a token is."""

    KEY = auto()
    DOT = auto()
    EQUALS = auto()
    HEADER = auto()
    ARRAY_HEADER = auto()
    STRING = auto()
    SCALAR = auto()
    OPEN_ARRAY = auto()
    OPEN_TABLE = auto()
    CLOSE = auto()
    COMMA = auto()
    COMMENT = auto()
    LINE = auto()
    STRAY = auto()


class Token(NamedTuple):
    """A token is `text[start:end]`."""

    kind: Kind
    start: int
    end: int


_BLANK = re.compile(r"[ \t]*")
_LINE = re.compile(r"\r?\n")
_COMMENT = re.compile(r"[^\n]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^\s,\[\]{}#\"'=]+")
_ENDS_OF_BASIC = re.compile(r'\\[^\n]|"|\n')
_ENDS_OF_LONG_BASIC = re.compile(r'\\.|"""', re.DOTALL)
_ENDS_OF_LITERAL = re.compile(r"['\n]")
_ENDS_OF_LONG_LITERAL = re.compile(r"'''")
_PUNCTUATION = {
    ".": Kind.DOT,
    "=": Kind.EQUALS,
    ",": Kind.COMMA,
    "[": Kind.OPEN_ARRAY,
    "{": Kind.OPEN_TABLE,
    "]": Kind.CLOSE,
    "}": Kind.CLOSE,
}


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in one pass, white space left out.

    A string that is not closed reaches to the end of the text (a one-line string: of its line). At
    the first character that can begin nothing there is one `STRAY` token, and it is the last.
    """
    open_brackets: list[str] = []
    key_expected = statement_begins = True
    position = 0
    while (position := _after(_BLANK, text, position)) < len(text):
        token = _token_at(text, position, key_expected, statement_begins)
        kind, start, position = token
        yield token
        statement_begins = False
        if kind is Kind.LINE and not open_brackets:
            statement_begins = key_expected = True
        elif kind is Kind.EQUALS:
            key_expected = False
        elif kind in (Kind.OPEN_ARRAY, Kind.OPEN_TABLE):
            open_brackets.append(text[start])
            key_expected = kind is Kind.OPEN_TABLE
        elif kind is Kind.CLOSE and open_brackets:
            open_brackets.pop()
            key_expected = False
        elif kind is Kind.COMMA:
            key_expected = bool(open_brackets) and open_brackets[-1] == "{"
        elif kind is Kind.STRAY:
            return


def place(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of `offset`, both from 1, the column in characters."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _token_at(text: str, start: int, key_expected: bool, statement_begins: bool) -> Token:
    """The token that begins at `start`, where no blank stands and the text has not ended."""
    first = text[start]
    if first in "\r\n":
        end = _after(_LINE, text, start)
        return Token(Kind.LINE if end > start else Kind.STRAY, start, max(end, start + 1))
    if first == "#":
        return Token(Kind.COMMENT, start, _after(_COMMENT, text, start))
    if first in "\"'":
        end = _string_end(text, start, long_allowed=not key_expected)
        return Token(Kind.KEY if key_expected else Kind.STRING, start, end)
    if first == "[" and statement_begins:
        if text.startswith("[[", start):
            return Token(Kind.ARRAY_HEADER, start, start + 2)
        return Token(Kind.HEADER, start, start + 1)
    if key_expected and (end := _after(_BARE_KEY, text, start)) > start:
        return Token(Kind.KEY, start, end)
    if first in _PUNCTUATION and (key_expected or first != "."):
        return Token(_PUNCTUATION[first], start, start + 1)
    if not key_expected and (end := _after(_SCALAR, text, start)) > start:
        return Token(Kind.SCALAR, start, end)
    return Token(Kind.STRAY, start, start + 1)


def _string_end(text: str, start: int, *, long_allowed: bool) -> int:
    """Where the string that begins at `start` ends; `long_allowed`: tripled quotes may open it."""
    quote = text[start]
    if long_allowed and text.startswith(quote * 3, start):
        ends = _ENDS_OF_LONG_BASIC if quote == '"' else _ENDS_OF_LONG_LITERAL
        for match in ends.finditer(text, start + 3):
            if not match[0].startswith("\\"):
                # Up to two quotes may stand inside, right before the three that close it.
                more = text[match.end() : match.end() + 2]
                return match.end() + len(more) - len(more.lstrip(quote))
        return len(text)
    ends = _ENDS_OF_BASIC if quote == '"' else _ENDS_OF_LITERAL
    for match in ends.finditer(text, start + 1):
        if match[0] == quote:
            return match.end()
        if match[0] == "\n":
            return match.start()
    return len(text)


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
