"""What is said of a mistake of our own: what happened, where the work is, what to do.

Nothing of the report is in it: an error's own message may quote what was being read, so only its
name and the places in the program are told.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao import __version__
from nianbao.report.width import sendable

_OUR_CODE = Path(__file__).parent.parent
_DEEPEST_SHOWN = 3
_MOST_CAUSES = 5


@dataclass(frozen=True, slots=True)
class Work:
    """Where the work on the open report is."""

    file: Path | None
    """Its file; None where no report was open."""
    written: bool
    """Whether all of it is in the file."""


def crash_report(error: BaseException, work: Work, trail_file: Path | None) -> str:
    """The screen that a user sees, of less than twenty lines.

    Args:
        error: what was raised.
        work: where the work is.
        trail_file: where `trail` was written; None where that failed.
    """
    frames = list(traceback.extract_tb(error.__traceback__))
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_OUR_CODE)]
    frames = (ours or frames)[-_DEEPEST_SHOWN:]
    places = "，".join(f"{Path(f.filename).name} 第 {f.lineno} 行" for f in reversed(frames))
    again = "nianbao" if work.file is None else f"nianbao {_shown(Path(work.file.name))}"
    lines = [
        "程序出错，已停止。",
        "",
        f"出了什么事：{type(error).__name__}（{places or '位置不明'}，版本 {__version__}）。",
        f"填写的内容：{_where(work)}。",
        "怎么办：",
        f"  1. 重新运行 {again}，接着做。",
        "  2. 如果在同一个地方又出错，可以换一种做法，例如先到别的部分，或用 nianbao --plain 填写。",
    ]
    if trail_file is not None:
        lines.append(
            f"  3. 出错经过记在 {_shown(trail_file)}，请把它告诉维护者；里面没有年报的内容。"
        )
    else:
        lines.append("  3. 请把上面“出了什么事”一行告诉维护者；里面没有年报的内容。")
    return "\n".join(lines)


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
    return f"没能写进 {_shown(work.file)}，但都在编辑记录里，重新打开时会自动恢复"


def _shown(path: Path) -> str:
    return sendable(str(path))
