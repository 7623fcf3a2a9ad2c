r"""What reaches the terminal: results on stdout, the rest on stderr, nothing smuggled in by a file.

Whatever comes from a file may hold control characters, which a terminal obeys: they are shown as
`\u001b`, the way JSON and TOML write them too.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import suppress
from enum import IntEnum
from typing import TextIO

_UNSAFE = re.compile(
    # Control characters (C0 but tab and newline, C1), marks that turn the direction of writing,
    # line breaks of Unicode's own, and what is no character.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
# What is not seen on any terminal, and which terminals count as one cell or as none.
_UNSEEN = re.compile("[\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb]")


class ExitCode(IntEnum):
    """How a command ended."""

    WELL = 0
    """All well; there may be doubts, warnings and hints."""
    ERRORS_FOUND = 1
    """`check` found errors."""
    FAILED = 2
    """The command could not do its work."""
    INTERRUPTED = 130
    """Stopped with Ctrl+C (128 + SIGINT)."""
    PIPE_CLOSED = 141
    """Nobody reads the output any more (128 + SIGPIPE)."""


class Failed(Exception):
    """The command cannot do its work; the message says why and what to do."""


class NoStdout(OSError):
    """The program was started with its output closed."""


def clean(text: str) -> str:
    """`text` with whatever a terminal might obey made visible; tabs and line ends stay."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _UNSEEN.sub("", text))


def clean_line(text: str) -> str:
    """`text` as one line that a terminal can be given."""
    return clean(text.replace("\n", "\\n").replace("\t", " "))


def prepare_streams() -> None:
    """Let no character that the terminal's encoding lacks end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Tell the user something that is not a result, on stderr."""
    # A stream that was closed before the start is None; then there is nobody to tell.
    if sys.stderr is not None:
        with suppress(BrokenPipeError):
            print(clean(text), file=sys.stderr)


def document(data: bytes) -> None:
    """Put a result (UTF-8) on stdout: byte for byte, but shown as text when it is a terminal."""
    if sys.stdout is None:
        raise NoStdout
    if sys.stdout.isatty() or not isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.write(clean(data.decode()))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def result(text: str) -> None:
    """Print text that is clean already, but for the colours put into it here."""
    if sys.stdout is None:
        raise NoStdout
    sys.stdout.write(text)


def finish() -> None:
    """Send what is still on its way, so that a full disk is noticed while it can be told.

    Raises:
        OSError: it could not be sent.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def give_up_stdout() -> None:
    """Let Python's own last flush of a closed or full stdout fail in silence."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_coloured(stream: TextIO | None) -> bool:
    """Whether colour may be sent: to a terminal, unless NO_COLOR asks for none."""
    return (
        stream is not None
        and stream.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
