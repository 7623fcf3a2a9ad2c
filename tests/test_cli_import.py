"""`import`, and documents wherever a report is asked for."""

import json
import tomllib
from pathlib import Path

import pytest

from nianbao.cli import main
from tests.command_line import nianbao, report_text

REPORT = report_text(
    """
[narrative]
overview = "全年收到申请{requests.total.received}件。"
problems = "没有发现问题。"

[requests.natural_person]
received = 12
concluded = 9
granted = 9
carried_forward = 3

[requests.total]
received = 12
concluded = 9
granted = 9
carried_forward = 3

[disputes.review]
total = 0
"""
)


@pytest.fixture(autouse=True)
def _in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text(REPORT, encoding="utf-8")
    assert main(["export", "a.toml", "--to", "txt", "-o", "good.txt"]) == 0
    text = Path("good.txt").read_text(encoding="utf-8")
    Path("doubtful.txt").write_text(text.replace("  9 |", "  x |"), encoding="utf-8")


def written(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(Path(name).read_text(encoding="utf-8"))


def test_a_text_becomes_a_report_on_stdout(tmp_path: Path) -> None:
    done = nianbao("import", "good.txt", folder=tmp_path)
    assert done.code == 0
    tree = tomllib.loads(done.out)
    assert tree["report"] == {"organ": "某某街道办事处", "year": 2021}
    assert tree["narrative"]["overview"] == "全年收到申请12件。"
    assert tree["requests"] == tomllib.loads(REPORT)["requests"]
    assert done.err == (
        "读入完毕：某某街道办事处2021年政府信息公开工作年度报告，填入 9 格，没有存疑。\n"
    )


def test_doubts_go_to_stderr_beside_the_report(tmp_path: Path) -> None:
    done = nianbao("import", "doubtful.txt", folder=tmp_path)
    assert done.code == 0
    assert "concluded" not in tomllib.loads(done.out)["requests"]["total"]
    assert "doubtful.txt:" in done.err
    assert " 存疑 " in done.err
    assert "请对照原文逐处核对" in done.err


def test_with_a_file_the_doubts_are_the_result(tmp_path: Path) -> None:
    on_stdout = nianbao("import", "doubtful.txt", folder=tmp_path)
    done = nianbao("import", "doubtful.txt", "-o", "b.toml", folder=tmp_path)
    assert (done.code, done.err) == (0, "已写入 b.toml。\n")
    assert done.out == on_stdout.err
    assert Path("b.toml").read_bytes() == on_stdout.stdout


def test_json_alone_is_the_only_thing_printed(tmp_path: Path) -> None:
    done = nianbao("import", "doubtful.txt", "--format", "json", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    (file,) = json.loads(done.out)["files"]
    assert list(file) == ["path", "organ", "year", "edition", "findings", "diagnoses"]
    assert (file["path"], file["organ"], file["year"]) == ("doubtful.txt", "某某街道办事处", 2021)
    assert file["findings"]
    for doubt in file["findings"]:
        assert doubt["rule"].startswith("import-")
        assert doubt["severity"] == "warning"
    doubted = {cell for doubt in file["findings"] for cell in doubt["cells"]}
    assert "requests.total.concluded" in doubted

    both = nianbao("import", "doubtful.txt", "--format", "json", "-o", "b.toml", folder=tmp_path)
    assert (both.code, both.stdout) == (0, done.stdout)
    assert written("b.toml")["report"]["year"] == 2021


@pytest.mark.parametrize("form", ["md", "txt", "json"])
def test_what_was_exported_is_read_again(form: str, tmp_path: Path) -> None:
    exported = nianbao("export", "a.toml", "--to", form, folder=tmp_path).stdout
    done = nianbao("import", "-", folder=tmp_path, stdin=exported)
    assert done.code == 0
    tree, original = tomllib.loads(done.out), tomllib.loads(REPORT)
    assert tree["requests"] == original["requests"]
    assert tree["report"] == original["report"]
    assert tree["narrative"]["problems"] == original["narrative"]["problems"]


def test_the_user_knows_better(tmp_path: Path) -> None:
    words = ["import", "good.txt", "--organ", "另一个局", "--year", "2023", "-o", "b.toml"]
    assert nianbao(*words, folder=tmp_path).code == 0
    assert written("b.toml")["report"]["organ"] == "另一个局"
    assert written("b.toml")["report"]["year"] == 2023


def test_a_text_in_gb18030_is_read(tmp_path: Path) -> None:
    text = Path("good.txt").read_text(encoding="utf-8")
    Path("gb.txt").write_bytes(text.encode("gb18030"))
    done = nianbao("import", "gb.txt", folder=tmp_path)
    assert done.stdout == nianbao("import", "good.txt", folder=tmp_path).stdout


def test_a_year_that_is_not_found_has_to_be_given(tmp_path: Path) -> None:
    text = Path("good.txt").read_text(encoding="utf-8")
    Path("b.txt").write_text(text.replace("2021年", ""), encoding="utf-8")
    done = nianbao("import", "b.txt", "-o", "b.toml", folder=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "--year" in done.err
    assert not Path("b.toml").exists()
    assert nianbao("import", "b.txt", "--year", "2021", "-o", "b.toml", folder=tmp_path).code == 0


def test_a_document_without_a_year_is_last_years_when_it_is_started_from(tmp_path: Path) -> None:
    text = Path("good.txt").read_text(encoding="utf-8")
    Path("b.txt").write_text(text.replace("2021年", ""), encoding="utf-8")
    words = ["new", "--from", "b.txt", "--organ", "某局", "-o", "b.toml"]
    assert nianbao(*words, "--year", "2024", folder=tmp_path).code == 0
    assert written("b.toml")["report"]["year"] == 2024
    assert written("b.toml")["requests"]["total"] == {"carried_in": 3}

    for others in (["check", "b.txt"], ["show", "b.txt"], [*words, "--force"]):
        done = nianbao(*others, folder=tmp_path)
        assert done.code == 2
        assert "nianbao import b.txt --year 年份 -o 年报.toml" in done.err


OTHERS = {
    "今天天气很好。\n".encode(): "这不是政府信息公开工作年度报告",
    b"": "这不是政府信息公开工作年度报告",
    b'{"name": "x"}': "不是",
    b"PK\x03\x04word": "不完整或已损坏",
    b"%PDF-1.7": "PDF 不完整或已损坏",
    b"\x89PNG\r\n": "这是图片",
    b"<!DOCTYPE html><table>": "这不是政府信息公开工作年度报告",
    b"\xff\xff\xff": "不是 UTF-8 或 GB18030",
    b"a\0b": "不是文字",
    b"x" * 4_000_001: "超过 4 MB",
}


@pytest.mark.parametrize("data", OTHERS, ids=lambda data: ascii(data[:10]))
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_no_report_is_told_and_nothing_is_written(
    data: bytes, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("other").write_bytes(data)
    capfd.readouterr()
    assert main(["import", "other", "--format", form, "-o", "b.toml"]) == 2
    said = capfd.readouterr()
    assert said.err.startswith("other 错误 读不出这个文件\n")
    assert OTHERS[data] in said.err
    if form == "json":
        (file,) = json.loads(said.out)["files"]
        assert list(file) == ["path", "error"]
        assert file["error"]["message"] in said.err
    else:
        assert said.out == ""
    assert not Path("b.toml").exists()


def test_an_existing_report_is_left_alone(tmp_path: Path) -> None:
    done = nianbao("import", "good.txt", "-o", "a.toml", folder=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "已经存在" in done.err
    assert Path("a.toml").read_text(encoding="utf-8") == REPORT


def test_a_checked_document_gives_its_doubts_first(tmp_path: Path) -> None:
    text = Path("doubtful.txt").read_text(encoding="utf-8")
    Path("both.txt").write_text(text.replace("12 |", "13 |", 1), encoding="utf-8")
    done = nianbao("check", "both.txt", "--format", "json", folder=tmp_path)
    assert done.code == 1
    rules = [found["rule"] for found in json.loads(done.out)["files"][0]["findings"]]
    doubts = [rule.startswith("import-") for rule in rules]
    assert doubts == sorted(doubts, reverse=True)
    assert {True, False} == set(doubts)
    (doubt, *_) = {rule for rule in rules if rule.startswith("import-")}

    fewer = nianbao("check", "both.txt", "--select", doubt, folder=tmp_path)
    assert fewer.code == 0
    assert "错误 0 处" in fewer.out


def test_a_finding_in_a_document_has_its_line_there(tmp_path: Path) -> None:
    text = Path("good.txt").read_text(encoding="utf-8")
    Path("wrong.txt").write_text(text.replace("12 |", "13 |", 1), encoding="utf-8")
    done = nianbao("check", "wrong.txt", "--format", "json", folder=tmp_path)
    findings = json.loads(done.out)["files"][0]["findings"]
    lines = Path("wrong.txt").read_text(encoding="utf-8").splitlines()
    assert done.code == 1
    assert any("13" in lines[finding["line"] - 1] for finding in findings)


def test_last_year_and_exports_take_documents_too(tmp_path: Path) -> None:
    done = nianbao("new", "--from", "good.txt", "-o", "b.toml", folder=tmp_path)
    assert (done.code, done.err) == (0, "已写入 b.toml。\n")
    assert written("b.toml")["report"]["last_year"] == "good.txt"
    assert written("b.toml")["requests"]["total"] == {"carried_in": 3}

    doubted = nianbao("new", "--from", "doubtful.txt", "-o", "c.toml", folder=tmp_path)
    assert doubted.code == 0
    assert doubted.err.startswith("doubtful.txt 不是年报文件，读入时有 ")

    exported = nianbao("export", "doubtful.txt", "--to", "md", folder=tmp_path)
    assert exported.code == 0
    assert exported.err.startswith("doubtful.txt 不是年报文件，读入时有 ")

    only = ("--select", "carry-over")
    named = nianbao("check", "b.toml", *only, folder=tmp_path)
    assert (named.code, named.err) == (0, "")
    assert "未核对" not in named.out
    given = nianbao("check", "a.toml", "--last-year", "good.txt", *only, folder=tmp_path)
    assert given.code == 1
    assert given.out.count("结转数与上年年报不符") == 2


def test_a_reports_own_file_is_taken_as_it_is(tmp_path: Path) -> None:
    done = nianbao("import", "a.toml", folder=tmp_path)
    assert done.code == 0
    assert tomllib.loads(done.out) == tomllib.loads(REPORT)
    assert done.err.endswith("填入 9 格，没有存疑。\n")
