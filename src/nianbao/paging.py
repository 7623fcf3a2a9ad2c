"""A long text on a terminal goes through a pager, as the user's other programs do it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from nianbao.printing import document

_USUAL = ("less", "more")


def pager(
    environment: Mapping[str, str], find: Callable[[str], str | None] = shutil.which
) -> list[str]:
    """The command of the pager: `PAGER`, else `less` or `more`; empty where there is none.

    An empty `PAGER`, and a terminal that cannot move its cursor, mean none.
    """
    if environment.get("TERM") == "dumb":
        return []
    named = environment.get("PAGER")
    if named is not None:
        with suppress(ValueError):
            words = shlex.split(named)
            return words if words and find(words[0]) else []
        return []
    found = next((name for name in _USUAL if find(name)), None)
    return [found] if found else []


def show_paged(text: str, height: int) -> None:
    """Show a text, on a terminal that it does not fit on through the pager.

    Args:
        text: lines that a terminal can be given.
        height: the lines of the terminal.
    """
    is_terminal = sys.stdout is not None and sys.stdout.isatty() and sys.stdin is not None
    command = pager(os.environ) if is_terminal and sys.stdin.isatty() else []
    if not command or text.count("\n") < height:
        document(text.encode())
        return
    # As other programs ask of less: leave at once what fits, keep on the screen what was read.
    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=settings)
    except OSError:
        document(text.encode())
        return
    with suppress(BrokenPipeError):
        process.communicate(text.encode())
    _wait(process)


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait for the pager to end; Ctrl+C is for the pager, which goes on."""
    while True:
        with suppress(KeyboardInterrupt):
            process.wait()
            return
