"""What each command takes: the source of parsing, help and usage alike."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable

from nianbao.argument_parser import Argument, Command

NARROWEST, WIDEST = 20, 500


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if typed in choices:
            return typed
        # Only what is mistyped needs it.
        from difflib import get_close_matches

        near = get_close_matches(typed.lower(), choices, n=1, cutoff=0.6)
        said = f"，是不是 {near[0]}？" if near else "。"
        raise ArgumentTypeError(f"不能是“{typed}”，可以写：{'、'.join(choices)}{said}".rstrip("。"))

    return read


def _year(typed: str) -> int:
    # \d and int() take full-width digits too, which an input method leaves behind.
    if not re.fullmatch(r"[1-9１-９]\d{3}", typed):
        raise ArgumentTypeError(f"应是四位年份，例如 2021，不能是“{typed}”")
    return int(typed)


def _width(typed: str) -> int:
    if not re.fullmatch(r"\d{1,4}", typed) or not NARROWEST <= int(typed) <= WIDEST:
        raise ArgumentTypeError(
            f"应是 {NARROWEST} 到 {WIDEST} 的整数（一个汉字占 2），不能是“{typed}”"
        )
    return int(typed)


def _format(*choices: str) -> Argument:
    words = f"写成哪种格式：{'、'.join(choices)}；不写就是 {choices[0]}"
    return Argument("format", words, ("--format",), "格式", read=_one_of(*choices))


_FORCE = Argument("force", "文件已经存在时覆盖它；不写就不动已有的文件", ("--force",))
_LAST_YEAR = Argument("last_year", "上年的年报，用来核对上年结转等", ("--last-year",), "文件")


def _output(words: str, *, required: bool = False) -> Argument:
    return Argument("output", words, ("-o", "--output"), "文件", required=required)


WIZARD = Command(
    name="",
    summary="填写年报",
    about=(
        "政府信息公开工作年度报告：在终端里填写、核对、导出。\n"
        "不写命令就打开填报界面；写了文件就打开这份年报，文件还不存在就新建一份。"
        "文件与命令同名时写成 ./check 的样子。"
    ),
    usages=("nianbao [文件] [--last-year 文件] [--plain] [--no-mouse]", "nianbao 命令 …"),
    arguments=(
        Argument("file", "年报文件（.toml）；不写就从开始界面选择", value="文件"),
        _LAST_YEAR,
        Argument(
            "plain", "逐行问答填写，不用全屏界面：读屏软件、简单终端、很慢的线路", ("--plain",)
        ),
        Argument("no_mouse", "不用鼠标：留给终端自己选择、复制文字", ("--no-mouse",)),
        Argument("version", "显示版本", ("--version",)),
    ),
    examples=(
        ("nianbao", "打开填报界面"),
        ("nianbao 2021年报.toml", "填写或修改这份年报"),
        ("nianbao check --help", "看一个命令的说明"),
    ),
)

NEW = Command(
    name="new",
    summary="新建一份年报",
    about=(
        "新建一份年报文件：空白的、全部填 0 的，或者以上年年报为底稿的。\n"
        "以上年年报为底稿时，文字照旧，年份改为新的年份，数字清空，"
        "只把上年的结转数填入本年的上年结转；机关名称和年份不写就从上年年报推得。"
    ),
    arguments=(
        Argument("organ", "机关的全称", ("--organ",), "机关名称"),
        Argument("year", "报告年度", ("--year",), "年份", read=_year),
        Argument("edition", "用哪一版格式；不写就按年份", ("--edition",), "版本"),
        Argument(
            "last", "以这份上年年报为底稿（年报文件、Word、网页、PDF、文本等）", ("--from",), "文件"
        ),
        Argument("zero", "没有数字的格都填 0，现行有效的件数填上年的数", ("--zero",)),
        _output("新文件的名字；“-”是输出到屏幕", required=True),
        _FORCE,
    ),
    usages=(
        (
            "nianbao new --organ 机关名称 --year 年份 [--edition 版本] [--from 文件] [--zero] "
            "-o 文件 [--force]"
        ),
    ),
    examples=(
        (
            "nianbao new --organ 西工区金谷园街道办事处 --year 2022 -o 2022年报.toml",
            "新建一份空白的年报",
        ),
        (
            "nianbao new --from 2021年报.toml --zero -o 2022年报.toml",
            "以上年年报为底稿，数字全部填 0",
        ),
    ),
)

CHECK = Command(
    name="check",
    summary="核对一份或几份年报",
    about=(
        "核对年报里的勾稽关系，逐条指出哪里不符、差多少、怎么改；不改动文件。\n"
        "也可以核对别的文档（Word、网页、PDF、Excel、文本），先列出读不准的地方。\n"
        "退出码：0 没有错误（可以有存疑和提示）；1 有错误；2 有文件读不出来，或命令写得不对。"
    ),
    arguments=(
        Argument("files", "要核对的年报；“-”是从标准输入读", value="文件", many=True),
        _LAST_YEAR,
        Argument(
            "format",
            (
                "写成哪种格式：text（不写就是它）、json、jsonl（一个文件一行）、sarif（代码平台用）、"
                "brief（一份一行，可直接发给填报单位）、xlsx（问题清单和带批注的表）；"
                "csv 只用于 --list 和 --explain"
            ),
            ("--format",),
            "格式",
            read=_one_of("text", "json", "jsonl", "sarif", "brief", "xlsx", "csv"),
        ),
        Argument("select", "只核对这条规则，可以写几次", ("--select",), "规则", many=True),
        Argument("ignore", "不核对这条规则，可以写几次", ("--ignore",), "规则", many=True),
        Argument("hide_answered", "不列出已经说明过的存疑和提示", ("--hide-answered",)),
        Argument("list", "列出全部规则", ("--list",)),
        Argument("explain", "说明一条规则", ("--explain",), "规则"),
        _output("把结果写到这个文件，不写到屏幕"),
        _FORCE,
    ),
    usages=(
        (
            "nianbao check 文件… [--last-year 文件] [--format 格式] [--select 规则] "
            "[--ignore 规则] [--hide-answered] [-o 文件] [--force]"
        ),
        "nianbao check --list [--format text|json|csv] [-o 文件]",
        "nianbao check --explain 规则 [--format text|json|csv] [-o 文件]",
    ),
    examples=(
        ("nianbao check 2021年报.toml", "核对一份年报"),
        ("nianbao check *.toml --format json -o 核对结果.json", "核对几份，结果给别的程序用"),
        ("nianbao check *.toml --format xlsx", "问题清单写到“核对结果.xlsx”，供各单位逐条说明"),
        ("nianbao check --list", "有哪些规则"),
    ),
)

IMPORT = Command(
    name="import",
    summary="从已有的文档读入一份年报",
    about=(
        "把已有的年报（Word、网页、PDF、Excel、纯文本、Markdown，或者本程序导出的 JSON）读成年报文件。"
        "读不准的格不乱填，都列为存疑，请逐项核对。\n"
        "不写 -o 时年报输出到屏幕，存疑另外列出；文档不是年报时什么也不写，退出码为 2。"
    ),
    arguments=(
        Argument("source", "要读的文档；“-”是从标准输入读", value="文档", required=True),
        _output("年报文件的名字（.toml）"),
        Argument("organ", "机关名称，以此为准", ("--organ",), "机关名称"),
        Argument("year", "报告年度，以此为准", ("--year",), "年份", read=_year),
        _format("text", "json"),
        _FORCE,
    ),
    examples=(
        ("nianbao import 2021年年报.txt -o 2021年报.toml", "读成年报文件，列出存疑的地方"),
        ("nianbao import 2021年年报.txt --format json", "只看存疑的地方，给别的程序用"),
    ),
)

EXPORT = Command(
    name="export",
    summary="导出为 Word、网页、Excel、PDF、Markdown、纯文本或 JSON",
    about=(
        "把年报导出为可以送审、公布的全文，标题、格式都照规定的式样，文字里引用的数换成表里的数。"
        "还有错误没改的，会逐条提醒，照样导出。\n"
        "不写 -o 时，md、txt、json 输出到屏幕，其余的写到当前文件夹，文件名用机关名称和年份。\n"
        "Word 的版面照 GB/T 9704-2012；有本单位的模板时用 --template：模板里有全部表格的，"
        "就在原处填写，没有的就用它的页面和样式。PDF 由 LibreOffice 从 Word 转成，要先装有它。"
    ),
    arguments=(
        Argument("file", "年报文件；“-”是从标准输入读", value="文件", required=True),
        Argument(
            "to",
            (
                "导出的格式：docx（Word）、html（网页）、xlsx（Excel）、pdf、md（Markdown）、"
                "txt（纯文本）、json，或者 all（除 pdf 外各导出一份）"
            ),
            ("--to",),
            "格式",
            read=_one_of("docx", "html", "xlsx", "pdf", "md", "txt", "json", "all"),
            required=True,
        ),
        _output("导出的文件的名字；--to all 时是文件夹的名字"),
        Argument("template", "照这份 .docx 导出 Word", ("--template",), "文件"),
        Argument("fragment", "网页只要标题以下的正文，用来贴进网站的编辑器", ("--fragment",)),
        Argument(
            "html_tables", "Markdown 里的表格写成 HTML，合并的表头照样合并", ("--html-tables",)
        ),
        Argument(
            "width", "纯文本一行多宽（一个汉字占 2）；不写就不折行", ("--width",), "宽度", _width
        ),
        _FORCE,
    ),
    examples=(
        ("nianbao export 2021年报.toml --to docx", "导出 Word，送审、公布用"),
        ("nianbao export 2021年报.toml --to all -o 公布", "各种格式都导出到“公布”文件夹"),
        ("nianbao export 2021年报.toml --to txt --width 80", "在屏幕上看 80 格宽的纯文本"),
    ),
)

SHOW = Command(
    name="show",
    summary="在终端上看一份年报",
    about=(
        "按印出来的样子显示整份年报，或者其中一个部分，宽度随终端；"
        "一屏放不下时分页显示（用 PAGER 指定的程序，或者 less）。"
    ),
    arguments=(
        Argument("file", "年报文件；“-”是从标准输入读", value="文件", required=True),
        Argument("section", "只看这个部分：标题、标题里的几个字，或者英文名", value="部分"),
        Argument("no_pager", "一次全部显示，不分页", ("--no-pager",)),
    ),
    examples=(
        ("nianbao show 2021年报.toml", "看整份年报"),
        ("nianbao show 2021年报.toml 三", "只看第三部分"),
    ),
)

COMPARE = Command(
    name="compare",
    summary="比较两份年报有哪些不同",
    about=(
        "比较两份年报：同一份的两稿、两个年度，或者稿子和已公布的网页。"
        "数据逐格比，文字逐句比（引用的数字已换成表里的数），空格和空行不算不同。\n"
        "甲是前一份，乙是后一份；只要能读，退出码就是 0。"
    ),
    arguments=(
        Argument("before", "前一份年报；能导入的文档都可以", value="甲", required=True),
        Argument("after", "后一份年报", value="乙", required=True),
        _format("text", "json", "html"),
        _output("把结果写到这个文件，不写到屏幕"),
        _FORCE,
    ),
    examples=(
        ("nianbao compare 2021年报.toml 2022年报.toml", "两个年度有哪些不同"),
        ("nianbao compare 年报.toml 公布页.txt --format html -o 比较.html", "写成网页"),
    ),
)

SCHEMA = Command(
    name="schema",
    summary="输出年报文件的 JSON Schema",
    about="输出年报文件的 JSON Schema，给编辑器和别的程序用。",
    arguments=(_output("写到这个文件，不写到屏幕"), _FORCE),
    examples=(("nianbao schema -o 年报.schema.json", "存成文件"),),
)

COMMANDS = (NEW, CHECK, IMPORT, EXPORT, SHOW, COMPARE, SCHEMA)
