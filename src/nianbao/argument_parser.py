"""argparse that speaks Chinese: what a command takes is data, its help and its errors come from it.

argparse splits the line; what it would say in English is said here instead, and help is laid out by
display width, which argparse does not know.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, NoReturn

PROGRAM = "nianbao"
_INDENT = "  "
_HELP_COLUMN = 24
_BESIDE = _HELP_COLUMN - 2


class UsageError(Exception):
    """A command line that cannot be followed, in one Chinese sentence."""

    def __init__(self, message: str, command: Command) -> None:
        """`command` is the one whose usage is worth showing."""
        super().__init__(message)
        self.message, self.command = message, command


class Argument(NamedTuple):
    """An operand (no flags), an option with a value, or a switch (flags, and no `value`)."""

    name: str
    """Where its value is found after parsing."""
    help: str
    flags: tuple[str, ...] = ()
    value: str = ""
    """What stands for its value in usage and help."""
    read: Callable[[str], object] = str
    """Its value from what was typed; raises `argparse.ArgumentTypeError` with a Chinese reason."""
    many: bool = False
    """Whether it can be given more than once."""
    required: bool = False

    @property
    def written(self) -> str:
        """It, as usage and help show it."""
        if not self.flags:
            return self.value + ("…" if self.many else "")
        return ", ".join(self.flags) + (f" {self.value}" if self.value else "")

    @property
    def in_usage(self) -> str:
        """It in the usage line: the short form, in brackets when it can be left out."""
        shown = f"{self.flags[0]} {self.value}".strip() if self.flags else self.written
        return shown if self.required else f"[{shown}]"


class Command(NamedTuple):
    """What one command is, does and takes."""

    name: str
    """Empty for the program itself."""
    summary: str
    """What it does, in one line of the list of commands."""
    about: str
    """What there is to know about it, in paragraphs."""
    arguments: tuple[Argument, ...]
    examples: tuple[tuple[str, str], ...]
    """Command lines to copy, each with what it does."""
    usages: tuple[str, ...] = ()
    """Usage lines where one made from `arguments` would say too little."""

    @property
    def called(self) -> str:
        """How it is called on the command line."""
        return f"{PROGRAM} {self.name}".strip()

    @property
    def usage(self) -> tuple[str, ...]:
        """Its usage lines."""
        if self.usages:
            return self.usages
        ordered = sorted(self.arguments, key=lambda argument: bool(argument.flags))
        return (" ".join([self.called, *(argument.in_usage for argument in ordered)]),)


HELP = Argument("help", "显示这份说明", ("-h", "--help"))


def parse(command: Command, words: Sequence[str]) -> argparse.Namespace:
    """What was typed for `command`.

    An option that was not given is None (a switch: False; one that can be given often: an empty
    list). With `--help` nothing else is looked at.

    Raises:
        UsageError: it cannot be followed.
    """
    options, operands = _split(words)
    if any(word in HELP.flags for word in options):
        return argparse.Namespace(help=True)
    parser = _Parser(command)
    found, unknown = parser.parse_known_intermixed_args(options)
    for word in unknown:
        if word.startswith("-"):
            parser.error(_unknown_option(command, word))
    _take_operands(command, found, [*found.operands, *operands])
    for argument in command.arguments:
        if argument.required and getattr(found, argument.name) in (None, []):
            shown = argument.flags[0] if argument.flags else argument.value
            what = re.split("[；：（，]", argument.help)[0]
            raise UsageError(f"缺少 {shown}（{what}）。", command)
    return found


class _Parser(argparse.ArgumentParser):
    """Reads the options of one command and raises `UsageError` where argparse would exit."""

    def __init__(self, command: Command) -> None:
        super().__init__(
            prog=command.called, add_help=False, allow_abbrev=False, formatter_class=_of_any_width
        )
        self._command = command
        self.add_argument("operands", nargs="*")
        for argument in (HELP, *command.arguments):
            if argument.flags:
                self.add_argument(*argument.flags, **_settings(argument))

    def error(self, message: str) -> NoReturn:
        raise UsageError(_in_chinese(message), self._command)


def _of_any_width(prog: str) -> argparse.HelpFormatter:
    """What argparse makes for every argument; a width given keeps it from asking for the screen's."""
    return argparse.HelpFormatter(prog, width=80)


