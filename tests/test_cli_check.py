"""`check`: what is printed, as text and as JSON, and the exit code."""

import csv
import io
import json
from pathlib import Path

import pytest

from nianbao.checks.catalogue import RULES
from nianbao.cli import main
from tests.command_line import OFF_BY_NINE, nianbao, report_text

BLANK = report_text()
WRONG = report_text(OFF_BY_NINE)
UNREADABLE = report_text("[requests.total]\nreceived = 3\nrecieved = 3\ncarried_in = 1.5\n")
UNTRUE = report_text(
    head='last_year = "none.toml"\n',
    cells='[narrative]\noverview = "收到{requests.total.received}件，{requests.total.recieved}件。"\n',
)
ANSWERED = """schema = 1
edition = "2019"

[report]
organ = "某某局"
year = 2020

[disclosure.rules]
disclosed = 3
disclosed_in_all = 2

[[answers]]
rule = "disclosed-in-all"
cells = ["disclosure.rules.disclosed", "disclosure.rules.disclosed_in_all"]
reason = "去年的\\u001b[31m文件"
values = { "disclosure.rules.disclosed" = 3, "disclosure.rules.disclosed_in_all" = 2 }
"""


@pytest.fixture(autouse=True)
def _in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "blank.toml": BLANK,
        "wrong.toml": WRONG,
        "unreadable.toml": UNREADABLE,
        "untrue.toml": UNTRUE,
        "answered.toml": ANSWERED,
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def test_each_finding_is_place_title_and_what_to_do(tmp_path: Path) -> None:
    done = nianbao("check", "wrong.toml", folder=tmp_path)
    assert (done.code, done.err) == (1, "")
    *findings, last = done.out.split("\n\n")
    assert len(findings) == 4
    for finding in findings:
        place, message = finding.split("\n")
        assert place.startswith("wrong.toml:")
        assert " 错误 " in place
        assert message.endswith("。")
    assert findings[0].startswith("wrong.toml:9:1 错误 收到与办理的申请数不等\n自然人：")
    assert last == (
        "核对完毕：错误 4 处，存疑 0 处，提示 0 条；还有 196 格空白。"
        "未核对：上年结转（没有上年年报）。\n"
    )


