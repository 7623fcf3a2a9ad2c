"""A terminal for the real program: a pseudo-terminal, keys going in, a screen coming out."""

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyte

_MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5, "ctrl+shift": 6}
_LETTERED = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_NUMBERED = {"insert": 2, "delete": 3, "pgup": 5, "pgdn": 6, "f5": 15, "f6": 17, "f7": 18}
_NUMBERED |= {"f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24}
_PLAIN = {"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b", "space": " "}
_PLAIN |= {"backspace": "\x7f", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS"}

# Pyte takes what follows `<`, `=` or `>` (the kitty keyboard request among them) for text.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[(?:[<=>][\d;]*[a-zA-Z]|\?[\d;]*u)")
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[\d;]*)?$")

# Longer than the time a program waits to tell the Esc key from the start of another key.
_REST_AFTER_ESCAPE = 0.5


def bytes_of(key: str) -> bytes:
    """Return what xterm sends for a key: `enter`, `f2`, `ctrl+s`, `shift+tab`, `ctrl+pgup` …

    Raises:
        KeyError: there is no such key.
    """
    if key in _PLAIN:
        return _PLAIN[key].encode()
    modifier, _, name = key.rpartition("+")
    if modifier == "ctrl" and len(name) == 1 and name.isascii() and name.isalpha():
        return bytes([ord(name.lower()) - ord("a") + 1])
    parameter = f"{_MODIFIERS[modifier]}" if modifier else ""
    if name in _LETTERED:
        return f"\x1b[{'1;' + parameter if parameter else ''}{_LETTERED[name]}".encode()
    return f"\x1b[{_NUMBERED[name]}{';' + parameter if parameter else ''}~".encode()


class _Screen(pyte.Screen):
    """A screen that answers where its cursor is, as terminals do."""

    def __init__(
        self, columns: int, lines: int, answer: Callable[[bytes], None], wide_marks: bool
    ) -> None:
        super().__init__(columns, lines)
        self._answer = answer
        self._wide_marks = wide_marks

    def draw(self, data: str) -> None:
        if self._wide_marks:
            data = "".join(WIDE_LIKE.get(character, character) for character in data)
        super().draw(data)

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())

    def cells(self, line: int) -> list[str]:
        """Return what stands in each cell of a line; "" in the right half of a wide character."""
        row = self.buffer[line]
        return [_SHOWN.get(row[column].data, row[column].data) for column in range(self.columns)]

    def text(self, line: int) -> str:
        """Return one line as it looks; half of an overwritten wide character is a blank."""
        cells = self.cells(line)
        wide = [following == "" for following in [*cells[1:], " "]]
        shown = []
        for column, data in enumerate(cells):
            if data == "":
                # The right half: nothing of its own, unless the left half is gone.
                shown.append("" if column and _is_wide(cells[column - 1]) else " ")
            else:
                shown.append(data if wide[column] or not _is_wide(data) else " ")
        return "".join(shown).rstrip()


# Pyte knows one width of a character: here stands in for a mark of ambiguous width a wide one.
WIDE_LIKE = {mark: chr(0x20000 + ord(mark)) for mark in "“”‘’—…·×→●─│①"}
_SHOWN = {wide: mark for mark, wide in WIDE_LIKE.items()}


def _is_wide(character: str) -> bool:
    return bool(character) and pyte.screens.wcwidth(character[0]) == 2


