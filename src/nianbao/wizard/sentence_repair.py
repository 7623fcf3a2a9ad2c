"""Offering to mend a sentence that does not agree with the tables, or to go to the cell instead."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from nianbao.editions import Edition
from nianbao.report.live_figures import with_names
from nianbao.wizard.marked_sentences import MarkedSentence
from nianbao.wizard.messages import PlaceWanted
from nianbao.wizard.prose_editor import ProseEditor


def offer_repair(
    screen: Screen[None],
    editor: ProseEditor,
    found: MarkedSentence,
    edition: Edition,
    mended: Callable[[], None] = lambda: None,
) -> None:
    """Let the number of the tables be put into the sentence, or a cell be gone to.

    Args:
        screen: the screen the sentence is on.
        editor: what it stands in.
        found: what was found in it.
        edition: the report's.
        mended: what follows when the sentence was mended.
    """
    from nianbao.wizard.screens.sentence import MEND, SentenceRepair

    def repair(chosen: str | None) -> None:
        figure, instead = found.figure, found.finding.instead
        if chosen == MEND and figure is not None and instead is not None:
            shown = with_names(instead, edition)
            editor.put(shown, (figure.row, figure.start), (figure.row, figure.end))
            mended()
            screen.notify("已改为引用表中的数，<undo> 撤销。", timeout=4)
        elif chosen is not None:
            screen.post_message(PlaceWanted(chosen))

    screen.app.push_screen(SentenceRepair(found.finding, edition), repair)
