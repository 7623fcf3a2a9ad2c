"""The task list, and the way from one section to the next."""

from __future__ import annotations

import re

from nianbao.editions import Section
from nianbao.report.live_figures import with_names
from nianbao.wizard.cell_state import Status
from nianbao.wizard.document import Document
from nianbao.wizard.plain.basics import ask_basics
from nianbao.wizard.plain.explaining import explain
from nianbao.wizard.plain.outside import ask_about_before, ask_about_outside
from nianbao.wizard.plain.quick import ask_quick
from nianbao.wizard.plain.tables import ask_table
from nianbao.wizard.plain.talk import HELP, Command, Ended, Given, Talk
from nianbao.wizard.plain.texts import TextTalk
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.quick_filling import open_questions

_KEY = re.compile(r"（<[a-z_]+>）")
"""A key to press for what was just named: here one types its name."""


class Sections:
    """Goes through a report until the user leaves or there is nothing more to read."""

    def __init__(self, talk: Talk, document: Document, preferences: Preferences) -> None:
        """`preferences` remember whom to ask about the report."""
        self._talk, self._document, self._preferences = talk, document, preferences
        self._next: Command | None = None
        """What is asked about next, before anything else."""
        self._here: int | None = None
        """The number of the section that is asked about; None at the task list."""

    def run(self) -> None:
        """Talk about one section after another."""
        self._talk.say(f"{self._document.report.heading}（逐行填写）")
        self._talk.say(HELP)
        try:
            ask_about_before(self._talk, self._document)
        except Ended:
            return
        while True:
            try:
                self._tell()
                if self._next is not None:
                    self._ask_next()
                elif self._here is None:
                    self._here = self._chosen()
                else:
                    self._ask(self._sections[self._here])
                    self._go_on()
            except Given as given:
                if given.command is Command.QUIT:
                    self._leave()
                    return
                self._obey(given.command)
            except Ended:
                self._leave()
                return

    @property
    def _sections(self) -> tuple[Section, ...]:
        return self._document.edition.texts

    def _tell(self) -> None:
        for sentence in self._document.take_told():
            self._talk.say(_KEY.sub("", sentence))
        saving = self._document.saving
        if saving.changed_outside:
            ask_about_outside(self._talk, self._document)
        elif saving.trouble is not None:
            self._talk.say(f"! {saving.sentences}")

    def _ask_next(self) -> None:
        wanted, self._next = self._next, None
        if wanted is Command.EXPLAIN:
            explain(self._talk, self._document)
        elif wanted is Command.TEXT and self._here is not None:
            section = self._sections[self._here]
            self._talk.say(f"\n{section.title}：表格前面的文字，可以不写")
            TextTalk(self._talk, self._document, section).ask()
        elif wanted is Command.QUICK:
            self._here = None
            concerned = ask_quick(self._talk, self._document)
            names = [section.name for section in self._sections]
            self._here = names.index(concerned) if concerned is not None else None

    def _chosen(self) -> int | None:
        """The section chosen at the task list; just Enter takes the first that is not complete.

        None where quick filling is chosen.
        """
        rows = []
        for section in self._sections:
            status = self._document.status(section.name)
            rows.append(f"{section.title}  {status.label}  {status.detail}".rstrip())
        if open_questions(self._document):
            rows.append("快速填报（各表全部或大部分为 0 时适用）")
        chosen = self._talk.choose("到哪一部分（直接按回车接着填，/核对，/退出）：", rows)
        if chosen == len(self._sections):
            self._next = Command.QUICK
            return None
        return self._first_open() if chosen is None else chosen

    def _first_open(self) -> int:
        statuses = [self._document.status(section.name).status for section in self._sections]
        return next((n for n, one in enumerate(statuses) if one is not Status.COMPLETE), 0)

    def _ask(self, section: Section) -> None:
        self._talk.say(f"\n{section.title}")
        if section is self._document.edition.preface:
            ask_basics(self._talk, self._document, section, self._preferences)
        elif section.table is not None:
            if text := self._document.report.narrative.get(section.name):
                self._talk.say(
                    f"表前文字（/表前文字 修改）：{with_names(text, self._document.edition)}"
                )
            ask_table(self._talk, self._document, section)
        else:
            TextTalk(self._talk, self._document, section).ask()

    def _go_on(self) -> None:
        """To the next section; after the last one, what was found, and the task list."""
        self._leave()
        if self._here is not None and self._here + 1 < len(self._sections):
            self._here += 1
        else:
            self._here = None
            self._review()

    def _leave(self) -> None:
        if self._here is not None:
            self._document.leave_section(self._sections[self._here].name)

    def _obey(self, command: Command) -> None:
        if command is Command.HELP:
            self._talk.say(HELP)
        elif command is Command.REVIEW:
            self._review()
        elif command is Command.UNDO:
            done = self._document.undo()
            self._talk.say("没有可以撤销的操作。" if done is None else "已撤销上一步。")
            self._document.save()
        elif command in (Command.QUICK, Command.EXPLAIN) or self._is_text_wanted(command):
            self._leave()
            self._next = command
        elif command is Command.PREVIOUS and self._here:
            self._leave()
            self._here -= 1
        elif command in (Command.BACK, Command.PREVIOUS):
            self._leave()
            self._here = None
        else:
            self._talk.say("这里不能用这个命令。")

    def _is_text_wanted(self, command: Command) -> bool:
        at_table = self._here is not None and self._sections[self._here].table is not None
        return command is Command.TEXT and at_table

    def _review(self) -> None:
        """Every finding, as the review lists them."""
        found = [one for one in self._document.all_findings if one.answered is None]
        for number, finding in enumerate(found, 1):
            self._talk.say(f"{number}. {finding.severity.label}：{finding.message}")
        if not found:
            self._talk.say("核对完毕，未发现问题。")
        self._talk.say(f"导出请用：nianbao export {self._document.path.name} --to txt")