def test_a_file_in_order_is_one_line(tmp_path: Path) -> None:
    main(["new", "--organ", "某局", "--year", "2022", "--zero", "-o", "zero.toml"])
    done = nianbao("check", "zero.toml", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out == "核对完毕，未发现问题。未核对：上年结转（没有上年年报）。\n"


def test_a_blank_report_is_not_praised(tmp_path: Path) -> None:
    done = nianbao("check", "blank.toml", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "还有 200 格空白" in done.out


def test_every_problem_of_an_unreadable_file_is_shown_with_its_line(tmp_path: Path) -> None:
    done = nianbao("check", "unreadable.toml", folder=tmp_path)
    assert done.code == 2
    assert done.out == "1 个文件读不出来，没有核对。\n"
    first, second, _ = done.err.split("\n\n")
    assert first.split("\n")[:3] == [
        "unreadable.toml:10:1 错误 读不出这个文件",
        "10 | recieved = 3",
        "   | ^",
    ]
    assert "是否应为“received”？" in first
    assert second.startswith("unreadable.toml:11:1 错误")
    assert "应是整数" in second


def test_the_mark_stands_under_the_place_by_display_width(tmp_path: Path) -> None:
    text = report_text(head='title = "关于某某街道" 2021\n')
    Path("a.toml").write_text(text, encoding="utf-8")
    done = nianbao("check", "a.toml", folder=tmp_path)
    place, line, mark, _ = done.err.split("\n", 3)
    column = int(place.split(":")[2].split()[0])
    before = line.removeprefix("7 | ")[: column - 1]
    wide = sum(character > "\u2000" for character in before)
    assert wide == 6
    assert mark == "  | " + " " * (len(before) + wide) + "^"


def test_a_long_line_is_cut_around_its_place(tmp_path: Path) -> None:
    text = "字" * 3000
    Path("a.toml").write_text(report_text(head=f'title = "{text}" x\n'), encoding="utf-8")
    done = nianbao("check", "a.toml", folder=tmp_path)
    _, line, mark, _ = done.err.split("\n", 3)
    assert line.startswith("7 | …字")
    assert line.endswith('字" x')
    assert len(line) < 60
    assert mark.endswith("^")


def test_several_files_are_all_checked(tmp_path: Path) -> None:
    done = nianbao("check", "blank.toml", "none.toml", "wrong.toml", folder=tmp_path)
    assert done.code == 2
    assert "wrong.toml:9:1" in done.out
    assert "2 份年报核对完毕：错误 4 处" in done.out
    assert done.out.endswith("另有 1 个文件读不出来，没有核对。\n")
    assert done.err == (
        "none.toml 错误 读不出这个文件\n找不到这个文件，请核对文件名和所在的文件夹。\n\n"
    )


def test_json_is_as_the_contract_says(tmp_path: Path) -> None:
    done = nianbao(
        "check", "wrong.toml", "unreadable.toml", "blank.toml", "--format", "json", folder=tmp_path
    )
    assert (done.code, done.err) == (2, "")
    wrong, unreadable, blank = json.loads(done.out)["files"]
    assert list(wrong) == ["path", "organ", "year", "edition", "findings", "diagnoses"]
    assert wrong["diagnoses"] == []
    finding = wrong["findings"][0]
    assert list(finding) == [
        *("rule", "title", "severity", "message", "cells", "expected", "actual", "imbalance"),
        *("section", "quote", "line", "column", "answered"),
    ]
    assert finding["rule"] == "requests-balance"
    assert finding["severity"] == "error"
    assert finding["cells"] == [
        f"requests.natural_person.{row}"
        for row in ("received", "carried_in", "concluded", "carried_forward")
    ]
    assert (finding["expected"], finding["actual"], finding["imbalance"]) == (12, 21, 9)
    assert (finding["section"], finding["quote"], finding["answered"]) == ("requests", None, None)
    assert (finding["line"], finding["column"]) == (9, 1)
    assert unreadable == {
        "path": "unreadable.toml",
        "error": {"message": unreadable["error"]["message"], "line": 10, "column": 1},
    }
    assert blank == {
        "path": "blank.toml",
        "organ": "某某街道办事处",
        "year": 2021,
        "edition": "2021",
        "findings": [],
        "diagnoses": [],
    }


def test_a_text_is_blamed_at_its_key(tmp_path: Path) -> None:
    done = nianbao("check", "untrue.toml", "--format", "json", folder=tmp_path)
    assert done.code == 1
    findings = json.loads(done.out)["files"][0]["findings"]
    assert [finding["rule"] for finding in findings] == ["live-figure"] * 2
    assert {(finding["line"], finding["column"]) for finding in findings} == {(10, 1)}
    assert [finding["quote"] for finding in findings] == [
        "{requests.total.received}",
        "{requests.total.recieved}",
    ]


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_input_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    words = ["check", "wrong.toml", "untrue.toml", "--format", form]
    first, second = (
        nianbao(*words, folder=tmp_path, environment={"PYTHONHASHSEED": seed}) for seed in "12"
    )
    assert first == second


def test_the_same_report_from_stdin(tmp_path: Path) -> None:
    done = nianbao("check", "-", folder=tmp_path, stdin=WRONG.encode())
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("标准输入:9:1 错误 ")
    as_json = nianbao("check", "-", "--format", "json", folder=tmp_path, stdin=WRONG.encode())
    assert json.loads(as_json.out)["files"][0]["path"] == "-"


def test_rules_can_be_selected_and_ignored(capfd: pytest.CaptureFixture[str]) -> None:
    only = ["check", "wrong.toml", "--select", "requests-balance"]
    assert main(only) == 1
    assert "错误 2 处" in capfd.readouterr().out
    assert main([*only, "--ignore", "requests-balance"]) == 0
    assert "未发现问题" in capfd.readouterr().out
    without = ["--ignore", "requests-balance", "--ignore", "requests-concluded"]
    assert main(["check", "wrong.toml", *without]) == 0


def test_a_rule_is_known_by_its_title_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "wrong.toml", "--ignore", RULES[0].title]) == 1
    assert RULES[0].title not in capfd.readouterr().out


