"""Every screen that shows what others wrote: nothing on it is obeyed, by the terminal or by Textual."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest
from rich.color import ColorSystem

import nianbao
from nianbao.wizard.crash_report import Work, crash_report
from nianbao.wizard.sent_lines import ShownScreen
from tests.faults.injections import STRINGS, obeyed
from tests.faults.session import read
from tests.faults.size import runs, told
from tests.faults.test_injections import HOSTILE_NAME, TITLE, groups, quoted, report_file
from tests.faults.walk import Clerk
from tests.wizard.session import PERSON, Session, sample, wizard, write

BOLD = "[b]粗[/b]"
"""Shown with its brackets, or Textual has taken them for its own."""

FEW = [*STRINGS[::43], "[/]注", BOLD]
GROUPS = [[*said, BOLD] for said in groups(25)] if runs(0, 1) else [FEW]
NAME = HOSTILE_NAME + BOLD.replace("/", "") + os.fsdecode(b"\xc4\xea")
"""A file's name: all that a terminal obeys, and bytes that are no text."""


class Looks:
    """Looks at screens, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def at(self, session: Session) -> None:
        """Nothing of the screen as it is sent is obeyed, and no brackets are missing."""
        screen = session.app.screen
        strips = screen._compositor.render_strips()
        shown = ShownScreen(screen.outer_size)
        sent = "".join(
            shown.difference(0, y, [strip], ColorSystem.TRUECOLOR) for y, strip in enumerate(strips)
        )
        assert session.app.is_running
        assert obeyed(sent) == [], session.text
        assert {strip.cell_length for strip in strips} == {screen.outer_size.width}
        text = "".join(session.text.split())
        assert text.count("粗") <= text.count("[b]"), session.text
        self.count += 1

    async def after(self, session: Session, *keys: str) -> None:
        """The same after each of these keys."""
        for key in keys:
            await session.press(key)
            self.at(session)


looks = Looks()


@asynccontextmanager
async def looking(folder: Path, file: Path | None = None) -> AsyncIterator[Session]:
    """A wizard that is looked at first of all."""
    async with wizard(folder, file) as session:
        looks.at(session)
        yield session


def hostile(folder: Path, said: list[str], name: str = f"{NAME}.toml") -> Path:
    """A report that says these strings wherever it can."""
    file = folder / name
    file.write_text(report_file(said), encoding="utf-8")
    return file


async def an_import_is_compared(folder: Path, said: list[str]) -> None:
    """The document's words beside what was read, and the doubts about them."""
    cells = "".join(f"<tr><td>{text}</td><td>{text}</td></tr>" for text in said)
    page = f"<h1>{TITLE}</h1><p>一、总体情况</p><p>{''.join(said)}</p>"
    page += f"<p>二、主动公开政府信息情况</p><table>{cells}</table><p>五、存在问题</p>"
    page += "".join(f"<p>{text}</p>" for text in said)
    file = folder / f"{NAME}.html"
    file.write_text(page, encoding="utf-8", errors="replace")
    async with looking(folder, file) as session:
        await looks.after(session, *["enter"] * 5, "down", "f1", "escape", "down", "enter", "f2")


async def a_block_and_a_text_are_pasted(folder: Path, said: list[str]) -> None:
    """What is pasted: into a table with a look before, into a text, and at the start."""
    rows = "".join(f"{text}\t{number}\t{text}\r\n" for number, text in enumerate(said))
    async with looking(folder, hostile(folder, said)) as session:
        await session.press("4")
        await session.paste(f"一、本年新收{BOLD}\t3\t1\r\n{rows}")
        looks.at(session)
        await looks.after(session, "down", "space", "f1", "escape", "enter", "f2", "2")
        await session.paste("\n".join(said))
        looks.at(session)
        await looks.after(session, "f9", "f3", "escape", "f2", "f5", "f12")
        # Written under its name as it is; the path goes to the clipboard.
        for _ in range(2):
            session.app.screen._export()  # type: ignore[attr-defined]
            await session.pilot.pause()
            looks.at(session)
        assert session.shows("路径已复制")
        await looks.after(session, "escape", "escape")
    async with looking(folder) as session:
        await session.paste(f"{TITLE}\n一、总体情况\n{rows}\n二、主动公开政府信息情况\n")
        looks.at(session)
        await looks.after(session, "enter", "escape")


