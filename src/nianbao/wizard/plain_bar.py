"""The bar that shows how far one has scrolled, without a mark of ambiguous width."""

from __future__ import annotations

from textual.scrollbar import ScrollBarRender


class PlainBar(ScrollBarRender):
    """Has whole cells only: parts of one are blocks that some terminals draw two cells wide."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]
