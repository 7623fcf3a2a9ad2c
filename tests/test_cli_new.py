"""`new`: blank, all zero, and started from last year's report."""

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest

from nianbao.cli import main
from nianbao.editions import built_in
from tests.command_line import nianbao, report_text

LAST = report_text(
    year=2021,
    head='title = "某某街道办事处2021年度报告"\npublished = 2022-01-20\nlast_year = "2020.toml"\n',
    cells="""
[narrative]
overview = "2021年，收到申请{requests.total.received}件。"

[disclosure.normative_documents]
issued = 2
repealed = 1
in_force = 7

[requests.natural_person]
received = 9
carried_forward = 3

[requests.total]
received = 9
carried_forward = 3

[disputes.review]
pending = 4
""",
    extra="""
[[answers]]
rule = "disclosed-in-all"
cells = []
reason = "已核对"

[extra]
"经办人" = "张三"
""",
)


@pytest.fixture(autouse=True)
def _in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2021.toml").write_text(LAST, encoding="utf-8")


def written(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(name).read_text(encoding="utf-8"))


def numbers(tree: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{table}.{column}.{row}": number
        for table in ("disclosure", "requests", "disputes")
        for column, rows in tree.get(table, {}).items()
        for row, number in rows.items()
    }


def test_a_blank_report_has_no_numbers(tmp_path: Path) -> None:
    done = nianbao("new", "--organ", "某某局", "--year", "2022", "-o", "a.toml", folder=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "已写入 a.toml。\n")
    assert written("a.toml") == {
        "schema": 1,
        "edition": "2021",
        "report": {"organ": "某某局", "year": 2022},
    }


@pytest.mark.parametrize(
    ("year", "edition"), [("2019", "2019"), ("2020", "2019"), ("2021", "2021")]
)
def test_the_edition_is_that_of_the_year(year: str, edition: str) -> None:
    assert main(["new", "--organ", "某局", "--year", year, "-o", "a.toml"]) == 0
    assert written("a.toml")["edition"] == edition


def test_another_edition_can_be_chosen() -> None:
    main(["new", "--organ", "某局", "--year", "2023", "--edition", "2019", "-o", "a.toml"])
    assert written("a.toml")["edition"] == "2019"


def test_zeros_fill_every_cell_of_the_form_and_pass_the_check() -> None:
    assert main(["new", "--organ", "某局", "--year", "2022", "--zero", "-o", "a.toml"]) == 0
    found = numbers(written("a.toml"))
    edition = built_in().for_year(2022)
    form = {address for address, cell in edition.cells.items() if not cell.row.optional}
    assert set(found) == form
    assert set(found.values()) == {0}
    assert main(["check", "a.toml", "--ignore", "required-section"]) == 0


def test_from_last_year_keeps_the_texts_and_carries_what_was_left_over(
    capfd: pytest.CaptureFixture[str],
) -> None:
    code = main(
        [
            "new",
            "--organ",
            "某某街道办事处",
            "--year",
            "2022",
            "--from",
            "2021.toml",
            "-o",
            "a.toml",
        ]
    )
    tree = written("a.toml")
    assert code == 0
    assert tree["report"] == {
        "organ": "某某街道办事处",
        "year": 2022,
        "title": "某某街道办事处2022年度报告",
        "last_year": "2021.toml",
    }
    assert tree["narrative"] == {"overview": "2022年，收到申请{requests.total.received}件。"}
    assert numbers(tree) == {
        "requests.natural_person.carried_in": 3,
        "requests.total.carried_in": 3,
    }
    assert "answers" not in tree
    assert tree["extra"] == {"经办人": "张三"}
    assert capfd.readouterr().out == ""


def test_organ_and_year_follow_from_last_years_report() -> None:
    assert main(["new", "--from", "2021.toml", "-o", "a.toml"]) == 0
    report = written("a.toml")["report"]
    assert (report["organ"], report["year"]) == ("某某街道办事处", 2022)


def test_zeros_from_last_year_keep_the_stock() -> None:
    main(["new", "--from", "2021.toml", "--zero", "-o", "a.toml"])
    found = numbers(written("a.toml"))
    left = {address: number for address, number in found.items() if number}
    assert left == {
        "disclosure.normative_documents.in_force": 7,
        "requests.natural_person.carried_in": 3,
        "requests.total.carried_in": 3,
    }
    assert found["disclosure.rules.in_force"] == 0
    assert found["requests.business.carried_in"] == 0


def test_what_was_left_over_is_carried_into_the_next_edition() -> None:
    old = report_text(year=2020, cells="[requests.total]\nclosed = 1\ncarried_forward = 5\n")
    Path("2020.toml").write_text(old.replace('"2021"', '"2019"'), encoding="utf-8")
    main(["new", "--from", "2020.toml", "-o", "a.toml"])
    tree = written("a.toml")
    assert tree["edition"] == "2021"
    assert numbers(tree) == {"requests.total.carried_in": 5}


