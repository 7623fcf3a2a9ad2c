"""The list of recent reports never stands in the way."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.wizard.desk import file_name
from nianbao.wizard.recent import RecentReport, RecentReports

WHEN = "2026-01-12T10:32:00+08:00"


def known(path: Path) -> RecentReport:
    path.touch()
    return RecentReport(path, "某办事处", 2025, "填写中", WHEN, "requests", {"requests": "a.b"})


def test_what_is_remembered_comes_back_latest_first(tmp_path: Path) -> None:
    recent = RecentReports(tmp_path / "state")
    first, second = known(tmp_path / "甲.toml"), known(tmp_path / "乙.toml")
    for report in (first, second, replace(first, state="已完成")):
        recent.remember(report)
    assert [report.path.name for report in recent.all()] == ["甲.toml", "乙.toml"]
    assert recent.of(first.path) == replace(first, state="已完成")
    assert first.shown_time == "1月12日 10:32"


def test_a_report_that_is_listed_twice_is_shown_once(tmp_path: Path) -> None:
    recent = RecentReports(tmp_path)
    first, second = known(tmp_path / "甲.toml"), known(tmp_path / "乙.toml")
    recent.remember(second)
    recent.remember(first)
    listed = json.loads((tmp_path / "recent.json").read_bytes())
    (tmp_path / "recent.json").write_text(json.dumps([*listed, *listed]), encoding="utf-8")
    assert recent.known() == (first, second)


def test_a_path_in_another_encoding_is_remembered(tmp_path: Path) -> None:
    report = known(tmp_path / os.fsdecode("年报.toml".encode("gb18030")))
    RecentReports(tmp_path).remember(report)
    assert RecentReports(tmp_path).all() == (report,)


def test_a_file_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    recent = RecentReports(tmp_path)
    report = known(tmp_path / "甲.toml")
    recent.remember(report)
    report.path.unlink()
    assert recent.all() == ()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{", b"[1]", b'[{"path": "x"}]', b"\xff", b'{"a": 1}', b"[" * 100_000,
        f'[{{"path": 1, "organ": "", "year": 1, "state": "", "when": "{WHEN}"}}]'.encode(),
        f'[{{"path": "a", "organ": [], "year": 1, "state": "", "when": "{WHEN}"}}]'.encode(),
        f'[{{"path": "a", "organ": "", "year": "x", "state": "", "when": "{WHEN}"}}]'.encode(),
    ],
)  # fmt: skip
def test_a_broken_list_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "recent.json").write_bytes(content)
    recent = RecentReports(tmp_path)
    assert recent.all() == ()
    report = known(tmp_path / "甲.toml")
    recent.remember(report)
    assert recent.all() == (report,)


def test_a_state_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "state"
    in_the_way.write_text("")
    recent = RecentReports(in_the_way)
    recent.remember(known(tmp_path / "甲.toml"))
    assert recent.all() == ()


def test_file_names_are_safe_and_free() -> None:
    assert file_name("某办事处", 2025, lambda _: False) == "某办事处2025年.toml"
    assert file_name("a/b:c", 2025, lambda _: False) == "abc2025年.toml"
    assert file_name("", 2025, lambda _: False) == "年报2025年.toml"
    taken = {"某办事处2025年.toml", "某办事处2025年.2.toml"}
    assert file_name("某办事处", 2025, taken.__contains__) == "某办事处2025年.3.toml"
    assert len(file_name("长" * 200, 2025, lambda _: False).encode()) <= 255
