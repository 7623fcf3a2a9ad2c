"""Esc and the key after it that arrive together are both there."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from nianbao.wizard.escape_key import KeyParser
from tests.wizard.session import sample, wizard, write


def told(parser: XTermParser, packets: Sequence[str]) -> list[str]:
    """The keys and pastes that come of some packets, and of nothing more for long."""
    found: list[Message] = []
    for packet in packets:
        found += parser.feed(packet)
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
        found += parser.tick()
    return [
        item.key
        if isinstance(item, events.Key)
        else str(getattr(item, "text", type(item).__name__))
        for item in found
    ]


@pytest.mark.parametrize("is_split", [False, True])
@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b3", ["escape", "3"]),
        ("\x1b中文", ["escape", "中", "文"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\t", ["escape", "tab"]),
        ("\x1b\x13", ["escape", "ctrl+s"]),
        ("\x1bA", ["escape", "A"]),
        ("\x1b-1", ["escape", "minus", "1"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b\x1b[B1", ["escape", "down", "1"]),
        ("\x1bq1", ["alt+q", "1"]),
        ("\x1bb", ["ctrl+left"]),
        ("\x1b\x7f", ["ctrl+w"]),
        ("\x1bOP\x1b[24~\x1b[1;5H", ["f1", "f12", "ctrl+home"]),
        ("\x1b[200~a3中\x1b[201~\x1b3", ["a3中", "escape", "3"]),
    ],
)
def test_what_arrives_together_or_apart_is_the_same(
    sent: str, keys: list[str], is_split: bool
) -> None:
    assert told(KeyParser(), list(sent) if is_split else [sent]) == keys


_KEYS = {
    "1": "1",
    "文": "文",
    "\x1b[B": "down",
    "\x1bOP": "f1",
    "\x1b[5~": "pageup",
    "\x1b": "escape",
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(_KEYS))), st.data())
def test_no_key_is_lost_however_the_line_cuts_what_is_sent(
    pressed: list[str], data: st.DataObject
) -> None:
    sent = "".join(pressed)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    packets = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True) if a < b]
    assert told(KeyParser(), packets) == [_KEYS[key] for key in pressed]


async def test_a_letter_with_alt_is_esc_and_the_letter(tmp_path: Path) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample())) as session:
        await session.press("4", "1", "down", "alt+q")
        assert session.shows("核对（F5）")