class Process(Protocol):
    """A program that was started; what `subprocess.Popen` gives of one."""

    pid: int

    def poll(self) -> int | None:
        """How it ended; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """Kill it."""


Start = Callable[
    [Sequence[str | os.PathLike[str]], int, Mapping[str, str], Path],
    Process,
]
"""Starts a program on a terminal, of which it is given the descriptor, the environment and the folder."""


class Terminal:
    """The real program in a terminal of its own, with a home folder of its own.

    Use it as a context manager; a program still running at the end is killed. The environment has only what a
    fresh login has, and no trace of the person who runs the tests; `env` adds to it. With `wide_marks` it draws
    marks of ambiguous width, “ for example, two cells wide.
    """

    def __init__(
        self,
        argv: Sequence[str | os.PathLike[str]],
        home: Path,
        *,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        wide_marks: bool = False,
        start: Start | None = None,
    ) -> None:
        """`start` starts the program in another way than as a new process."""
        self._written = bytearray()
        self._master, slave = os.openpty()
        self._screen = _Screen(columns, lines, self._send, wide_marks)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._changed = threading.Condition()
        self._closing = False
        self._ended = False
        self._set_size(columns, lines)
        self._process = (start or _new_process)(
            argv, slave, _environment(home) | dict(env or {}), cwd or home
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.hang_up()

    def type(self, text: str) -> None:
        """Send text in one piece, as an input method commits a word."""
        self._send(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name, one after the other; see `bytes_of`. A single character is typed."""
        for key in keys:
            self._send(key.encode() if len(key) == 1 else bytes_of(key))
            if key == "escape":
                time.sleep(_REST_AFTER_ESCAPE)

    def paste(self, text: str) -> None:
        """Paste text as terminals do when bracketed paste is on."""
        self._send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def wait_for(self, text: str, timeout: float = 60) -> None:
        """Wait until the text stands on one line of the screen.

        Raises:
            AssertionError: it did not come, with the screen in the message.
        """
        self.wait_until(lambda lines: any(text in line for line in lines), repr(text), timeout)

    def wait_until_gone(self, text: str, timeout: float = 60) -> None:
        """Wait until the text stands on no line of the screen; raises as `wait_for` does."""
        self.wait_until(
            lambda lines: not any(text in line for line in lines), f"end of {text!r}", timeout
        )

    def wait_until(
        self, condition: Callable[[list[str]], bool], what: str, timeout: float = 60
    ) -> None:
        """Wait until the screen's lines fulfil a condition; `what` names it in the failure."""
        with self._changed:
            self._changed.wait_for(lambda: condition(self._lines()) or self._ended, timeout)
            if condition(self._lines()):
                return
            raise AssertionError(f"no {what} within {timeout} s:\n{self._picture()}")

    def wait_idle(self, rest: float = 0.3, timeout: float = 60) -> None:
        """Wait until the program has taken all that was sent and sleeps, and sends nothing for `rest` seconds.

        A program that a busy machine keeps waiting is not asleep, so that `rest` need not be long.

        Raises:
            AssertionError: it does not come to rest, with the screen in the message.
        """
        end = time.monotonic() + timeout
        sent, since = self.bytes_written, time.monotonic()
        while (now := time.monotonic()) - since < rest:
            if now > end:
                raise AssertionError(f"no rest within {timeout} s:\n{self._picture()}")
            if self.bytes_written != sent or not self._sleeps():
                sent, since = self.bytes_written, now
            time.sleep(0.02)

    def screen(self) -> list[str]:
        """Return the screen's lines without the blanks at their ends."""
        with self._changed:
            return self._lines()

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    @property
    def written(self) -> bytes:
        """All that the program has sent to the terminal."""
        with self._changed:
            return bytes(self._written)

    @property
    def bytes_written(self) -> int:
        """How many bytes the program has sent to the terminal."""
        return len(self._written)

    def cells(self, line: int) -> list[str]:
        """Return what stands in each cell of a line; "" in the right half of a wide character."""
        with self._changed:
            return self._screen.cells(line)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's own cursor is: column and line, both from 0, in cells."""
        with self._changed:
            return min(self._screen.cursor.x, self._screen.columns - 1), self._screen.cursor.y

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size; the program is told by SIGWINCH."""
        with self._changed:
            self._screen.resize(lines, columns)
            self._set_size(columns, lines)

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    @property
    def is_plain(self) -> bool:
        """Whether the terminal is as a shell expects it: its own screen, cursor and mouse, and an echo."""
        sent = self.written
        off = (b"1049", b"1000", b"1003", b"1006", b"2004")
        modes = all(
            sent.rfind(b"\x1b[?%bl" % mode) > sent.rfind(b"\x1b[?%bh" % mode) for mode in off
        )
        cursor = sent.rfind(b"\x1b[?25h") > sent.rfind(b"\x1b[?25l")
        local = termios.tcgetattr(self._master)[3]
        return modes and cursor and bool(local & termios.ECHO) and bool(local & termios.ICANON)

    def wait_stopped(self, timeout: float = 60) -> None:
        """Wait until a signal has stopped the program.

        Raises:
            AssertionError: it still runs, with the screen in the message.
        """
        end = time.monotonic() + timeout
        while not self._is_stopped():
            if time.monotonic() > end:
                raise AssertionError(f"not stopped within {timeout} s:\n{self._picture()}")
            time.sleep(0.02)

    def hang_up(self) -> None:
        """Close the terminal under the program, as a broken connection does."""
        self._closing = True
        self._reader.join()
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if self._master >= 0:
            master, self._master = self._master, -1
            os.close(master)

    def wait_exit(self, timeout: float = 60) -> int:
        """Wait for the program's end and return its exit code, negative for a signal.

        Raises:
            AssertionError: it still runs, with the screen in the message.
        """
        try:
            code = self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {timeout} s:\n{self._picture()}") from None
        self._reader.join(timeout)
        return code

    def _is_stopped(self) -> bool:
        stat = Path(f"/proc/{self._process.pid}/stat")
        if stat.exists():
            # It may be another process's child, for which one cannot wait.
            return stat.read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "T"
        how = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process.pid, how) is not None

    def _sleeps(self) -> bool:
        """Whether no thread of the program runs, wants to run or waits for a disk; True where no one can tell."""
        for file in Path(f"/proc/{self._process.pid}/task").glob("*/stat"):
            try:
                state = file.read_text("utf-8", "replace").rpartition(")")[2].split()[0]
            except (OSError, IndexError):
                continue
            if state in "RD":
                return False
        return True

    def _lines(self) -> list[str]:
        return [self._screen.text(line) for line in range(self._screen.lines)]

    def _picture(self) -> str:
        code = self._process.poll()
        state = "running" if code is None else f"ended with {code}"
        frame = "-" * self._screen.columns
        foot = f"(cursor: {self.cursor}; the program: {state})"
        return "\n".join([frame, *self._lines(), frame, foot])

    def _set_size(self, columns: int, lines: int) -> None:
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def _read(self) -> None:
        """Take what the program sends as it comes, so that it never waits for its reader."""
        rest = b""
        while not self._closing:
            if not select.select([self._master], [], [], 0.02)[0]:
                continue
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux's way to say that no program has the terminal any more.
                data = b""
            with self._changed:
                self._written += data
                rest = self._show(rest + data)
                self._ended = not data
                self._changed.notify_all()
            if not data:
                return

    def _show(self, data: bytes) -> bytes:
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        known = _UNKNOWN_TO_PYTE.sub(b"", data[:end])
        self._stream.feed(self._decoder.decode(known))
        return data[end:]


def _new_process(
    argv: Sequence[str | os.PathLike[str]], slave: int, env: Mapping[str, str], cwd: Path
) -> Process:
    return subprocess.Popen(
        argv,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=cwd,
        env=env,
        start_new_session=True,
        preexec_fn=_take_the_terminal,
    )


def _take_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _environment(home: Path) -> dict[str, Any]:
    folders = {
        "XDG_CONFIG_HOME": ".config",
        "XDG_STATE_HOME": ".local/state",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
    }
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        **{name: str(home / folder) for name, folder in folders.items()},
    }
