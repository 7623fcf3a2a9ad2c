"""What was read of a document beside what stands in it, the doubtful first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.checks.finding import Finding
from nianbao.editions import Edition
from nianbao.readers.imported import Written
from nianbao.report import Number
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import printable

_MOST_CELLS = 3
"""How many cells of a doubt are told one by one."""


@dataclass
class ImportComparison:
    """The doubts and cells of an import, and which doubts were settled since."""

    edition: Edition
    doubts: Sequence[Finding]
    written: Mapping[str, Written]
    """What stands in the document at each cell."""
    read: Mapping[str, Number]
    """The cells as they were read."""
    accepted: set[int] = field(default_factory=set)
    """The numbers of the doubts that the user has looked at and left as they are."""

    def accept(self, number: int) -> None:
        """Take a doubt as looked at; or, the second time, as open again."""
        self.accepted ^= {number}

    def state(self, number: int, now: Mapping[str, Number]) -> str:
        """已核对, 已改, or "" for a doubt that is still open."""
        if number in self.accepted:
            return "已核对"
        cells = self.doubts[number].cells
        return "已改" if any(now.get(a) != self.read.get(a) for a in cells) else ""

    def summary(self, now: Mapping[str, Number]) -> str:
        """How many doubts are left."""
        if not self.doubts:
            return f"已导入，读到 {len(self.read)} 格数字，没有存疑；可与原文对照，Esc 到总览。"
        left = sum(not self.state(number, now) for number in range(len(self.doubts)))
        if left:
            return (
                f"已导入，读到 {len(self.read)} 格数字，还有 {left} 处存疑：请对照原文逐处查看，"
                "Enter 到那里改，空格表示原样无误。"
            )
        return (
            f"{len(self.doubts)} 处存疑都已看过；其余 {len(self.read)} 格可与原文对照，Esc 到总览。"
        )

    def cells(self, now: Mapping[str, Number]) -> Iterator[tuple[str, str, str, str]]:
        """Address, name, number now, and what the document has, of each cell that was found."""
        for address, cell in self.edition.cells.items():
            if address in self.written:
                yield address, cell.called, _number(now.get(address)), self._source(address)

    def beside(self, addresses: Sequence[str], now: Mapping[str, Number]) -> str:
        """What was read in some cells, and what stands there in the document."""
        lines = [
            f"{self.edition.cells[a].place}：读入 {_number(now.get(a))}，原文 {self._source(a)}"
            for a in addresses[:_MOST_CELLS]
        ]
        if len(addresses) > _MOST_CELLS:
            lines[-1] += f"；等 {len(addresses)} 格"
        return "\n".join(lines)

    def _source(self, address: str) -> str:
        written = self.written.get(address)
        if written is None:
            return "没有找到"
        said = f"“{printable(written.text)}”" if written.text.strip() else "空白"
        return f"{said}（{printable(written.place)}）" if written.place else said


def _number(value: Number | None) -> str:
    return "空白" if value is None else format_number(value)
