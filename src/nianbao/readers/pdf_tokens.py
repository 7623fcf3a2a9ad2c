"""The tokens of what a PDF's page draws, in a third of the time that pdfminer takes for them.

What stands whole in the buffer and is written plainly is found by one pattern; pdfminer reads the
rest. Both give the same tokens, of which a test makes sure.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdfinterp import PDFContentParser
from pdfminer.psparser import KWD, LIT

# A token ends before a character that is there: at the end of the buffer it may go on.
_TOKEN = re.compile(
    rb"[\s\0]*+(?:(?P<float>[-+]?(?:\d++\.\d*+|\.\d++))(?=[^0-9])"
    rb"|(?P<int>[-+]?\d{1,99}+)(?=[^0-9.])"
    rb"|(?P<word>[A-Za-z][^#/%\[\]()<>{}\s]*+)(?=[#/%\[\]()<>{}\s])"
    rb"|(?P<name>/[^#/%\[\]()<>{}\s\x80-\xff]*+)(?=[/%\[\]()<>{}\s])"
    rb"|(?P<bracket>[\[\]])"
    rb"|<(?P<hex>(?:[0-9A-Fa-f]{2})*+)>(?=[^>])"
    rb"|\((?P<string>[^()\\]*+)\))"
)
_WORDS = {b"true": True, b"false": False}


class QuickContentParser(PDFContentParser):
    """A parser of a page's drawing."""

    BUFSIZ = 1 << 16

    def nexttoken(self) -> tuple[int, Any]:
        """The next token and where it stands."""
        if not self._tokens and not self.eof and self._parse1 == self._parse_main:
            found = _TOKEN.match(self.buf, self.charpos)
            if found is not None:
                kind = found.lastgroup
                text = found[found.lastindex or 0]
                place = self.bufpos + found.start(found.lastindex or 0)
                self.charpos = found.end()
                if kind == "float":
                    return place, float(text)
                if kind == "int":
                    return place, int(text)
                if kind == "word":
                    return place, _WORDS[text] if text in _WORDS else KWD(text)
                if kind == "hex":
                    return place - 1, bytes.fromhex(text.decode())
                if kind == "name":
                    return place, LIT(text[1:].decode())
                return (place, KWD(text)) if kind == "bracket" else (place - 1, text)
        token: tuple[int, Any] = super().nexttoken()
        return token

    def flush(self) -> None:
        """Hand on what was collected."""
        self.results.extend(self.popall())
