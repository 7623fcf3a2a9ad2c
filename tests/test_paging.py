"""A long report on a terminal goes through the pager, a piped one never."""

import sys
from pathlib import Path

import pytest

from nianbao.paging import pager
from tests.command_line import nianbao, report_text
from tests.end_to_end.terminal import Terminal


@pytest.mark.parametrize(
    ("environment", "there", "command"),
    [
        ({}, {"less", "more"}, ["less"]),
        ({}, {"more"}, ["more"]),
        ({}, set(), []),
        ({"PAGER": "most -s"}, {"most", "less"}, ["most", "-s"]),
        ({"PAGER": "most"}, {"less"}, []),
        ({"PAGER": ""}, {"less"}, []),
        ({"PAGER": "less '"}, {"less"}, []),
        ({"TERM": "dumb"}, {"less"}, []),
    ],
)
def test_the_pager_is_the_users_own(
    environment: dict[str, str], there: set[str], command: list[str]
) -> None:
    assert pager(environment, lambda name: name if name in there else None) == command


def test_a_long_report_is_paged_on_a_terminal_and_a_short_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(report_text(), encoding="utf-8")
    command = [sys.executable, "-m", "nianbao", "show", "a.toml"]
    paged = {"PAGER": "sed 's/^.*$/PAGED/'"}
    with Terminal(command, tmp_path, env=paged) as terminal:
        terminal.wait_for("PAGED")
        assert terminal.wait_exit() == 0
    for words in (["五"], ["--no-pager"]):
        with Terminal([*command, *words], tmp_path, env=paged) as terminal:
            terminal.wait_for("五、存在的主要问题")
            assert terminal.wait_exit() == 0
            assert not any("PAGED" in line for line in terminal.screen())


def test_a_piped_report_is_never_paged(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(report_text(), encoding="utf-8")
    done = nianbao("show", "a.toml", folder=tmp_path, environment={"PAGER": "false"})
    assert done.code == 0
    assert "四、政府信息公开行政复议" in done.out
