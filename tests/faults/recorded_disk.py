"""A disk that remembers each call, and what a power failure after any of them could leave behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from nianbao.report.disk import REAL_DISK, Disk

Names = dict[str, int]
Files = dict[str, bytes]


@dataclass
class Platter:
    """What lies on a disk: what has surely arrived there, and what the system still holds."""

    names: Names = field(default_factory=dict)
    data: dict[int, bytes] = field(default_factory=dict)
    safe_names: Names = field(default_factory=dict)
    safe_data: dict[int, bytes] = field(default_factory=dict)

    def copied(self) -> Platter:
        """Another one that holds the same."""
        return Platter(
            dict(self.names), dict(self.data), dict(self.safe_names), dict(self.safe_data)
        )

    def after_power_failure(self) -> Iterator[tuple[str, Files]]:
        """What could be found afterwards, each with a word for how the disk had put things off."""
        yield "all arrived", {name: self.data[file] for name, file in self.names.items()}
        yield (
            "names arrived before data",
            {name: self.safe_data.get(file, b"") for name, file in self.names.items()},
        )
        yield (
            "data arrived before names",
            {name: self.data[file] for name, file in self.safe_names.items()},
        )
        yield (
            "only what was synced",
            {name: self.safe_data.get(file, b"") for name, file in self.safe_names.items()},
        )


class RecordedDisk:
    """Passes every call on and keeps what the platter was like after it."""

    def __init__(self, folder: Path) -> None:
        """Everything that lies in `folder` now has arrived there long ago."""
        self.moments: list[tuple[int, Platter]] = []
        """The step of the session and the platter, after each call."""
        self.step = 0
        self._now = Platter()
        self._open: dict[int, str] = {}
        self._folder = folder
        self._next = 0
        for path in folder.rglob("*"):
            if path.is_file():
                file = self._new_file()
                self._now.data[file] = self._now.safe_data[file] = path.read_bytes()
                self._now.names[str(path)] = self._now.safe_names[str(path)] = file

    def disk(self) -> Disk:
        """The disk."""
        return replace(
            REAL_DISK,
            open=self._opened,
            write=self._written,
            sync=self._synced,
            sync_data=self._synced,
            truncate=self._truncated,
            replace=self._replaced,
            rename=self._replaced,
            link=self._linked,
            unlink=self._unlinked,
        )

    def _opened(self, path: str, flags: int, mode: int) -> int:
        descriptor = os.open(path, flags, mode)
        self._open[descriptor] = path
        if flags & os.O_CREAT and path not in self._now.names:
            file = self._new_file()
            self._now.names[path], self._now.data[file] = file, b""
            self._keep()
        return descriptor

    def _written(self, descriptor: int, data: bytes) -> int:
        file = self._now.names[self._open[descriptor]]
        whole = self._now.data[file]
        # A block that was under way: half of it arrived, or all its room but half its bytes.
        for torn in (data[: len(data) // 2], data[: len(data) // 2].ljust(len(data), b"\0")):
            self._now.data[file] = whole + torn
            self._keep()
        self._now.data[file] = whole + data
        self._keep()
        return os.write(descriptor, data)

    def _synced(self, descriptor: int) -> None:
        path = self._open[descriptor]
        if path in self._now.names:
            file = self._now.names[path]
            self._now.safe_data[file] = self._now.data[file]
        else:
            inside = {n: f for n, f in self._now.names.items() if Path(n).parent == Path(path)}
            outside = {
                n: f for n, f in self._now.safe_names.items() if Path(n).parent != Path(path)
            }
            self._now.safe_names = outside | inside
        self._keep()

    def _truncated(self, descriptor: int, size: int) -> None:
        file = self._now.names[self._open[descriptor]]
        self._now.data[file] = self._now.data[file][:size]
        self._keep()
        os.ftruncate(descriptor, size)

    def _replaced(self, old: str, new: str) -> None:
        Path(old).replace(new)
        self._now.names[new] = self._now.names.pop(old)
        self._keep()

    def _linked(self, old: str, new: str) -> None:
        os.link(old, new)
        self._now.names[new] = self._now.names[old]
        self._keep()

    def _unlinked(self, path: str) -> None:
        Path(path).unlink()
        self._now.names.pop(path, None)
        self._keep()

    def _new_file(self) -> int:
        self._next += 1
        return self._next

    def _keep(self) -> None:
        self.moments.append((self.step, self._now.copied()))


def laid_out(files: Files, old: Path, new: Path) -> None:
    """Put files of the folder `old` at the same places in `new`."""
    for name, data in files.items():
        path = new / Path(name).relative_to(old)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
