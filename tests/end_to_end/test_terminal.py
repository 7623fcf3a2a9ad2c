"""The harness itself, against programs of a few lines."""

import signal
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal, bytes_of

Paint = Callable[[str], list[str]]

ECHO = """
    import os, sys, termios, tty
    tty.setraw(0)
    print("ready", end="\\r\\n", flush=True)
    while data := os.read(0, 1024):
        print(repr(data), end="\\r\\n", flush=True)
"""

APP = """
    from textual.app import App, ComposeResult
    from textual.events import Resize
    from textual.widgets import Input, Static

    class Small(App[None]):
        BINDINGS = [("f2", "say('总览')", "")]

        def compose(self) -> ComposeResult:
            yield Input(placeholder="机关名称")
            yield Static("", id="said")

        def action_say(self, text: str) -> None:
            self.query_one("#said", Static).update(text)

        def on_input_changed(self, event: Input.Changed) -> None:
            self.query_one("#said", Static).update(f"{len(event.value)} 字")

        def on_resize(self, event: Resize) -> None:
            self.query_one("#said", Static).update(f"{event.size.width} 列")

    Small().run()
"""


def program(source: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(source)]


@pytest.fixture
def painted(tmp_path: Path) -> Paint:
    """Show a program's output as it stands on the screen at its end."""

    def paint(output: str) -> list[str]:
        source = f"import sys, time; sys.stdout.write({output!r}); sys.stdout.flush()"
        with Terminal(program(source), tmp_path, columns=20, lines=4) as terminal:
            assert terminal.wait_exit() == 0
            return terminal.screen()

    return paint


def test_wide_characters_stand_side_by_side(painted: Paint) -> None:
    assert painted("政府信息 2024年度") == ["政府信息 2024年度", "", "", ""]


def test_half_a_wide_character_is_a_blank(painted: Paint) -> None:
    assert painted("政府\x1b[1;1Hx")[0] == "x 府"
    assert painted("政府\x1b[1;2Hx")[0] == " x府"


def test_kitty_requests_leave_no_letter(painted: Paint) -> None:
    assert painted("a\x1b[>1ub\x1b[<uc\x1b[?ud\x1b[=1;1ue")[0] == "abcde"


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("enter", b"\r"),
        ("f1", b"\x1bOP"),
        ("f12", b"\x1b[24~"),
        ("ctrl+s", b"\x13"),
        ("shift+tab", b"\x1b[Z"),
        ("down", b"\x1b[B"),
        ("ctrl+home", b"\x1b[1;5H"),
        ("shift+left", b"\x1b[1;2D"),
        ("pgup", b"\x1b[5~"),
        ("ctrl+pgdn", b"\x1b[6;5~"),
    ],
)
def test_keys_are_what_xterm_sends(key: str, sent: bytes) -> None:
    assert bytes_of(key) == sent


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        bytes_of("f13")


def test_keys_text_and_pastes_arrive_as_sent(tmp_path: Path) -> None:
    with Terminal(program(ECHO), tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.press("f5")
        terminal.wait_for(repr(b"\x1b[15~"))
        terminal.type("一二")
        terminal.wait_for(repr("一二".encode()))
        terminal.paste("x")
        terminal.wait_for(repr(b"\x1b[200~x\x1b[201~"))


def test_a_program_that_asks_for_the_cursor_is_answered(tmp_path: Path) -> None:
    with Terminal(program(ECHO.replace("ready", "政\\x1b[6n")), tmp_path) as terminal:
        terminal.wait_for(repr(b"\x1b[1;3R"))


def test_a_text_that_cannot_come_any_more_fails_at_once_with_the_screen(tmp_path: Path) -> None:
    with Terminal(program("print('政府信息')"), tmp_path) as terminal:
        terminal.wait_exit()
        with pytest.raises(AssertionError, match=r"'无此文字'(.|\n)*政府信息(.|\n)*ended with 0"):
            terminal.wait_for("无此文字", timeout=600)


def test_more_output_than_a_pipe_holds_never_blocks_the_program(tmp_path: Path) -> None:
    with Terminal(program("print('年报' * 100_000)"), tmp_path) as terminal:
        assert terminal.wait_exit() == 0
        assert terminal.bytes_written == 600_002


def test_the_home_is_a_fresh_one(tmp_path: Path) -> None:
    source = "import os, pathlib; print(pathlib.Path.home()); print('SSH_CONNECTION' in os.environ)"
    with Terminal(program(source), tmp_path, columns=200) as terminal:
        terminal.wait_exit()
        assert terminal.screen()[:2] == [str(tmp_path), "False"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_signal_reaches_the_program(tmp_path: Path, number: signal.Signals) -> None:
    with Terminal(program(ECHO), tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.kill(number)
        assert terminal.wait_exit() == -number


def test_a_closed_terminal_hangs_the_program_up(tmp_path: Path) -> None:
    with Terminal(program(ECHO), tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        # By the signal; or, where the end of its input arrives first, by what it says last.
        assert terminal.wait_exit() in (-signal.SIGHUP, 120)


def test_a_textual_app_takes_keys_paste_and_a_new_size(tmp_path: Path) -> None:
    with Terminal(program(APP), tmp_path) as terminal:
        terminal.wait_for("机关名称")
        terminal.wait_for("80 列")
        terminal.type("金谷园街道办")
        terminal.wait_for("金谷园街道办")
        terminal.wait_for("6 字")
        terminal.press("left")
        terminal.wait_until(lambda _: terminal.cursor == (13, 1), "the cursor before 办")
        terminal.paste("公" * 10_000)
        terminal.wait_for("10006 字")
        terminal.press("f2")
        terminal.wait_for("总览")
        terminal.wait_until_gone("字")
        terminal.resize(120, 40)
        terminal.wait_for("120 列")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
