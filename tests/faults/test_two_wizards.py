"""Two people open one file, in every order that chance makes: nobody's work goes under another's."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path
from random import Random

import pytest

from nianbao.wizard.document import Document
from nianbao.wizard.opening import LockedByOther
from tests.faults.session import UNSYNCED, UPHELD, die, read
from tests.faults.size import runs, told
from tests.wizard.desk import Desk

NUMBERS = count(10)


class Person:
    """Somebody with a wizard of their own on the common file."""

    def __init__(self, name: str, cell: str, folder: Path, home: Path) -> None:
        self.desk = Desk(folder, UNSYNCED, state_folder=home, who=name)
        self.cell = cell
        self.document: Document | None = None
        self.seen: set[bytes] = set()
        """What the file held when this person opened, wrote or looked at it."""

    def look(self) -> None:
        """This person knows what the file holds now."""
        self.seen.add(self.desk.path.read_bytes())

    def act(self, random: Random) -> None:
        """Do one thing or another."""
        if self.document is None:
            self._open(random)
            return
        document = self.document
        action = random.choice(["type", "type", "type", "wait", "wait", "save", "undo", "decide"])
        if random.random() < 0.1:
            action = random.choice(["close", "die"])
        if action == "type":
            document.type_cell(self.cell, str(next(NUMBERS)))
        elif action == "wait":
            self.desk.pass_time(document, 6)
        elif action == "save":
            document.save()
        elif action == "undo":
            document.undo()
        elif action == "decide" and document.saving.changed_outside:
            self.look()
            assert document.outside() is not None
            assert random.choice([document.take_outside, document.keep_mine])()
        elif action == "close":
            document.close()
            self.document = None
        elif action == "die":
            die(document)
            self.document = None

    def _open(self, random: Random) -> None:
        found = self.desk.try_open()
        if isinstance(found, LockedByOther):
            how = random.choice(["read", "take over", "leave"])
            if how == "leave":
                return
            held = found.held if how == "take over" else None
            found = self.desk.try_open(read_only=how == "read", take_over=held)
        assert isinstance(found, Document), found
        self.document = found
        self.look()


@pytest.mark.parametrize("homes", ["one home", "two homes"])
def test_what_another_wrote_is_never_overwritten_unseen(homes: str) -> None:
    written = 0
    for seed in range(runs(8, 200)):
        random = Random(seed)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            Desk(folder).write({UPHELD: 5})
            people = [
                Person(name, cell, folder, folder / ("home" if homes == "one home" else name))
                for name, cell in (
                    ("王芳", "requests.natural_person.granted"),
                    ("李强", "requests.business.granted"),
                )
            ]
            for _ in range(40):
                person = random.choice(people)
                written += _act(person, random)
            for person in people:
                if person.document is not None:
                    written += _end(person)
    told(f"{runs(8, 200)} interleavings, {homes}: {written} writes, none over what was not seen")
    assert written > runs(8, 200) * 3


def _act(person: Person, random: Random) -> bool:
    """One action; whether it wrote the file, and then only over what the person had seen."""
    path = person.desk.path
    before = path.read_bytes()
    person.act(random)
    return _wrote(person, before)


def _end(person: Person) -> bool:
    assert person.document is not None
    before = person.desk.path.read_bytes()
    person.document.close()
    if not person.document.safe and person.document.writable:
        # Not in the file: said so, and it will be there again when it is opened.
        assert person.document.saving.trouble is not None
    return _wrote(person, before)


def _wrote(person: Person, before: bytes) -> bool:
    path = person.desk.path
    after = path.read_bytes()
    read(after.decode("utf-8"))
    if after == before:
        return False
    kept = [copy.read_bytes() for copy in path.parent.glob("*.bak*")]
    assert before in person.seen or before in kept
    person.look()
    return True
