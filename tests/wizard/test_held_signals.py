"""A signal that comes while the program starts waits until it can end in good order."""

import signal
from types import FrameType

import pytest

from nianbao.wizard.held_signals import ENDING, let_signals_through, signals_held


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_waits_until_it_is_let_through(number: signal.Signals) -> None:
    heard: list[int] = []

    def hear(number: int, _: FrameType | None) -> None:
        heard.append(number)

    before = signal.signal(number, hear)
    try:
        with signals_held():
            signal.raise_signal(number)
            assert heard == []
            let_signals_through()
            assert heard == [number]
        with signals_held():
            signal.raise_signal(number)
        assert heard == [number, number]
    finally:
        signal.signal(number, before)
