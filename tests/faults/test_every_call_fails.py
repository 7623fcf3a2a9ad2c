"""Every call by which a session writes fails once, or from then on; the clerk loses nothing."""

from __future__ import annotations

import errno
import tempfile
from dataclasses import fields, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from nianbao.report.disk import Disk
from tests.faults.session import STEPS, UNSYNCED, UPHELD, die, read, state, states
from tests.faults.size import runs, told
from tests.report.faulty_disk import Faults, names
from tests.wizard.desk import Desk

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS)


@pytest.mark.parametrize("how", [{}, {"torn": True}, {"lasting": True}], ids=str)
def test_whatever_call_fails_the_session_goes_on_and_nothing_is_lost(how: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seen, reports = states(Desk(Path(folder), UNSYNCED))
    failed = 0
    for code in CODES[: runs(1, len(CODES))]:
        for at in count(1, runs(7, 1)):
            faults = Faults(at, code=code, **how)
            with tempfile.TemporaryDirectory() as folder:
                _session(Path(folder), faults, seen, reports)
            if not faults.met:
                break
            failed += 1
    told(f"{failed} calls failed ({how or 'once'}), nothing lost")
    assert failed >= runs(15, 500)


def _session(folder: Path, faults: Faults, seen: list[Any], reports: list[Any]) -> None:
    """One session with one fault: at every step the memory is right and the file whole."""
    Desk(folder).write({UPHELD: 5})
    desk = Desk(folder, faults.disk(UNSYNCED))
    document = desk.open()
    for number, step in enumerate(STEPS, 1):
        step(desk, document)
        assert state(document) == seen[number]
        assert read(desk.text()) in reports[: number + 1]
    unwritten = document.saving.trouble is not None
    die(document)

    again = Desk(folder, UNSYNCED)
    again.now = desk.now
    document = again.open()
    if document.saving.trouble is None and not unwritten:
        assert state(document) == seen[-1]
    else:
        # Told on the screen that neither file nor log could take it: what they took is whole.
        assert state(document) in seen
    document.close()
    assert faults.met or not any(name.endswith(".tmp") for name in names(folder))


def test_a_disk_that_works_again_gets_everything() -> None:
    with tempfile.TemporaryDirectory() as place:
        seen, reports = states(Desk(Path(place), UNSYNCED))
    for at in count(1, runs(11, 1)):
        faults = Faults(at, lasting=True)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            Desk(folder).write({UPHELD: 5})
            failing = faults.disk(UNSYNCED)
            mended: list[bool] = []
            desk = Desk(folder, _until_mended(failing, mended))
            document = desk.open()
            for step in STEPS:
                step(desk, document)
            mended.append(True)
            desk.pass_time(document, 6)
            desk.pass_time(document, 6)
            assert document.saving.trouble is None, document.saving
            assert document.safe
            assert read(desk.text()) == reports[-1]
            die(document)
            document = Desk(folder, UNSYNCED).open()
            assert state(document) == seen[-1]
            document.close()
        if not faults.met:
            return


def _until_mended(failing: Disk, mended: list[bool]) -> Disk:
    """`failing` until somebody mends it, then the real disk."""

    def either(name: str) -> Any:
        def call(*arguments: Any) -> Any:
            return getattr(UNSYNCED if mended else failing, name)(*arguments)

        return call

    changed: dict[str, Any] = {
        field.name: either(field.name) for field in fields(failing) if field.name != "is_windows"
    }
    return replace(failing, **changed)
