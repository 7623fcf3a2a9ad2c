"""Help, versions, and command lines that cannot be followed: Chinese, on the right stream, code 2."""

import re
from pathlib import Path

import pytest

from nianbao import __version__
from nianbao.arguments import COMMANDS, WIZARD
from nianbao.cli import main
from tests.command_line import english_in, nianbao, report_text

ALL = (WIZARD, *COMMANDS)
WRONG = {
    "check": "缺少要核对的文件。",
    "check a.toml --bad": "nianbao check 没有选项 --bad",
    "check a.toml --formt json": "没有选项 --formt，是不是 --format？",
    "check a.toml --format yaml": "选项 --format 不能是“yaml”，可以写：text、json、jsonl、sarif、brief、xlsx、csv。",
    "check a.toml --format jsn": "选项 --format 不能是“jsn”，可以写：text、json、jsonl、sarif、brief、xlsx、csv，是不是 json？",
    "check a.toml --format": "选项 --format 后面要写上它的值。",
    "check a.toml -o": "选项 -o/--output 后面要写上它的值。",
    "check a.toml --force=1": "选项 --force 不带值，请去掉后面的“=1”。",
    "check a.toml --list": "--list 和 --explain 不与文件一起写。",
    "check a.toml --format csv": "核对结果不能写成 csv",
    "check --explain nonsense": "没有“nonsense”这条规则。",
    "check a.toml --select requests-totals": "没有“requests-totals”这条规则，是不是 requests-total（申请人总计不等于各类之和）",
    "check a.toml --ignore nonsense": "没有“nonsense”这条规则。",
    "check - -": "“-”（标准输入）只能写一次。",
    "check - --last-year -": "“-”（标准输入）只能写一次。",
    "new": "缺少 -o（新文件的名字）。",
    "new -o a.toml": "缺少 --organ：机关的全称。",
    "new --organ 某局 -o a.toml": "缺少 --year：报告年度。",
    "new --organ 某局 --year 21 -o b.toml": "选项 --year 应是四位年份，例如 2021，不能是“21”。",
    "new --organ 某局 --year 2021 --edition 1999 -o b.toml": "没有“1999”版的格式，可以写：2019、2021。",
    "import": "缺少 文档（要读的文档）。",
    "import a.txt b.txt": "多了“b.txt”，不知道它是什么。",
    "export a.toml": "缺少 --to（导出的格式）。",
    "export a.toml --to doc": "可以写：docx、html、xlsx、pdf、md、txt、json、all，是不是 docx？",
    "export a.toml --to md --width 60": "--width 只用于 --to txt。",
    "export a.toml --to txt --width 3": "选项 --width 应是 20 到 500 的整数",
    "export a.toml --to txt --width -60": "选项 --width 应是 20 到 500 的整数",
    "show": "缺少 文件（年报文件）。",
    "schema a.toml": "多了“a.toml”，不知道它是什么。",
    "a.toml b.toml": "多了“b.toml”，不知道它是什么。",
    "a.toml --plian": "nianbao 没有选项 --plian，是不是 --plain？",
    "a.toml --last-year": "选项 --last-year 后面要写上它的值。",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_command_line_is_told_in_chinese(
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text(report_text(), encoding="utf-8")

    assert main(line.split()) == 2

    said = capfd.readouterr()
    assert said.out == ""
    first, *usage, last = said.err.splitlines()
    assert WRONG[line] in first
    assert usage[0].startswith("用法：nianbao")
    assert last.startswith("全部说明：nianbao")
    assert last.endswith("--help")
    assert english_in(said.err, line) == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name or "nianbao")
def test_help_is_chinese_and_complete(command: object, capfd: pytest.CaptureFixture[str]) -> None:
    (shown,) = (known for known in ALL if known is command)

    assert main([*([shown.name] if shown.name else []), "--help"]) == 0

    said = capfd.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"用法：{shown.called}")
    for argument in shown.arguments:
        assert argument.written in said.out
    assert f"示例：\n  {shown.called}" in said.out
    assert english_in(said.out) == []


def test_the_programs_help_lists_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    said = capfd.readouterr().out
    for command in COMMANDS:
        assert re.search(rf"^  {command.name} +{command.summary}$", said, re.MULTILINE)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_help_fits_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from nianbao.report.width import display_width

    monkeypatch.setenv("COLUMNS", str(columns))
    for command in COMMANDS:
        main([command.name, "-h"])
    body = capfd.readouterr().out.splitlines()
    # Command lines to copy are never broken.
    prose = [line for line in body if not line.startswith("  nianbao ")]
    assert max(map(display_width, prose)) <= max(min(columns, 100), 46)


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name or "nianbao")
def test_usage_lines_name_what_there_is_and_nothing_else(command: object) -> None:
    (shown,) = (known for known in ALL if known is command)
    flags = {flag for argument in shown.arguments for flag in argument.flags}
    named = set(re.findall(r"(?<!\S)\[?(--?[a-z-]+)", " ".join(shown.usage)))
    assert named <= flags
    if shown is not WIZARD:
        assert all(named & set(argument.flags) for argument in shown.arguments if argument.flags)


def test_examples_of_the_help_can_be_parsed() -> None:
    from nianbao.argument_parser import parse

    named = {command.name: command for command in COMMANDS}
    for command in ALL:
        for line, _ in command.examples:
            first, *words = line.split()
            assert first == "nianbao"
            if words and words[0] in named:
                parse(named[words[0]], words[1:])
            else:
                parse(WIZARD, words)


def test_the_version(tmp_path: Path) -> None:
    done = nianbao("--version", folder=tmp_path)
    assert (done.code, done.out, done.err) == (0, f"nianbao {__version__}\n", "")


def test_options_and_files_may_stand_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.toml", "-b.toml"):
        Path(name).write_text(report_text(), encoding="utf-8")

    select = ["--select", "requests-balance"]
    assert main(["check", "a.toml", "--format", "json", *select, "--", "-b.toml"]) == 0

    assert '"path": "-b.toml"' in capfd.readouterr().out


def test_a_misspelt_command_is_no_new_report(tmp_path: Path) -> None:
    done = nianbao("chekc", folder=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "没有“chekc”这个命令" in done.err
    assert "nianbao check" in done.err


def test_help_is_no_new_report(tmp_path: Path) -> None:
    done = nianbao("help", folder=tmp_path)
    assert done.code == 2
    assert "nianbao --help" in done.err


@pytest.mark.parametrize("words", [[], ["new.toml"], ["./check"], ["a", "--last-year", "b"]])
def test_without_a_terminal_the_wizard_says_so(words: list[str], tmp_path: Path) -> None:
    done = nianbao(*words, folder=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("填报界面要在终端里使用")
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_wizard_does_not_read_from_stdin(tmp_path: Path) -> None:
    done = nianbao("-", folder=tmp_path, stdin=report_text().encode())
    assert (done.code, done.out) == (2, "")
    assert "不能从标准输入读" in done.err
