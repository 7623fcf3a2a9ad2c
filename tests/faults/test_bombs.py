"""What is made to cost all time or memory is refused at once, with the limit and what to do."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.cli import main
from tests.faults.bombs import BOMBS, workbook
from tests.faults.size import runs, told

SECONDS, MEGABYTES = 4.0, 512
"""Of the processor's time; twice what is promised, so that a busy machine fails nothing."""

A_FEW = (
    "xml: billion laughs", "xml: outer entity", "xml: attributes", "xml: nested",
    "word: six digits of columns before", "zip: entries on one place", "zip: in a zip",
    "workbook: the whole sheet merged", "workbook: a row of many digits",
    "page: spans", "page: divisions", "json: nested",
    "json: a number", "json: an exponent", "toml: nested",
)  # fmt: skip


def test_a_bomb_is_refused_within_the_limits() -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))

    names = A_FEW if runs(0, 1) == 0 else tuple(BOMBS)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.bombs", *names],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == list(names), done.stderr
    wrong = [
        line
        for line in lines
        if "FAILED" in line[4] or float(line[1]) > SECONDS or int(line[2]) > MEGABYTES
    ]
    assert wrong == []
    slowest = max(lines, key=lambda line: float(line[1]))
    most = max(int(line[2]) for line in lines)
    told(f"{len(lines)} bombs, the slowest {slowest[1]} s ({slowest[0]}), at most {most} MB")
    assert [line for line in lines if line[4] != "read" and "请" not in line[4]] == []


@pytest.mark.parametrize("ending", ["toml", "docx", "pdf", "html", "txt"])
@pytest.mark.parametrize("command", ["check", "import"])
def test_four_gigabytes_of_nothing_are_refused_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, command: str
) -> None:
    file = tmp_path / f"年报.{ending}"
    with file.open("wb") as sparse:
        sparse.truncate(4 << 30)
    assert main([command, str(file)]) == 2
    said = "".join(capsys.readouterr())
    limit = "4 MB" if ending == "toml" else "20 MB"
    assert f"文件超过 {limit}" in said
    assert "请核对是否选错了文件" in said


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("page: divisions", "网页嵌套超过 150 层"),
        ("zip: entries", "压缩包里超过 2000 个文件"),
        ("workbook: the last cell", "工作表超过 200 列或 20000 格"),
        ("xml: nested", "XML 嵌套超过 200 层"),
    ],
)
def test_a_command_names_the_limit_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, limit: str
) -> None:
    file = tmp_path / "年报"
    file.write_bytes(BOMBS[name]())
    for command in ("import", "check"):
        assert main([command, str(file)]) == 2
        said = "".join(capsys.readouterr())
        assert limit in said
        assert "请核对是否选错了文件" in said
        assert "复制到新文件里再读入" in said


def test_numbers_longer_than_any_integer_are_no_row_and_no_string() -> None:
    from nianbao.readers.workbook import workbook_document

    many = "9" * 9_000
    cells = f'<c t="s"><v>{many}</v></c><c><v>7</v></c>'
    document = workbook_document(workbook(f'<sheetData><row r="{many}">{cells}</row></sheetData>'))
    assert "7" in str(document.parts)
