"""The power fails after any call of a session: what is found is the report before or after a step."""

from __future__ import annotations

import tempfile
from pathlib import Path

from nianbao.report.state_files import state_file
from tests.faults.recorded_disk import Files, Platter, RecordedDisk, laid_out
from tests.faults.session import STEPS, UNSYNCED, UPHELD, die, read, state, states
from tests.faults.size import runs, told
from tests.wizard.desk import Desk


def test_after_any_power_failure_everything_committed_is_there(tmp_path: Path) -> None:
    (tmp_path / "never fails").mkdir()
    seen, reports = states(Desk(tmp_path / "never fails", UNSYNCED))
    folder = tmp_path / "fails"
    folder.mkdir()
    moments = _recorded(folder)
    tried = 0
    for step, platter in moments[:: runs(4, 1)]:
        for how, files in platter.after_power_failure():
            with tempfile.TemporaryDirectory() as place:
                found = Path(place)
                laid_out(_without_locks(files), folder, found)
                desk = Desk(found, UNSYNCED)
                _move_log(folder / "年报.toml", desk)
                text = desk.text()
                assert read(text) in reports[: step + 1], how
                document = desk.open()
                assert document.changed_outside == (), how
                assert state(document) in seen[step - 1 : step + 1], how
                die(document)
            tried += 1
    told(f"{tried} power failures, everything committed was there")
    assert tried >= runs(80, 400)


def _recorded(folder: Path) -> list[tuple[int, Platter]]:
    Desk(folder).write({UPHELD: 5})
    recorded = RecordedDisk(folder)
    desk = Desk(folder, recorded.disk())
    document = desk.open()
    for number, step in enumerate(STEPS, 1):
        recorded.step = number
        step(desk, document)
    die(document)
    return [moment for moment in recorded.moments if moment[0]]


def _without_locks(files: Files) -> Files:
    """A machine that starts again knows that nobody holds its own locks; this one still runs."""
    return {name: data for name, data in files.items() if "lock" not in Path(name).name}


def _move_log(old: Path, desk: Desk) -> None:
    """A log is found by the path of its report, which is another one here."""
    logged = state_file(old, desk.setting.state_folder, "jsonl")
    if logged.exists():
        logged.rename(state_file(desk.path, desk.setting.state_folder, "jsonl"))
