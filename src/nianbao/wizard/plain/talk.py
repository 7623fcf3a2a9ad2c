"""Asking and telling line by line: what is read and written, and the commands in between."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import Enum

from nianbao.report.width import sendable


class Command(Enum):
    """What can be typed instead of an answer; the value is its name and the initials of it."""

    HELP = ("帮助", "bz")
    BACK = ("返回", "fh")
    PREVIOUS = ("上一题", "syt")
    CLEAR = ("清空", "qk")
    ZEROS = ("填0", "t0")
    UNDO = ("撤销", "cx")
    REVIEW = ("核对", "hd")
    EXPLAIN = ("说明", "sm")
    QUICK = ("快速填报", "kstb")
    TEXT = ("表前文字", "bqwz")
    QUIT = ("退出", "tc")


_MARKS = ("/", "、")
_NAMES = {name: command for command in Command for name in command.value}


class Given(Exception):
    """A command was given instead of an answer."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name)
        self.command = command


class Ended(Exception):
    """There is nothing more to read."""


class Talk:
    """One line is asked for after another; nothing moves the cursor."""

    def __init__(
        self, read: Callable[[], str], write: Callable[[str], object], *, echo: bool = False
    ) -> None:
        """`read` gives a line with its end, "" when there is none any more.

        With `echo` what was read is written as well: a pipe shows nothing by itself.
        """
        self._read, self._write, self._echo = read, write, echo

    def say(self, text: str = "") -> None:
        """Tell something; what a terminal might obey in it is left out."""
        for line in text.split("\n"):
            self._write(f"{sendable(line)}\n")

    def ask(self, question: str) -> str:
        """The line that was typed.

        Raises:
            Given: it is a command.
            Ended: there is none any more.
        """
        self._write(f"{sendable(question)} ")
        line = self._read()
        if not line:
            self._write("\n")
            raise Ended
        typed = line.rstrip("\r\n")
        if self._echo:
            self._write(f"{sendable(typed)}\n")
        command = command_of(typed)
        if command is not None:
            raise Given(command)
        return typed

    def choose(self, question: str, rows: list[str]) -> int | None:
        """The number, from 0, of the row chosen by its digit; None where nothing was typed."""
        for number, row in enumerate(rows, 1):
            self.say(f"  {number} {row}")
        while True:
            typed = unicodedata.normalize("NFKC", self.ask(question)).strip()
            if not typed:
                return None
            if typed.isdecimal() and 1 <= int(typed) <= len(rows):
                return int(typed) - 1
            self.say(f"请输入 1 到 {len(rows)} 的数字，或直接按回车。")


def command_of(typed: str) -> Command | None:
    """The command that a line gives: `/返回`, `／fh`; an input method may turn / into 、."""
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    return _NAMES.get(text[1:].strip()) if text.startswith(_MARKS) else None


HELP = (
    "一次问一项：输入后按回车；直接按回车保留现在的内容。所填内容随时保存，可以随时退出，再次打开时接着填。\n"
    "可以用的命令（也可用拼音首字母，如 /fh）：\n"
    "  /返回 回到总览   /上一题 重填上一项   /清空 清空这一格   /填0 本列的空白格填 0\n"
    "  /撤销 撤销上一步   /核对 列出问题   /说明 说明存疑的理由   /快速填报 没有的一并填 0\n"
    "  /表前文字 写本部分表格前面的文字   /退出 保存并退出   /帮助 这段说明\n"
    "正文里用 {名称} 引用表中的数（可以只写名称的几个字或拼音首字母），公布时换成数字。"
)
