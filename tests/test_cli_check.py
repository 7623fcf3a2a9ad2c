"""`check`: what is printed, as text and as JSON, and the exit code."""

import csv
import io
import json
from pathlib import Path

import pytest

import nianbao.editions as nianbao_editions
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
HINT = ("--select", "disclosed-in-all")
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


RULES_OF_SUMS = ("requests-balance", "requests-concluded", "requests-total", "disputes-total")
SUMS = tuple(word for rule in RULES_OF_SUMS for word in ("--select", rule))
"""Only what concerns the sums: nothing else in these little reports is in order."""
TEXTS = """
[narrative]
overview = "主动公开信息，办理依申请公开，规范信息管理，维护网站平台，加强监督保障。"
problems = "一是解读形式单一，将增加图解。"
other_matters = "没有收取信息处理费。"
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
    done = nianbao("check", "wrong.toml", *SUMS, folder=tmp_path)
    assert (done.code, done.err) == (1, "")
    *findings, last = done.out.split("\n\n")
    assert len(findings) == 4
    for finding in findings:
        place, excerpt, mark, message, *suspicion = finding.split("\n")
        assert place.startswith("wrong.toml:")
        assert " 错误 " in place
        assert mark.strip() == "| ^"
        assert message.endswith("。")
        assert suspicion
        number = place.split(":")[1]
        assert excerpt == f"{number} | {WRONG.splitlines()[int(number) - 1]}"
    assert findings[0].startswith(
        "wrong.toml:9:1 错误 收到与办理的申请数不等\n9 | received = 12\n  | ^\n自然人："
    )
    assert last == (
        "核对完毕：错误 4 处，存疑 0 处，提示 0 条；还有 196 格空白。"
        "未核对：上年结转（没有上年年报）。\n"
    )


def test_a_file_in_order_is_one_line(tmp_path: Path) -> None:
    main(["new", "--organ", "某局", "--year", "2022", "--zero", "-o", "zero.toml"])
    with Path("zero.toml").open("a", encoding="utf-8") as file:
        file.write(TEXTS)
    done = nianbao("check", "zero.toml", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out == "核对完毕，未发现问题。未核对：上年结转（没有上年年报）。\n"


def test_a_blank_report_is_not_praised(tmp_path: Path) -> None:
    done = nianbao("check", "blank.toml", folder=tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out.count("错误 缺少一个部分") == 6
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
    done = nianbao("check", "blank.toml", "none.toml", "wrong.toml", *SUMS, folder=tmp_path)
    assert done.code == 2
    assert "wrong.toml:9:1" in done.out
    assert "2 份年报核对完毕：错误 4 处" in done.out
    assert done.out.endswith("另有 1 个文件读不出来，没有核对。\n")
    assert done.err == (
        "none.toml 错误 读不出这个文件\n找不到这个文件，请核对文件名和所在的文件夹。\n\n"
    )


def test_json_is_as_the_contract_says(tmp_path: Path) -> None:
    files = ("wrong.toml", "unreadable.toml", "blank.toml")
    done = nianbao("check", *files, "--format", "json", *SUMS, folder=tmp_path)
    assert (done.code, done.err) == (2, "")
    wrong, unreadable, blank = json.loads(done.out)["files"]
    assert list(wrong) == ["path", "organ", "year", "edition", "findings", "diagnoses"]
    assert wrong["diagnoses"]
    listed = [number for diagnosis in wrong["diagnoses"] for number in diagnosis["findings"]]
    assert sorted(listed) == [0, 1, 2, 3]
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


def test_words_are_blamed_where_they_stand(tmp_path: Path) -> None:
    words = ("--format", "json", "--select", "live-figure")
    done = nianbao("check", "untrue.toml", *words, folder=tmp_path)
    assert done.code == 1
    findings = json.loads(done.out)["files"][0]["findings"]
    assert [finding["rule"] for finding in findings] == ["live-figure"] * 2
    assert {(finding["line"], finding["column"]) for finding in findings} == {(10, 15), (10, 42)}
    assert [finding["quote"] for finding in findings] == [
        "{requests.total.received}",
        "{requests.total.recieved}",
    ]


SWAPPED = (Path(__file__).parents[1] / "examples" / "两位数字颠倒.toml").read_text(encoding="utf-8")


def test_the_wrong_cell_is_named_once_with_its_value_and_the_slip(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("a.toml").write_text(SWAPPED, encoding="utf-8")
    words = ["check", "a.toml", "--select", "requests-total", "--select", "requests-concluded"]
    assert main(words) == 1
    said = capfd.readouterr().out
    assert said.count("现填 13，疑似 31（两位数字颠倒）；改为 31 后相关 2 处勾稽关系均相符。") == 1
    assert said.count("疑似的原因同 a.toml:73:1 一处。") == 1
    assert main([*words, "--format", "json"]) == 1
    (diagnosis,) = json.loads(capfd.readouterr().out)["files"][0]["diagnoses"]
    cell = "requests.natural_person.unavailable_not_held"
    assert diagnosis == {
        "findings": [0, 1],
        "certain": True,
        "explanations": [
            {"kind": "digits-swapped", "changes": [{"cell": cell, "from": 13, "to": 31}]}
        ],
    }


def test_totals_that_were_all_left_blank_are_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    cells = "\n".join(
        f"[requests.{column}]\nreceived = 2\ncarried_in = 1\ngranted = 3\nconcluded = 3\n"
        for column in ("natural_person", "business")
    )
    Path("a.toml").write_text(report_text(cells), encoding="utf-8")
    words = ["check", "a.toml", *SUMS]
    assert main(words) == 1
    said = capfd.readouterr().out
    assert said.count(" 错误 ") == 1
    assert "4 格总计均为空白，疑似整行或整列漏填" in said
    assert "由此不符的还有：二、上年结转政府信息公开申请数量、（一）予以公开、（七）总计。" in said
    assert "核对完毕：错误 4 处" in said
    main([*words, "--format", "json"])
    (file,) = json.loads(capfd.readouterr().out)["files"]
    assert len(file["findings"]) == 4
    assert [one["findings"] for one in file["diagnoses"]] == [[0, 1, 2, 3]]


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
    assert main(["check", "wrong.toml", *SUMS, *without]) == 0


def test_a_rule_is_known_by_its_title_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "wrong.toml", "--ignore", RULES[0].title]) == 1
    assert RULES[0].title not in capfd.readouterr().out


def test_the_settings_choose_rules_and_the_command_goes_before_them(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "nianbao"
    folder.mkdir(parents=True)
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    settings = '[checks]\nselect = ["requests-balance", "live-figures"]\n'
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    words = ("check", "wrong.toml")
    done = nianbao(*words, folder=tmp_path, environment=environment)
    assert done.err.startswith(
        "settings.toml 第2行：“checks.select”：没有“live-figures”这条规则，是不是 "
    )
    assert "live-figure（" in done.err
    assert "错误 2 处" in done.out
    (folder / "settings.toml").write_text(settings.replace("select", "ignore"), encoding="utf-8")
    done = nianbao(*words, *SUMS, folder=tmp_path, environment=environment)
    assert "错误 4 处" in done.out
    only = ("--select", "requests-concluded", "--ignore", "requests-concluded")
    assert nianbao(*words, *only, folder=tmp_path, environment=environment).code == 0


def test_what_was_explained_is_listed_and_does_not_count(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "answered.toml", *HINT]) == 0
    said = capfd.readouterr().out
    assert "answered.toml:10:1 提示（已说明） " in said
    assert "说明：去年的[31m文件" in said
    assert "核对完毕，未发现问题，已说明 1 条；" in said

    assert main(["check", "answered.toml", "--hide-answered", *HINT]) == 0
    assert "已说明" not in capfd.readouterr().out

    main(["check", "answered.toml", "--format", "json", *HINT])
    (finding,) = json.loads(capfd.readouterr().out)["files"][0]["findings"]
    assert finding["answered"] == "去年的[31m文件"


CARRIED = "[requests.natural_person]\n{row} = {number}\n"
"""One figure, and nothing that balances it."""
ONLY = ("--select", "carry-over", "--select", "in-force")


def put(name: str, row: str, number: int, *, year: int, head: str = "") -> None:
    """A report's file in which one figure of natural persons is filled."""
    text = report_text(CARRIED.format(row=row, number=number), year=year, head=head)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def test_last_years_report_is_the_one_that_the_file_names(tmp_path: Path) -> None:
    put("2020.toml", "carried_forward", 5, year=2020)
    put("2021.toml", "carried_in", 3, year=2021, head='last_year = "2020.toml"\n')
    done = nianbao("check", "2021.toml", *ONLY, folder=tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("2021.toml:10:1 错误 结转数与上年年报不符\n10 | carried_in = 3\n")
    assert "2020年年报的四、结转下年度继续办理是 5，两者应相等，前者少 2。" in done.out
    assert done.out.endswith("核对完毕：错误 1 处，存疑 0 处，提示 0 条；还有 199 格空白。\n")
    as_json = nianbao("check", "2021.toml", *ONLY, "--format", "json", folder=tmp_path)
    (finding,) = json.loads(as_json.out)["files"][0]["findings"]
    assert (finding["expected"], finding["actual"], finding["imbalance"]) == (5, 3, -2)
    assert (finding["line"], finding["column"]) == (10, 1)


def test_the_last_year_that_is_given_is_for_every_file(tmp_path: Path) -> None:
    put("2020.toml", "carried_forward", 5, year=2020)
    put("other/2021.toml", "carried_in", 5, year=2021, head='last_year = "none.toml"\n')
    put("2021.toml", "carried_in", 3, year=2021, head='last_year = "none.toml"\n')
    words = ["check", "other/2021.toml", "2021.toml", "--last-year", "2020.toml", *ONLY]
    done = nianbao(*words, folder=tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out.count(" 错误 ") == 1
    assert done.out.startswith("2021.toml:10:1")
    assert "未核对" not in done.out


def test_last_years_file_that_is_missing_is_told(tmp_path: Path) -> None:
    done = nianbao("check", "untrue.toml", "--select", "live-figure", folder=tmp_path)
    assert done.code == 1
    assert done.err == (
        "untrue.toml 所写的上年年报“none.toml”读不出来：找不到这个文件，请核对文件名和所在的文件夹。"
        "没有用它核对；也可以用 --last-year 指明上年年报。\n"
    )
    assert "核对完毕：错误 2 处" in done.out
    assert "。未核对：上年结转（没有读到上年年报 none.toml）。" in done.out


def test_last_years_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    put("now.toml", "carried_in", 3, year=2021, head='last_year = "unreadable.toml"\n')
    done = nianbao("check", "now.toml", *ONLY, folder=tmp_path)
    assert done.code == 0
    assert done.err.startswith("now.toml 所写的上年年报“unreadable.toml”读不出来：")
    assert "是否应为“received”？" in done.err
    assert "未核对：上年结转（没有读到上年年报 unreadable.toml）。" in done.out


def test_last_years_file_is_looked_for_in_the_reports_own_folder_only(tmp_path: Path) -> None:
    put("2020.toml", "carried_forward", 5, year=2020)
    put("below/2021.toml", "carried_in", 3, year=2021, head='last_year = "2020.toml"\n')
    done = nianbao("check", "below/2021.toml", *ONLY, folder=tmp_path)
    assert done.code == 0
    assert "未核对：上年结转（没有读到上年年报 2020.toml）。" in done.out
    Path("below/2020.toml").write_bytes(Path("2020.toml").read_bytes())
    assert nianbao("check", "below/2021.toml", *ONLY, folder=tmp_path).code == 1


def test_a_report_from_stdin_has_no_folder_to_look_in(tmp_path: Path) -> None:
    put("2020.toml", "carried_forward", 5, year=2020)
    put("2021.toml", "carried_in", 3, year=2021, head='last_year = "2020.toml"\n')
    text = Path("2021.toml").read_bytes()
    done = nianbao("check", "-", *ONLY, folder=tmp_path, stdin=text)
    assert done.code == 0
    assert done.err.startswith(
        "标准输入 所写的上年年报“2020.toml”读不出来：标准输入没有所在的文件夹。"
    )
    words = ["check", "-", "--last-year", "2020.toml", *ONLY]
    assert nianbao(*words, folder=tmp_path, stdin=text).code == 1


def test_several_files_without_last_years_are_counted(tmp_path: Path) -> None:
    put("2020.toml", "carried_forward", 5, year=2020)
    put("2021.toml", "carried_in", 5, year=2021, head='last_year = "2020.toml"\n')
    words = ["check", "2021.toml", "blank.toml", "untrue.toml", "wrong.toml", *ONLY]
    done = nianbao(*words, folder=tmp_path)
    assert "未核对：上年结转（2 份没有上年年报，1 份没有读到所写的上年年报）。" in done.out


@pytest.mark.parametrize(
    ("organ", "year", "said"),
    [
        ("某某街道办事处", 2019, "是2019年的年报，而 now.toml 的上年年报应是2020年的。"),
        (
            "另一个局",
            2020,
            "是另一个局2020年的年报，而 now.toml 的上年年报应是某某街道办事处2020年的。",
        ),
    ],
)
def test_another_report_than_last_years_is_told_and_still_used(
    organ: str, year: int, said: str, tmp_path: Path
) -> None:
    put("last.toml", "carried_forward", 5, year=year)
    text = Path("last.toml").read_text(encoding="utf-8").replace("某某街道办事处", organ)
    Path("last.toml").write_text(text, encoding="utf-8")
    put("now.toml", "carried_in", 3, year=2021)
    done = nianbao("check", "now.toml", "--last-year", "last.toml", *ONLY, folder=tmp_path)
    assert done.code == 1
    assert done.err == f"last.toml {said}仍照它核对了，请看看是不是用错了文件。\n"


def test_an_edition_that_names_no_rule_is_a_mistake_of_the_settings(tmp_path: Path) -> None:
    built_in = Path(nianbao_editions.__file__).parent / "2021.toml"
    folder = tmp_path / "config" / "nianbao" / "editions"
    folder.mkdir(parents=True)
    text = built_in.read_text(encoding="utf-8").replace('"in-force"', '"in-forse"')
    (folder / "2021.toml").write_text(text, encoding="utf-8")
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = nianbao("check", "blank.toml", folder=tmp_path, environment=environment)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("设置文件夹里的格式文件有错，请改正它或者移走它。格式“2021”：")
    assert "规则“in-forse”不存在" in done.err


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

    assert nianbao("check", "blank.toml", "-o", "out.json", "--force", folder=tmp_path).code == 1
    assert "核对完毕" in Path("out.json").read_text(encoding="utf-8")


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
