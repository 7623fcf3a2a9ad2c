"""`export`, `show` and `schema`: a report put out."""

import json
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao.cli import main
from nianbao.report.width import display_width
from tests.command_line import OFF_BY_NINE, nianbao, report_text

TEMPLATE = Path(__file__).parent / "data" / "政务公开年报模版.docx"

WHOLE = """
[narrative]
problems = "政策解读不多，今后每季度培训。"
other_matters = "未收取信息处理费。"
overview = "全年收到申请{requests.total.received}件，已经全部办结，没有一件超过规定的期限，也没有一件结转。"

[disclosure.rules]
issued = 0

[disputes.review]
upheld = 0
total = 0
"""
"""Something in every section."""

BALANCED = """

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
    Path("a.toml").write_text(report_text(WHOLE + BALANCED), encoding="utf-8")
    Path("wrong.toml").write_text(report_text(WHOLE + OFF_BY_NINE), encoding="utf-8")


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
        "还有 4 处错误没有改，导出的内容照年报原样：\n\nwrong.toml:21:1 错误 "
    )


NAME = "某某街道办事处2021年政府信息公开工作年度报告"


def test_a_document_gets_its_name_by_office_and_year(capfd: pytest.CaptureFixture[str]) -> None:
    for to in ("docx", "html", "xlsx"):
        assert main(["export", "a.toml", "--to", to]) == 0
        shown = capfd.readouterr()
        assert (shown.out, shown.err) == ("", f"已写入 {NAME}.{to}。\n")
        before = Path(f"{NAME}.{to}").read_bytes()
        assert main(["export", "a.toml", "--to", to]) == 2
        assert "已经存在，没有改动它" in capfd.readouterr().err
        assert main(["export", "a.toml", "--to", to, "--force"]) == 0
        assert Path(f"{NAME}.{to}").read_bytes() == before
        capfd.readouterr()


def test_all_formats_go_into_a_folder_or_none(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "wrong.toml", "--to", "all", "-o", "公布"]) == 0
    said = capfd.readouterr().err
    assert said.count("还有 4 处错误没有改") == 1
    formats = ("docx", "html", "xlsx", "md", "txt", "json")
    assert {path.name for path in Path("公布").iterdir()} == {f"{NAME}.{to}" for to in formats}
    Path(f"公布/{NAME}.md").unlink()
    assert main(["export", "a.toml", "--to", "all", "-o", "公布"]) == 2
    assert f"已经有 {NAME}.docx" in capfd.readouterr().err
    assert not Path(f"公布/{NAME}.md").exists()
    assert main(["export", "a.toml", "--to", "all", "-o", "a.toml"]) == 2
    assert "建不了文件夹 a.toml" in capfd.readouterr().err
    assert main(["export", "a.toml", "--to", "all", "-o", "-"]) == 2
    assert "请用 -o 写一个文件夹的名字" in capfd.readouterr().err


def test_what_is_not_installed_is_told_and_the_rest_is_written(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nianbao.writers.pdf.converter", lambda: None)
    assert main(["export", "a.toml", "--to", "pdf"]) == 2
    assert "请先用 --to docx 导出 Word" in capfd.readouterr().err
    monkeypatch.setitem(sys.modules, "nianbao.writers.word", None)
    assert main(["export", "a.toml", "--to", "docx"]) == 2
    assert "没有安装。请运行 pip install 'nianbao[office]' 安装后再试" in capfd.readouterr().err
    assert main(["export", "a.toml", "--to", "all"]) == 2
    assert "没有导出 docx：导出 Word 要用 python-docx" in capfd.readouterr().err
    assert Path(f"{NAME}.html").exists()
    assert not Path(f"{NAME}.docx").exists()


def test_a_template_is_used_and_a_wrong_one_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(TEMPLATE, "模板.docx")
    assert main(["export", "a.toml", "--to", "docx", "--template", "模板.docx"]) == 0
    small = Path(f"{NAME}.docx").read_bytes()
    assert small[:2] == b"PK"
    with zipfile.ZipFile("模板.docx", "a") as archive:
        archive.writestr("word/media/photo.bin", bytes(5_000_000))
    assert Path("模板.docx").stat().st_size > 5_000_000
    assert main(["export", "a.toml", "--to", "docx", "--template", "模板.docx", "--force"]) == 0
    assert Path(f"{NAME}.docx").read_bytes() == small
    Path("夹").mkdir()
    Path("大.docx").write_bytes(b"PK\3\4" + bytes(20_000_000))
    for file, said in (
        ("a.toml", "模板不是 Word 的 .docx"),
        ("没有.docx", "没有“没有.docx”这个模板"),
        ("夹", "“夹”是文件夹"),
        ("大.docx", "模板“大.docx”超过 20 MB"),
    ):
        assert main(["export", "a.toml", "--to", "docx", "-o", "x.docx", "--template", file]) == 2
        assert said in capfd.readouterr().err
    assert not Path("x.docx").exists()


@pytest.mark.parametrize(
    "words", [["--template", "a.docx"], ["--fragment"], ["--html-tables"], ["--width", "80"]]
)
def test_an_option_of_another_format_is_refused(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "a.toml", "--to", "json", *words]) == 2
    assert f"{words[0]} 只用于 --to " in capfd.readouterr().err


def test_a_fragment_and_html_tables_are_exported(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "a.toml", "--to", "html", "--fragment", "-o", "-"]) == 0
    shown = capfd.readouterr().out
    assert shown.startswith("<section>")
    assert "<html" not in shown
    assert main(["export", "a.toml", "--to", "md", "--html-tables"]) == 0
    assert '<table border="1"' in capfd.readouterr().out


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


def test_two_reports_are_compared(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.toml", "wrong.toml"]) == 0
    shown = capfd.readouterr()
    assert shown.err == ""
    assert shown.out.startswith("甲：a.toml  某某街道办事处2021年\n乙：wrong.toml  某某街道办事处")
    assert "  （七）总计 / 总计：12 → 21（增加 9）\n" in shown.out
    assert main(["compare", "a.toml", "wrong.toml", "--format", "json"]) == 0
    assert {"before", "after", "cells"} <= set(json.loads(capfd.readouterr().out))
    assert main(["compare", "a.toml", "a.toml", "--format", "html", "-o", "b.html"]) == 0
    assert "数据和文字都相同" in Path("b.html").read_text(encoding="utf-8")
    main(["export", "a.toml", "--to", "md", "-o", "a.md"])
    capfd.readouterr()
    assert main(["compare", "a.toml", "a.md"]) == 0
    assert "两份年报的数据和文字都相同。" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.toml"], "缺少 乙"),
        (["-", "-"], "只能写一次"),
        (["a.toml", "没有.toml"], "找不到这个文件"),
        (["a.toml", "wrong.toml", "-o", "a.toml", "--force"], "就是要读的年报"),
    ],
)
def test_what_cannot_be_compared_is_told(
    words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = Path("a.toml").read_bytes()
    assert main(["compare", *words]) == 2
    assert said in capfd.readouterr().err
    assert Path("a.toml").read_bytes() == before


def test_what_was_found_is_told_to_others(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "wrong.toml", "--format", "brief"]) == 1
    assert capfd.readouterr().out.startswith("【退回修改】某某街道办事处：1.第三部分“自然人”列")
    assert main(["check", "wrong.toml", "没有.toml", "--format", "sarif"]) == 2
    shown = capfd.readouterr()
    assert json.loads(shown.out)["runs"][0]["results"][0]["level"] == "error"
    assert "没有.toml" not in shown.err
    assert main(["check", "wrong.toml", "--format", "jsonl"]) == 1
    assert json.loads(capfd.readouterr().out)["path"] == "wrong.toml"
    assert main(["check", "wrong.toml", "--format", "xlsx"]) == 1
    assert capfd.readouterr().err == "已写入 核对结果.xlsx。\n"
    assert Path("核对结果.xlsx").read_bytes()[:2] == b"PK"
    assert main(["check", "--list", "--format", "sarif"]) == 2
    assert "规则可以写成：text、json、csv。" in capfd.readouterr().err