async def zeros_are_filled_quickly(folder: Path, said: list[str]) -> None:
    """The questions, with last year's words in them."""
    last = hostile(folder, said, "去年.toml")
    text = last.read_text("utf-8")
    last.write_text(
        text.replace("[narrative]", f"[narrative]\nother_matters2 = {quoted(said[0])}", 1), "utf-8"
    )
    hostile(folder, said, "去年.toml")
    file = folder / "今年.toml"
    this = report_file(said).replace("year = 2024", 'year = 2025\nlast_year = "去年.toml"')
    file.write_text(this, encoding="utf-8")
    async with looking(folder, file) as session:
        await looks.after(session, "ctrl+p", "k", "s", "t", "enter", "1", "1", "1", "2", "1", "f1")


async def the_list_of_late_is_shown(folder: Path, said: list[str]) -> None:
    """Rows of other people's reports, and one with work that its file lacks."""
    whole = "".join(said)
    file = hostile(folder, said)
    known = [
        {
            "path": str(file), "organ": words, "year": 2025, "state": words,
            "when": "2026-01-12T10:32:00+08:00", "section": words, "places": {words: words},
        }
        for words in (whole, said[0], said[1])
    ]  # fmt: skip
    (folder / "state").mkdir()
    (folder / "state" / "recent.json").write_text(json.dumps(known), encoding="utf-8")
    (folder / "sub").mkdir()
    for name in ("sub", f"{NAME}夹", f"{NAME}\n第二行"):
        (folder / name).mkdir(exist_ok=True)
    (folder / f"{NAME}\n第二行.md").touch()
    async with looking(folder) as session:
        digit = next(line.split()[0] for line in session.lines if "打开" in line)
        await looks.after(session, digit)
        await session.paste("年")
        looks.at(session)
        await looks.after(session, "tab", "down", "enter")
        await session.paste(whole)
        looks.at(session)
        await looks.after(session, "enter", "escape", "1", "f1")


async def another_program_wrote_the_file(folder: Path, said: list[str]) -> None:
    """Both sides of every difference, and the question on leaving."""
    file = folder / f"{NAME}.toml"
    write(file, sample({f"{PERSON}.received": 4}, {"overview": "原文。"}, year=2024))
    async with looking(folder, file) as session:
        await session.press("4")
        await session.type("5")
        hostile(folder, said)
        await looks.after(session, "enter", "ctrl+s", "end", "enter", "escape", "ctrl+q", "escape")
        await session.press("2")
        await session.paste(said[0])
        session.document._release()
        session.app.walk = None
    hostile(folder, said[::-1])
    async with looking(folder, file) as session:
        await looks.after(session, "end", "enter", "escape")


async def somebody_has_it_open(folder: Path, said: list[str]) -> None:
    """A lock that anybody may have written, and files that are in error."""
    file = hostile(folder, said)
    held = {"person": said[0] + BOLD, "machine": "".join(said), "pid": 1, "since": "2026-01-01"}
    lock = folder / f".{file.name}.nianbao-lock"
    lock.write_text(json.dumps(held), encoding="utf-8")
    async with looking(folder, file) as session:
        await looks.after(session, "f1", "escape", "1", "4", "1", "f2")
    broken = folder / f"{NAME}二.toml"
    lines = (f"{quoted(text)} = {text}" for text in said)
    for text in (
        "\n".join(lines),
        f'schema = 1\nedition = "2021"\n[report]\n{quoted(said[2])} = 1\n',
    ):
        broken.write_text(text, encoding="utf-8", errors="replace")
        async with looking(folder, broken) as session:
            await looks.after(session, "1", "f1", "escape")


