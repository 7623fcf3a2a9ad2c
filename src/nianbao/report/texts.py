"""Text as a report may hold it."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


def clean_text(text: str) -> str:
    """`text` with line ends as LF and without control characters other than tab and newline."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def clean_line(text: str) -> str:
    """`text` as one line: white space runs become one space, control characters go."""
    return " ".join(clean_text(text).split())