def test_what_was_explained_is_listed_and_does_not_count(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "answered.toml"]) == 0
    said = capfd.readouterr().out
    assert "answered.toml:10:1 提示（已说明） " in said
    assert "说明：去年的[31m文件" in said
    assert "核对完毕，未发现问题，已说明 1 条；" in said

    assert main(["check", "answered.toml", "--hide-answered"]) == 0
    assert "已说明" not in capfd.readouterr().out

    main(["check", "answered.toml", "--format", "json"])
    (finding,) = json.loads(capfd.readouterr().out)["files"][0]["findings"]
    assert finding["answered"] == "去年的[31m文件"


def test_last_years_file_that_is_missing_is_told(tmp_path: Path) -> None:
    done = nianbao("check", "untrue.toml", folder=tmp_path)
    assert done.err.startswith("untrue.toml 所写的上年年报“none.toml”读不出来")
    given = nianbao("check", "untrue.toml", "--last-year", "wrong.toml", folder=tmp_path)
    assert given.err == ""
    assert "未核对：上年结转（这一版还不能与上年年报核对）。" in given.out


def test_last_year_that_cannot_be_read_stops_the_check(tmp_path: Path) -> None:
    done = nianbao("check", "wrong.toml", "--last-year", "unreadable.toml", folder=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("unreadable.toml:10:1 错误")


def test_the_result_in_a_file(tmp_path: Path) -> None:
    words = ["check", "wrong.toml", "--format", "json", "-o", "out.json"]
    done = nianbao(*words, folder=tmp_path)
    assert (done.code, done.out, done.err) == (1, "", "已写入 out.json。\n")
    first = Path("out.json").read_bytes()
    assert first == nianbao(*words[:4], folder=tmp_path).stdout

    again = nianbao("check", "blank.toml", "-o", "out.json", folder=tmp_path)
    assert (again.code, again.out) == (2, "")
    assert "已经存在" in again.err
    assert Path("out.json").read_bytes() == first

    assert nianbao("check", "blank.toml", "-o", "out.json", "--force", folder=tmp_path).code == 0
    assert Path("out.json").read_text(encoding="utf-8").startswith("核对完毕")


def test_the_catalogue_lists_every_rule(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == len(RULES)
    for line, rule in zip(lines, RULES, strict=True):
        assert line.split() == [rule.severity.label, rule.name, *rule.title.split()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_explains_itself(rule: object, capfd: pytest.CaptureFixture[str]) -> None:
    (told,) = (known for known in RULES if known is rule)
    assert main(["check", "--explain", told.name]) == 0
    said = capfd.readouterr().out
    for part in (told.title, told.what, told.why, told.source, told.broken, told.kept):
        assert part in said


def test_the_catalogue_as_json_and_csv(capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", "--list", "--format", "json"])
    as_json = json.loads(capfd.readouterr().out)
    assert [entry["rule"] for entry in as_json] == [rule.name for rule in RULES]
    assert as_json[0]["severity"] == "error"

    main(["check", "--list", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert rows == [{key: str(value) for key, value in entry.items()} for entry in as_json]

    main(["check", "--explain", RULES[1].name, "--format", "json"])
    assert json.loads(capfd.readouterr().out) == as_json[1:2]


def test_the_catalogue_for_a_spreadsheet(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list", "--format", "csv", "-o", "rules.csv"]) == 0
    assert Path("rules.csv").read_bytes().startswith(b"\xef\xbb\xbfrule,title,")
    assert capfd.readouterr().out == ""