async def the_settings_are_wrong(folder: Path, said: list[str]) -> None:
    """The line at the start and the screen of settings, as far as a file can say anything."""
    (folder / "config").mkdir()
    texts = ", ".join(map(quoted, said))
    plain = quoted("".join(filter(str.isprintable, "".join(said))))
    keys = "\n".join(f"{quoted(text)} = {quoted(text)}" for text in dict.fromkeys(said))
    (folder / "config" / "settings.toml").write_text(
        f"theme = {quoted(said[0])}\n[folders]\nreports = {plain}\nexports = {plain}\n"
        f"[export]\ntemplate = {plain}\n[preface]\norgan = {plain}\ncontact = {plain}\n"
        f"[checks]\nignore = [{texts}]\n[keys]\n{keys}\n",
        encoding="utf-8",
    )
    async with looking(folder) as session:
        await looks.after(session, "ctrl+u", *["down"] * 6, "enter", "escape", "escape", "1")


class HostileClerk(Clerk):
    """Does anything at all in a report that says the worst, and looks at every screen."""

    async def check(self, session: Session) -> None:
        """Look at the screen, unless the clerk has just left."""
        if session.app.is_running:
            looks.at(session)


async def anything_at_all_is_done(folder: Path, said: list[str]) -> None:
    """A walk over every screen and dialog that a report has."""
    file = hostile(folder, said)
    clerk = HostileClerk(folder, file, Random(len(said[0])), read(file.read_text("utf-8")))
    await clerk.go(60)


def _worse(worst: Iterator[str], found: re.Match[str]) -> str:
    """A label of the form with one of the strings before it."""
    return f"{found[1]}{quoted(next(worst) + found[2])}"


async def the_form_is_the_users_own(folder: Path, said: list[str]) -> None:
    """An edition file whose labels, help and names say the worst."""
    editions = folder / "nianbao" / "editions"
    editions.mkdir(parents=True)
    form = (Path(nianbao.__file__).parent / "editions" / "2021.toml").read_text("utf-8")
    words = re.compile(r'^((?:label|called|help|short|title) = )"(?!\{)(.*)"$', re.MULTILINE)
    text = words.sub(partial(_worse, iter(said * 1000)), form)
    (editions / "own.toml").write_text(text.replace('"2021"', '"own"', 1), encoding="utf-8")
    file = hostile(folder, said)
    file.write_text(file.read_text("utf-8").replace('"2021"', '"own"', 1), encoding="utf-8")
    async with looking(folder, file) as session:
        assert session.document.edition.name == "own"
        await looks.after(session, "1", "escape", "4", "f1", "escape", "f2", "f5", "f12")


SHOWN: list[Callable[[Path, list[str]], Awaitable[None]]] = [
    the_list_of_late_is_shown,
    another_program_wrote_the_file,
    a_block_and_a_text_are_pasted,
    an_import_is_compared,
    zeros_are_filled_quickly,
    somebody_has_it_open,
    the_settings_are_wrong,
    the_form_is_the_users_own,
    anything_at_all_is_done,
]


@pytest.mark.parametrize("shown", SHOWN[: runs(2, len(SHOWN))], ids=lambda shown: shown.__name__)
async def test_what_others_wrote_is_shown_and_not_obeyed(
    tmp_path: Path,
    shown: Callable[[Path, list[str]], Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = looks.count
    for number, said in enumerate(GROUPS):
        folder = tmp_path / os.fsdecode(b"\xc4\xea%d" % number)
        folder.mkdir()
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
        await shown(folder, said)
    told(f"{shown.__name__}: {looks.count - before} screens, {len(GROUPS)} groups of strings")
    assert looks.count > before


def test_a_crash_report_can_say_nothing_to_obey(tmp_path: Path) -> None:
    for said in STRINGS[:: runs(7, 1)]:
        name = said.replace("/", "")
        work = Work(tmp_path / name / f"{NAME}{name}.toml", written=False)
        for crashed in (work, replace(work, written=True), Work(None, written=False)):
            shown = crash_report(ValueError(said), crashed, tmp_path / name)
            assert obeyed(shown.replace("\n", "")) == []
            shown.encode("utf-8")
