"""What is said of a mistake of our own: what happened, where the work is, what to do.

Nothing of the report is in it: an error's own message may quote what was being read, so only its
name and the places in the program are told.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao import __version__
from nianbao.report.width import display_width, sendable, wrap

_OUR_CODE = Path(__file__).parent.parent
_DEEPEST_SHOWN = 3
_MOST_CAUSES = 5
_LONGEST_PATH = 160
"""The most cells of a path that is told."""


@dataclass(frozen=True, slots=True)
class Work:
    """Where the work on the open report is."""

    file: Path | None
    """Its file; None where no report was open."""
    written: bool
    """Whether all of it is in the file."""
    logged: bool = True
    """Whether all of it is in the file or in the edit log."""


def crash_report(error: BaseException, work: Work, trail_file: Path | None, width: int = 80) -> str:
    """The screen that a user sees: at most nineteen lines, also in the narrowest window.

    Args:
        error: what was raised.
        work: where the work is.
        trail_file: where `trail` was written; None where that failed.
        width: the cells of a line.
    """
    frames = list(traceback.extract_tb(error.__traceback__))
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_OUR_CODE)]
    frames = (ours or frames)[-_DEEPEST_SHOWN:]
    places = "，".join(f"{Path(f.filename).name} 第 {f.lineno} 行" for f in reversed(frames))
    again = "重新运行 nianbao，接着做。"
    if work.file is not None:
        again = "重新运行 nianbao，从“最近的年报”里接着做。"
    told = "请把上面“出了什么事”一行告诉维护者；里面没有年报的内容。"
    if trail_file is not None:
        told = f"出错经过记在 {_shown(trail_file)}，请把它告诉维护者；里面没有年报的内容。"
    said = (
        ("", "程序出错，已停止。"),
        ("", ""),
        ("", f"出了什么事：{type(error).__name__}（{places or '位置不明'}，版本 {__version__}）。"),
        ("", f"填写的内容：{_where(work)}。"),
        ("", "怎么办："),
        ("  1. ", again),
        (
            "  2. ",
            "如果在同一个地方又出错，请换一种做法：先到别的部分，或用 nianbao --plain 填写。",
        ),
        ("  3. ", told),
    )
    return "\n".join(line for head, text in said for line in _folded(head, text, width))


def _folded(head: str, text: str, width: int) -> Iterator[str]:
    """The lines of a text behind its number, those after the first indented."""
    room = max(20, width - len(head) - 1)
    for number, line in enumerate(wrap(text, room)):
        yield f"{' ' * len(head) if number else head}{line}".rstrip()


def trail(error: BaseException) -> str:
    """The way through the program to the error and its causes, without any of their messages."""
    return "\n".join(_trail(error))


def _trail(error: BaseException) -> Iterator[str]:
    known: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if known is None:
            return
        yield f"{type(known).__module__}.{type(known).__name__} (nianbao {__version__})"
        for frame in traceback.extract_tb(known.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        known = known.__cause__ or known.__context__


def _where(work: Work) -> str:
    if work.file is None:
        return "出错时没有打开年报，没有内容可丢"
    if work.written:
        return f"所填内容已保存在 {_shown(work.file)}"
    if work.logged:
        return f"没能写进 {_shown(work.file)}，但都在编辑记录里，重新打开时会自动恢复"
    return f"{_shown(work.file)} 和编辑记录都没能写入，最后的修改可能没有保存，请核对"


def _shown(path: Path) -> str:
    """A path, `~` for the user's own folder; of one that would fill the screen the end."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  A path's own method may raise.
    known = path.is_relative_to(home) and home != Path(home.root)
    said = sendable(str(Path("~") / path.relative_to(home) if known else path))
    return said if display_width(said) <= _LONGEST_PATH else f"..{said[-_LONGEST_PATH // 2 :]}"
