"""A clerk at a real terminal, who knows at every moment what must not be lost any more."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.new_report import blank_report
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.document import Document
from tests.end_to_end.terminal import Terminal
from tests.faults.forked import Nursery
from tests.faults.session import UNSYNCED, read
from tests.wizard.desk import Desk

ROWS = [row.name for row in built_in().for_year(2025).table("requests").rows if not row.optional]
CELLS = [f"requests.natural_person.{name}" for name in ROWS[:12]]
"""Where numbers are typed: no total is among them."""


@dataclass(frozen=True)
class Kept:
    """What a report holds of what the clerk does."""

    cells: tuple[tuple[str, int], ...] = ()
    text: str = ""

    def with_cell(self, address: str, number: int) -> Kept:
        """With one more number."""
        return replace(self, cells=tuple(sorted({**dict(self.cells), address: number}.items())))

    @classmethod
    def of(cls, report: Report) -> Kept:
        """What of it a report holds; totals follow by themselves."""
        cells = sorted((a, int(value)) for a, value in report.cells.items() if a in CELLS)
        return cls(tuple(cells), report.narrative.get("overview", ""))


class Over(Exception):
    """The program is gone."""


@dataclass
class Typist:
    """Works on one report; what it holds for certain, and what it may hold, is known throughout."""

    folder: Path
    random: Random
    nursery: Nursery
    certain: Kept = Kept()
    """What was committed: it was seen on the screen, and the time that it takes had passed."""
    possible: frozenset[Kept] = frozenset({Kept()})
    """What the report may hold: all that it has come through since it was last certain."""
    ever: set[Kept] = field(default_factory=lambda: {Kept()})
    """What the report's file may hold: all it ever came through."""
    settles: bool = False
    """Whether the program is given the time to commit what was typed before it ends."""
    wordy: float = 0.12
    """How often the clerk goes to the text, which takes a second for each sentence."""
    steps: int = 0
    typing: tuple[str, str, bool] | None = None
    """The cell and the number that is being typed there, and whether all of it was seen."""
    _drafts: dict[str, str | None] = field(default_factory=dict)
    _next: int = 99
    _row: int = 0
    _in_table: bool = True

    @property
    def file(self) -> Path:
        """The report."""
        return self.folder / "年报.toml"

    def terminal(self) -> Terminal:
        """The wizard on the report, which is begun where there is none."""
        if not self.file.exists():
            report = blank_report(built_in().for_year(2025), "某街道办事处", 2025)
            self.file.write_text(report_to_toml(report), encoding="utf-8")

        def start(argv: object, slave: int, env: dict[str, str], cwd: Path) -> object:
            return self.nursery.start(["年报.toml"], slave, env, cwd)

        return Terminal([], self.folder, start=start)  # type: ignore[arg-type]

    def work(self, terminal: Terminal) -> None:
        """Work until the program is gone."""
        with suppress(Over, OSError):
            # It opens where one was before, after the task list.
            self._see(terminal, lambda lines: "F1 帮助" in lines[-1])
            self._to_table(terminal)
            while True:
                if self._in_table:
                    self._number(terminal)
                    if self._row == len(CELLS) or self.random.random() < self.wordy:
                        self._to_text(terminal)
                else:
                    self._sentence(terminal)
                    if self.random.random() < 0.4:
                        self._to_table(terminal)
                self.steps += 1

    def reopened(self, found: Kept, document: Document) -> None:
        """Go on from what was found after the end; half a number is there as that."""
        assert found in self.possible, (found, self.possible)
        if self.settles and self.typing is not None:
            address, number, seen = self.typing
            if dict(found.cells).get(address) != int(number):
                draft = document.cell(address).draft or ""
                begun = number.startswith(draft) or draft == self._drafts.get(address)
                assert draft == number or (begun and not seen), (self.typing, draft)
        self.typing = None
        self._drafts = {address: document.cell(address).draft for address in CELLS}
        self._holds(found)

    def _to_table(self, terminal: Terminal) -> None:
        if not any("自然人" in line for line in terminal.screen()):
            terminal.press("f2")
            self._see(terminal, _at_overview)
            terminal.type("4")
        self._see(terminal, lambda lines: any("自然人" in line for line in lines))
        terminal.press("ctrl+home")
        self._see(terminal, _cursor_at_first)
        self._in_table, self._row = True, 0

    def _to_text(self, terminal: Terminal) -> None:
        terminal.press("f2")
        self._see(terminal, _at_overview)
        terminal.type("2")
        self._see(terminal, lambda lines: any("一般不超过" in line for line in lines))
        terminal.press("ctrl+end")
        self._in_table = False

    def _number(self, terminal: Terminal) -> None:
        """Type a number never typed before and leave its cell; now and then, take it back."""
        self._next += 1
        number, address = self._next, CELLS[self._row]
        before, after = self.certain, self.certain.with_cell(address, number)
        self.typing = address, str(number), False
        terminal.type(str(number))
        self._see(terminal, lambda lines: _typed(lines, number))
        self.typing = address, str(number), True
        self._may_hold(after)
        terminal.press("enter")
        self._see(terminal, lambda lines: _stands(lines, number) and not _typed(lines, number))
        self._holds(after)
        self.typing = None
        self._row += 1
        if self.random.random() < 0.15:
            self._may_hold(before)
            terminal.press("ctrl+z")
            self._see(terminal, lambda lines: not _stands(lines, number))
            self._holds(before)
            self._row -= 1

    def _sentence(self, terminal: Terminal) -> None:
        """Type or paste a few characters into the text; let it rest."""
        self._next += 1
        words = f"第{self._next}句。"
        for end in range(1, len(words) + 1):
            self._may_hold(replace(self.certain, text=self.certain.text + words[:end]))
        after = replace(self.certain, text=self.certain.text + words)
        pasted = self.random.random() < 0.3
        (terminal.paste if pasted else terminal.type)(words)
        self._see(terminal, lambda lines: words in "".join(map(str.strip, lines)))
        self._shown(after)
        if not pasted and not self.settles:
            # Half a second of rest, by the clock of a program that has all its time.
            try:
                terminal.wait_idle(0.9)
            except AssertionError:
                raise Over from None
            if not terminal.runs:
                raise Over
        self._holds(after)

    def _shown(self, kept: Kept) -> None:
        """It stands on the screen: enough, where the program can commit it before it ends."""
        (self._holds if self.settles else self._may_hold)(kept)
        self.ever.add(kept)

    def _may_hold(self, kept: Kept) -> None:
        self.possible |= {kept}
        self.ever.add(kept)

    def _holds(self, kept: Kept) -> None:
        self.certain = kept
        self.possible = frozenset({kept})

    def _see(self, terminal: Terminal, condition: Callable[[list[str]], bool]) -> None:
        try:
            terminal.wait_until(condition, "sight of it", 60)
        except AssertionError:
            raise Over from None


