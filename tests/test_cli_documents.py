"""`export`, `show` and `schema`: a report put out."""

import json
from pathlib import Path

import pytest

from nianbao.cli import main
from nianbao.report.width import display_width
from tests.command_line import OFF_BY_NINE, nianbao, report_text

TEXTS = """
[narrative]
overview = "全年收到申请{requests.total.received}件，已经全部办结，没有一件超过规定的期限，也没有一件结转。"

[requests.total]
received = 12
concluded = 12
granted = 12

[requests.natural_person]
received = 12
concluded = 12
granted = 12
"""


@pytest.fixture(autouse=True)
def _in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text(report_text(TEXTS), encoding="utf-8")
    Path("wrong.toml").write_text(report_text(OFF_BY_NINE), encoding="utf-8")


@pytest.mark.parametrize("form", ["md", "txt", "json"])
def test_an_export_goes_to_stdout_or_into_a_file(form: str, tmp_path: Path) -> None:
    shown = nianbao("export", "a.toml", "--to", form, folder=tmp_path)
    assert (shown.code, shown.err) == (0, "")
    assert "全年收到申请12件" in shown.out
    assert shown.out.endswith("\n")

    name = f"a.{form}"
    done = nianbao("export", "a.toml", "--to", form, "-o", name, folder=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", f"已写入 {name}。\n")
    assert Path(name).read_bytes() == shown.stdout

    again = nianbao("export", "wrong.toml", "--to", form, "-o", name, folder=tmp_path)
    assert again.code == 2
    assert "已经存在" in again.err
    assert Path(name).read_bytes() == shown.stdout


def test_open_errors_are_named_and_the_export_goes_on(tmp_path: Path) -> None:
    done = nianbao("export", "wrong.toml", "--to", "json", folder=tmp_path)
    assert done.code == 0
    assert json.loads(done.out)["requests"]["total"] == {"received": 12, "concluded": 21}
    assert done.err.startswith(
        "还有 4 处错误没有改，导出的内容照年报原样：\n\nwrong.toml:9:1 错误 "
    )


def test_plain_text_has_the_width_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    main(["export", "a.toml", "--to", "txt"])
    whole = capfd.readouterr().out
    main(["export", "a.toml", "--to", "txt", "--width", "40"])
    folded = capfd.readouterr().out
    assert (
        "　　全年收到申请12件，已经全部办结，没有一件超过规定的期限，也没有一件结转。"
        in whole.splitlines()
    )
    start = folded.splitlines().index("一、总体情况")
    paragraph = folded.splitlines()[start + 2 : start + 4]
    assert [display_width(line) <= 40 for line in paragraph] == [True, True]
    assert "".join(paragraph) in whole


def test_a_report_from_stdin_is_exported(tmp_path: Path) -> None:
    words = ["--to", "md"]
    from_file = nianbao("export", "a.toml", *words, folder=tmp_path)
    from_stdin = nianbao("export", "-", *words, folder=tmp_path, stdin=Path("a.toml").read_bytes())
    assert from_stdin == from_file


def test_a_report_that_cannot_be_read_is_not_exported(tmp_path: Path) -> None:
    Path("bad.toml").write_text("schema = １\n", encoding="utf-8")
    for words in (["export", "bad.toml", "--to", "md", "-o", "x.md"], ["show", "bad.toml"]):
        done = nianbao(*words, folder=tmp_path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("bad.toml:1:10 错误 读不出这个文件\n1 | schema = １\n")
    assert not Path("x.md").exists()


@pytest.mark.parametrize("words", [["export", "a.toml", "--to", "md"], ["check", "a.toml"]])
def test_the_report_itself_is_never_overwritten(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    before = Path("a.toml").read_bytes()
    Path("link.toml").symlink_to("a.toml")
    for name in ("a.toml", "./a.toml", "link.toml"):
        assert main([*words, "-o", name, "--force"]) == 2
        assert "就是要读的年报" in capfd.readouterr().err
    assert Path("a.toml").read_bytes() == before


def test_show_fits_eighty_columns_when_there_is_no_terminal(tmp_path: Path) -> None:
    done = nianbao("show", "a.toml", folder=tmp_path, environment={"COLUMNS": "200"})
    assert (done.code, done.err) == (0, "")
    widths = [display_width(line) for line in done.out.splitlines()]
    assert 70 < max(widths) <= 80
    assert "某某街道办事处2021年政府信息公开工作年度报告" in done.out


@pytest.mark.parametrize("said", ["overview", "一、总体情况", "一", "1", "总体", "１", "概述"])
def test_one_section_is_found_by_name_title_number_or_words(
    said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    code = main(["show", "a.toml", said])
    shown = capfd.readouterr()
    if said == "概述":
        assert code == 2
        assert "没有“概述”这个部分，可以写：标题和引言、一、总体情况" in shown.err
    else:
        assert code == 0
        assert shown.out.startswith("一、总体情况\n")
        assert "二、" not in shown.out


@pytest.mark.parametrize("said", ["政府信息", "", "0", "9"])
def test_what_means_no_section_alone_is_told(said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "a.toml", said]) == 2
    shown = capfd.readouterr()
    assert shown.out == ""
    assert f"没有“{said}”这个部分" in shown.err


def test_the_schema_describes_the_file(tmp_path: Path) -> None:
    done = nianbao("schema", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    assert schema["required"] == ["schema", "edition", "report"]
    assert nianbao("schema", "-o", "s.json", folder=tmp_path).code == 0
    assert Path("s.json").read_bytes() == done.stdout
