"""A disk on which the call of one's choice fails."""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from nianbao.report.disk import REAL_DISK, Disk

CALLS = tuple(
    field.name for field in fields(Disk) if field.name not in {"sleep", "is_windows", "unlink"}
)


class Faults:
    """Lets the `at`-th call fail, or with `lasting` that one and every later one."""

    def __init__(
        self, at: int, *, code: int = errno.ENOSPC, lasting: bool = False, torn: bool = False
    ) -> None:
        """`torn`: a write that fails has written half before."""
        self.met = False
        self._left = at
        self._code = code
        self._lasting = lasting
        self._torn = torn

    def disk(self, base: Disk = REAL_DISK) -> Disk:
        """The disk that has these faults and is otherwise `base`."""
        calls: dict[str, Any] = {name: self._faulty(name, getattr(base, name)) for name in CALLS}
        return replace(base, **calls)

    def _faulty(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(*arguments: Any) -> Any:
            self._left -= 1
            if self._left == 0 or (self._lasting and self._left < 0):
                self.met = True
                if name == "write" and self._torn:
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                if name == "close":
                    call(*arguments)
                raise OSError(self._code, os.strerror(self._code))
            return call(*arguments)

        return faulty


def every_fault(**how: Any) -> Iterator[Faults]:
    """One fault after the other, until a run meets none."""
    at = 1
    while True:
        faults = Faults(at, **how)
        yield faults
        if not faults.met:
            return
        at += 1


def dwindling(base: Disk = REAL_DISK, size: int = 3) -> Disk:
    """A disk that takes only a few bytes at a time."""
    return replace(base, write=lambda descriptor, data: os.write(descriptor, data[:size]))


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {path.name for path in folder.iterdir()}