def _settings(argument: Argument) -> dict[str, Any]:
    if not argument.value:
        return {"dest": argument.name, "action": "store_true"}
    if argument.many:
        return {"dest": argument.name, "action": "append", "type": argument.read, "default": []}
    return {"dest": argument.name, "type": argument.read}


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before `--`, and those after it, which are never options."""
    if "--" not in words:
        return list(words), []
    end = list(words).index("--")
    return list(words[:end]), list(words[end + 1 :])


def _take_operands(command: Command, found: argparse.Namespace, operands: list[str]) -> None:
    left = list(operands)
    for argument in command.arguments:
        if argument.flags:
            continue
        if argument.many:
            setattr(found, argument.name, [argument.read(word) for word in left])
            left = []
        else:
            setattr(found, argument.name, argument.read(left.pop(0)) if left else None)
    if left:
        raise UsageError(f"多了“{left[0]}”，不知道它是什么。文件名里有空格的，请加引号。", command)


_ARGPARSE_SAYS = (
    (re.compile(r"expected one argument"), "后面要写上它的值"),
    (re.compile(r"ignored explicit argument '(.*)'", re.DOTALL), "不带值，请去掉后面的“={0}”"),
)


def _in_chinese(message: str) -> str:
    """What argparse says, in Chinese; a sentence that is Chinese already stays as it is."""
    about, _, said = message.removeprefix("argument ").partition(": ")
    if not message.startswith("argument "):
        return message if _is_chinese(message) else "这一行命令写得不对。"
    for pattern, words in _ARGPARSE_SAYS:
        if matched := pattern.fullmatch(said):
            said = words.format(*matched.groups())
    said = said if _is_chinese(said) else "写得不对"
    return f"选项 {about} {said}{'' if said.endswith('？') else '。'}"


def _is_chinese(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


def _unknown_option(command: Command, word: str) -> str:
    name = word.partition("=")[0]
    flags = [flag for argument in (HELP, *command.arguments) for flag in argument.flags]
    # Only what is mistyped needs it.
    from difflib import get_close_matches

    near = get_close_matches(name, flags, n=1, cutoff=0.6)
    said = f"是不是 {near[0]}？" if near else "文件名以“-”开头的，请写成 ./-…。"
    return f"{command.called} 没有选项 {name}，{said}"


def usage_text(command: Command, width: int) -> str:
    """The usage lines of a command, `width` cells wide."""
    from nianbao.report.width import display_width

    lines: list[str] = []
    first = "用法："
    for usage in command.usage:
        lines += _hanging(usage, first, width)
        first = " " * display_width(first)
    return "\n".join(lines)


def help_text(command: Command, width: int, commands: Sequence[Command] = ()) -> str:
    """The whole help of a command, `width` cells wide; `commands` are listed after its operands."""
    from nianbao.report.width import display_width, wrap

    def described(written: str, words: str) -> Iterator[str]:
        lines = wrap(words, max(width - _HELP_COLUMN, 20))
        head = _INDENT + written
        if display_width(written) > _BESIDE - len(_INDENT):
            yield head
        else:
            padding = " " * (_HELP_COLUMN - display_width(head))
            yield (head + padding + lines.pop(0)).rstrip()
        yield from (" " * _HELP_COLUMN + line for line in lines)

    def parts() -> Iterator[str]:
        yield usage_text(command, width)
        for paragraph in command.about.splitlines():
            yield ""
            yield from wrap(paragraph, width)
        operands = [argument for argument in command.arguments if not argument.flags]
        options = [argument for argument in command.arguments if argument.flags]
        groups = (
            ("参数", [(argument.written, argument.help) for argument in operands]),
            ("命令", [(other.name, other.summary) for other in commands]),
            ("选项", [(argument.written, argument.help) for argument in (*options, HELP)]),
        )
        for title, rows in groups:
            if rows:
                yield ""
                yield f"{title}："
                for written, words in rows:
                    yield from described(written, words)
        yield ""
        yield "示例："
        for line, does in command.examples:
            yield f"{_INDENT}{line}"
            yield from (f"{_INDENT * 3}{words}" for words in wrap(does, width - 6))

    return "\n".join(parts()) + "\n"


def _hanging(usage: str, first: str, width: int) -> Iterator[str]:
    """A usage line broken between its parts, the rest indented under the first part."""
    from nianbao.report.width import display_width

    parts = re.findall(r"\[[^\]]*\]|\S+ [^\s\[-]\S*(?=\s|$)|\S+", usage)
    line = first + parts.pop(0)
    indent = " " * (display_width(line) + 1)
    for part in parts:
        if display_width(line) + 1 + display_width(part) > width:
            yield line
            line = indent + part
        else:
            line += f" {part}"
    yield line
