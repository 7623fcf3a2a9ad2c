"""Input from a terminal that is not set to UTF-8: survived, and told once."""

from __future__ import annotations

import codecs
from collections.abc import Callable

_HANDLER = "nianbao-foreign-input"


class TerminalInput:
    """Lets Textual's input thread drop bytes that are no UTF-8, and notes that there were any.

    Textual decodes what is typed as strict UTF-8: one character from a terminal set to GBK would end
    the program.
    """

    def __init__(self) -> None:
        self._foreign = False
        codecs.register_error(_HANDLER, self._drop)

    def incremental_decoder(self, encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
        """What stands in for `codecs.getincrementaldecoder`."""
        decoder = codecs.getincrementaldecoder(encoding)
        return lambda: decoder(errors=_HANDLER)

    def take_foreign(self) -> bool:
        """Whether such bytes came since this was asked last."""
        foreign, self._foreign = self._foreign, False
        return foreign

    def _drop(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        self._foreign = True
        return "", error.end
