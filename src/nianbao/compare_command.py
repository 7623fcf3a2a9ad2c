"""The command `compare`: what differs between two reports."""

from __future__ import annotations

from argparse import Namespace

from nianbao import arguments
from nianbao.argument_parser import UsageError
from nianbao.file_arguments import DASH, deliver, read
from nianbao.printing import ExitCode


def compare(typed: Namespace) -> int:
    """Tell what differs between two reports; that they differ is no error."""
    if typed.before is None or typed.after is None:
        raise UsageError("要比较的年报应当是两份。", arguments.COMPARE)
    if typed.before == typed.after == DASH:
        raise UsageError("“-”（标准输入）只能写一次。", arguments.COMPARE)
    from nianbao import operations

    before, after = read(typed.before), read(typed.after)
    told = operations.compared_as(
        typed.format or "text", (typed.before, before), (typed.after, after)
    )
    deliver(told, typed)
    return ExitCode.WELL