def test_last_years_name_is_written_only_for_a_neighbour(tmp_path: Path) -> None:
    Path("new").mkdir()
    main(["new", "--from", "2021.toml", "-o", "new/a.toml"])
    assert "last_year" not in written("new/a.toml")["report"]
    main(["new", "--from", str(tmp_path / "2021.toml"), "-o", "b.toml"])
    assert written("b.toml")["report"]["last_year"] == "2021.toml"


def test_a_title_without_the_year_is_not_kept() -> None:
    Path("2021.toml").write_text(report_text(head='title = "本街道年度报告"\n'), encoding="utf-8")
    main(["new", "--from", "2021.toml", "-o", "a.toml"])
    assert "title" not in written("a.toml")["report"]


def test_an_older_report_gives_its_texts_and_no_figures(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "--from", "2021.toml", "--year", "2023", "-o", "a.toml"]) == 0
    tree = written("a.toml")
    assert numbers(tree) == {}
    assert "last_year" not in tree["report"]
    assert tree["narrative"]
    assert "2021.toml 是2021年的年报，不是上一年的" in capfd.readouterr().err


@pytest.mark.parametrize("year", ["2021", "2020"])
def test_a_report_cannot_start_from_a_later_one(
    year: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--from", "2021.toml", "--year", year, "-o", "a.toml"]) == 2
    assert f"不能作{year}年年报的底稿" in capfd.readouterr().err
    assert not Path("a.toml").exists()


def test_the_new_report_is_not_written_over_last_years(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--from", "2021.toml", "-o", "./2021.toml", "--force"]) == 2
    assert "不能写在上年年报" in capfd.readouterr().err
    assert Path("2021.toml").read_text(encoding="utf-8") == LAST


def test_an_existing_file_is_left_alone(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.toml").write_text("别的内容", encoding="utf-8")
    words = ["new", "--organ", "某局", "--year", "2022", "-o", "a.toml"]

    assert main(words) == 2
    assert capfd.readouterr().err == (
        "a.toml 已经存在，没有改动它。要覆盖请加 --force，或者换一个名字。\n"
    )
    assert Path("a.toml").read_text(encoding="utf-8") == "别的内容"

    assert main([*words, "--force"]) == 0
    assert written("a.toml")["report"]["organ"] == "某局"
    assert Path("a.toml.bak").read_text(encoding="utf-8") == "别的内容"
    assert "原来的文件另存为" in capfd.readouterr().err


def test_our_own_file_is_overwritten_without_a_copy(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["new", "--organ", "某局", "--year", "2022", "-o", "a.toml", "--force"]
    assert main(words) == main([*words, "--zero"]) == 0
    assert not Path("a.toml.bak").exists()
    assert "另存为" not in capfd.readouterr().err


def test_a_folder_that_is_not_there(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--organ", "某局", "--year", "2022", "-o", "none/a.toml"]) == 2
    assert capfd.readouterr().err == (
        "写不了 none/a.toml：找不到文件或所在的文件夹。没有写入任何内容。"
        "请核对路径；在 U 盘或网络文件夹里的，请重新接上。\n"
    )


def test_a_new_report_on_stdout(tmp_path: Path) -> None:
    done = nianbao("new", "--organ", "某局", "--year", "2022", "-o", "-", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert tomllib.loads(done.out)["report"] == {"organ": "某局", "year": 2022}


def test_last_years_report_from_stdin(tmp_path: Path) -> None:
    words = ["new", "--from", "-", "-o", "a.toml"]
    assert nianbao(*words, folder=tmp_path, stdin=LAST.encode()).code == 0
    assert numbers(written("a.toml"))["requests.total.carried_in"] == 3
    assert "last_year" not in written("a.toml")["report"]


def test_a_new_file_has_the_mode_of_new_files() -> None:
    main(["new", "--organ", "某局", "--year", "2022", "-o", "a.toml"])
    assert stat.S_IMODE(Path("a.toml").stat().st_mode) == 0o666 & ~_umask()


def _umask() -> int:
    Path("probe").touch()
    return 0o666 & ~stat.S_IMODE(Path("probe").stat().st_mode)


def test_last_years_file_that_cannot_be_read_is_told_with_its_place(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("2021.toml").write_text(report_text("[requests.total]\nreceived = -1\n"), encoding="utf-8")
    assert main(["new", "--from", "2021.toml", "-o", "a.toml"]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.startswith("2021.toml:9:1 错误 读不出这个文件\n9 | received = -1\n  | ^\n")
    assert not Path("a.toml").exists()
