"""Where each character of a text stands in the TOML string that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.editions.toml_tokens import Kind, tokens
from nianbao.report.texts import clean_text

_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_CODES = {"u": 4, "U": 8}
_BLANK = " \t\r\n"


def places_in_string(source: str, key_at: int) -> tuple[int, ...]:
    """The index in `source` of each character of a text, as `clean_text` leaves it.

    Args:
        source: the text of a file that tomllib reads.
        key_at: where the key stands whose value is the text.
    """
    found = [
        (sign, at) for sign, at in _characters(source, key_at) if sign == "\r" or clean_text(sign)
    ]
    following = [sign for sign, _ in found[1:]] + [""]
    # A line end that is written as two characters counts as one.
    return tuple(
        at
        for (sign, at), after in zip(found, following, strict=True)
        if (sign, after) != ("\r", "\n")
    )


def _characters(source: str, key_at: int) -> Iterator[tuple[str, int]]:
    """What the value of a key means, character by character, and where each is written."""
    value = source[key_at:]
    string = next((one for one in tokens(value) if one.kind is Kind.STRING), None)
    if string is None:
        return
    quote = value[string.start]
    marks = 3 if value.startswith(quote * 3, string.start) and string.end - string.start > 5 else 1
    at, end = key_at + string.start + marks, key_at + string.end - marks
    if marks == 3:
        # A line end right behind the marks is none of the text.
        at += 2 if source.startswith("\r\n", at) else source.startswith("\n", at)
    while at < end:
        sign, begun = source[at], at
        at += 1
        if sign == "\\" and quote == '"':
            escaped = source[at]
            at += 1
            if escaped in _CODES:
                at += _CODES[escaped]
                sign = chr(int(source[begun + 2 : at], 16))
            elif escaped in _ESCAPES:
                sign = _ESCAPES[escaped]
            else:
                while at < end and source[at] in _BLANK:
                    at += 1
                continue
        yield sign, begun
