"""A hang-up or a termination while the program starts waits until it can end in good order.

Between the first byte that is sent to the terminal and the first screen, the system would end the
program at once, and leave the terminal without an echo and with the mouse taken.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = tuple(
    number for name in ("SIGHUP", "SIGTERM") if (number := getattr(signal, name, None)) is not None
)
"""The signals that tell the program to end."""


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold them back until `let_signals_through`, or the end of this."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        let_signals_through()


def let_signals_through() -> None:
    """From now on they arrive, those that were held back first."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