def in_file(file: Path) -> Kept:
    """What the report's file holds of it."""
    return Kept.of(read(file.read_text(encoding="utf-8")))


def _cells_with(lines: list[str], number: int) -> Iterator[str]:
    for line in lines:
        yield from re.findall(rf"\[? *\b{number}\b", line)


def _typed(lines: list[str], number: int) -> bool:
    return any(found.startswith("[") for found in _cells_with(lines, number))


def _stands(lines: list[str], number: int) -> bool:
    # Its total tells of it too, and is drawn with it.
    return any(not found.startswith("[") for found in _cells_with(lines, number))


def _at_overview(lines: list[str]) -> bool:
    return any("核对（F5）" in line for line in lines)


def _cursor_at_first(lines: list[str]) -> bool:
    return any("一、本年新收" in line and "[" in line for line in lines)


def desk_of(typist: Typist) -> Desk:
    """Opens the typist's report without a terminal."""
    return Desk(typist.folder, UNSYNCED, state_folder=typist.folder / ".local/state/nianbao")


def at_some_moment(
    terminal: Terminal, random: Random, act: Callable[[], object], start: int = 1_000
) -> threading.Thread:
    """Do something once the program has sent so many bytes, at least `start`, or a little later."""
    sent, later = random.randrange(start, 14_000), random.choice([0, random.random() * 0.05])

    def wait() -> None:
        end = time.monotonic() + 10
        while terminal.bytes_written < sent and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(later)
        act()

    thread = threading.Thread(target=wait)
    thread.start()
    return thread
