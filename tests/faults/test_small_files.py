"""The settings, the list of recent reports, the log of mistakes: any call by which they are written fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nianbao.settings import Settings, read_settings
from nianbao.wizard.mistakes_log import LARGEST, write_down
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.recent import RecentReport, RecentReports
from tests.faults.session import UNSYNCED
from tests.faults.size import told
from tests.faults.test_every_call_fails import CODES
from tests.report.faulty_disk import every_fault, names

HOW: list[dict[str, Any]] = [
    *({"code": code} for code in CODES),
    {"torn": True},
    {"lasting": True},
]


@pytest.fixture(params=HOW, ids=str)
def how(request: pytest.FixtureRequest) -> Any:
    """In which way a call fails."""
    return request.param


def test_the_settings_are_the_old_ones_or_the_new_ones(tmp_path: Path, how: dict[str, Any]) -> None:
    old, new = Settings(theme="light"), Settings(theme="terminal", organ="某某局")
    failed = 0
    for faults in every_fault(**how):
        file = tmp_path / "settings.toml"
        file.write_text('theme = "light"\n', encoding="utf-8")
        preferences = Preferences(tmp_path, faults.disk(UNSYNCED))
        said = preferences.change(new)
        assert preferences.settings == new
        found = read_settings(tmp_path)
        assert found.mistakes == ()
        assert found.settings == new or (found.settings == old and said)
        assert not said or ("设置没有写成" in said and "请" in said)
        assert {name for name in names(tmp_path) if "bak" not in name} == {"settings.toml"}
        failed += faults.met
    told(f"{failed} calls failed while the settings were written ({how})")
    assert failed >= 5


def test_the_recent_reports_are_the_old_list_or_the_new_one(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    reports = [
        RecentReport(tmp_path / f"{name}.toml", "某办", 2025, "填写中", "2026-01-12T10:32:00+08:00")
        for name in "甲乙"
    ]
    folder = tmp_path / "state"
    RecentReports(folder, UNSYNCED).remember(reports[0])
    before = (folder / "recent.json").read_bytes()
    for faults in every_fault(**how):
        (folder / "recent.json").write_bytes(before)
        RecentReports(folder, faults.disk(UNSYNCED)).remember(reports[1])
        known = RecentReports(folder).known()
        assert known == (reports[0],) or (known == (reports[1], reports[0]))
        assert names(folder) == {"recent.json"}


def test_a_mistake_is_written_down_or_not_and_never_makes_another(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    write_down(tmp_path, "first\n", UNSYNCED)
    for faults in every_fault(**how):
        file = write_down(tmp_path, "second\n", faults.disk(UNSYNCED))
        assert file is None or file.read_text("utf-8").endswith("second\n")
        assert file is not None or faults.met
    assert (tmp_path / "errors.log").read_text("utf-8").startswith("first\n")
    assert (tmp_path / "errors.log").stat().st_mode & 0o077 == 0


def test_the_log_of_mistakes_does_not_grow_for_ever(tmp_path: Path) -> None:
    (tmp_path / "errors.log").write_bytes(b"x" * (LARGEST + 1))
    write_down(tmp_path, "last\n", UNSYNCED)
    assert (tmp_path / "errors.log").read_text("utf-8") == "last\n"
