"""A text of the report in an editor that hands it over as it is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.binding import Binding
from textual.document._document_navigator import DocumentNavigator
from textual.geometry import Region
from textual.timer import Timer
from textual.widgets import TextArea

from nianbao.report.texts import clean_text
from nianbao.wizard.folded_document import FoldedDocument

REST = 0.5
"""Seconds without a key after which what was typed is handed over."""

AT_MOST = 2.0
"""Seconds of typing after which it is handed over in any case."""

# What the app's own keys do everywhere; the undo of `TextArea` knows nothing of the edit log.
_NOT_ITS_OWN = {"f6", "f7", "ctrl+z", "ctrl+y", "ctrl+f", "super+z", "super+y"}
_NOT_ITS_OWN |= {"ctrl+a", "ctrl+g", "ctrl+k", "ctrl+u"}


class Editor(TextArea, inherit_bindings=False):
    """Edits one text; `commit` hands it over, and what is pasted comes in clean."""

    BINDINGS = [
        *(
            binding
            for binding in Binding.make_bindings(TextArea.BINDINGS)
            if binding.key not in _NOT_ITS_OWN
        ),
        Binding("ctrl+home", "text_start", "正文开头", show=False),
        Binding("ctrl+end", "text_end", "正文末尾", show=False),
    ]

    def __init__(
        self,
        text: str,
        commit: Callable[[str], None],
        *,
        placeholder: str = "",
        read_only: bool = False,
    ) -> None:
        """`commit` is called with the whole text, whenever it is to be handed over."""
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
            placeholder=placeholder,
            read_only=read_only,
        )
        self.cursor_blink = False
        # Chinese brackets are none to it, and a figure's braces are drawn as what they are.
        self.match_cursor_bracket = False
        self._commit = commit
        self._committed = self.text
        self._resting: Timer | None = None
        self._waiting: Timer | None = None

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not handed over yet."""
        return self._waiting is not None

    def _set_document(self, text: str, language: str | None) -> None:
        """Show a text; it is folded as Chinese is printed."""
        super()._set_document(text, language)
        self.wrapped_document = FoldedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def load(self, text: str) -> None:
        """Show another text, with the cursor behind what is another one now."""
        if text == self.text:
            self._committed = text
            return
        place, cursor = _behind_change(self.text, text), self.app.cursor_position
        with self.prevent(TextArea.Changed):
            self.text = text
        self._committed = text
        self.move_cursor(place)
        if not self.has_focus:
            self.app.cursor_position = cursor

    def commit(self) -> None:
        """Hand over what was typed."""
        self._stop_timers()
        text = self.text
        if text != self._committed:
            self._committed = text
            self._commit(text)

    def on_text_area_changed(self) -> None:
        """Wait for a rest, but not for ever."""
        if self.text == self._committed:
            return
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.commit)
        if self._waiting is None:
            self._waiting = self.set_timer(AT_MOST, self.commit)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        replaced = self._replace_via_keyboard(clean_text(event.text), *self.selection)
        if replaced is not None:
            self.move_cursor(replaced.end_location)
        self.commit()

    def on_focus(self) -> None:
        """The terminal's cursor stands where an input method's window belongs."""
        self.call_after_refresh(self._place_terminal_cursor)

    def on_resize(self) -> None:
        """It moved."""
        self.call_after_refresh(self._place_terminal_cursor)

    def _place_terminal_cursor(self) -> None:
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh(Region(0, 0, 1, 1))

    def action_text_start(self) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0))

    def action_text_end(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    def on_blur(self) -> None:
        """Leaving hands it over."""
        self.commit()

    def _stop_timers(self) -> None:
        for timer in (self._resting, self._waiting):
            if timer is not None:
                timer.stop()
        self._resting = self._waiting = None


def _behind_change(old: str, new: str) -> tuple[int, int]:
    """The line and column in `new` where what differs from `old` ends."""
    longest = min(len(old), len(new))
    start = next((i for i in range(longest) if old[i] != new[i]), longest)
    most = longest - start
    same = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    end = len(new) - same
    return new.count("\n", 0, end), end - new.rfind("\n", 0, end) - 1
