"""What is wrong with a text that is not TOML, in words that say what to do."""

from __future__ import annotations

import re

from nianbao.report.file_keys import Problem

_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")

_WORDS = (
    ("Expected '=' after a key", "键的后面应是等号“=”和它的值"),
    ("Invalid initial character for a key", "这里应是一个键，例如 received = 0"),
    ("Invalid statement", "这一行不是 TOML 的写法，应是“键 = 值”或“[表]”"),
    ("Cannot overwrite a value", "这个键在前面已经写过，请只保留一处"),
    ("Cannot declare", "这张表在前面已经写过，请合并为一处"),
    ("Cannot mutate immutable", "这张表在前面已经写完，不能再添加内容"),
    ("Duplicate inline table key", "这个键在同一张表里写了两次，请只保留一处"),
    ("Unterminated string", "文字缺少收尾的引号"),
    ("Unescaped '\\'", "文字里的反斜杠“\\”要写成“\\\\”"),
    ("Illegal character '\\n'", "文字缺少收尾的引号；多行文字的首尾请各用三个引号"),
    ("Illegal character", "这里有一个不能出现的控制字符，请删去"),
    ("Found invalid character", "这里有一个不能出现的控制字符，请删去"),
    ("Unclosed array", "列表缺少收尾的“]”"),
    ("Unclosed inline table", "内联的表缺少收尾的“}”"),
    ("Expected newline or end of document", "一行只能写一个键，这里有多余的内容"),
    ("Expected ']'", "表的名字缺少收尾的“]”"),
    ("Invalid date or datetime", "日期不存在；日期写成 2026-01-15 的样子"),
    ("Expected", "这里的写法不完整"),
    ("Invalid value", "这里的值不是 TOML 的写法"),
)


def explain_syntax_error(text: str, error: Exception) -> Problem:
    """The problem that a parser's error is, with its place in `text`."""
    said = str(error)
    found = _PLACE.search(said)
    lines = text.split("\n")
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        line, column = len(lines), len(lines[-1]) + 1
    words = next((words for start, words in _WORDS if start in said), "这里不是 TOML 的写法")
    hint = _hint(lines[line - 1]) if line <= len(lines) else ""
    return Problem(f"{hint or words}。", line, column)


def _hint(line: str) -> str:
    """What is most likely meant by a line whose value is not TOML; empty where nothing is."""
    if "＝" in line and "=" not in line:
        return "等号请用半角的 ="
    _, equals, value = line.partition("=")
    value = value.strip()
    if not equals:
        return ""
    if re.match(r"\s*[^\x00-\x7f\s“”]", line):
        return "键要用文件里规定的英文名，例如 received = 0"
    if not value or value.startswith("#"):
        return "等号后面没有值；没有数字的格请删去这一行"
    if re.match(r"[０-９]", value):
        return "数字请用半角，不加引号，例如 12"
    if re.match(r"[“”‘’「]", value):
        return '引号请用半角的 "'
    if re.match(r"[0-9]{4}[-/.年][0-9]{1,2}", value):
        return "日期不存在或写法不对；日期写成 2026-01-15 的样子，不加引号"
    if re.match(r"[0-9][0-9,，]*\s*[^0-9\s#]", value):
        return "数字里不写逗号、不写单位，例如 1234"
    if re.match(r"[^\s\"'\[{0-9+\-#a-z]", value):
        return '文字要放在半角引号里，例如 "某某街道办事处"'
    return ""
