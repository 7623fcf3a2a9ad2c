"""Asking for a section's text, paragraph by paragraph; each is kept as soon as it is typed."""

from __future__ import annotations

import re

from nianbao.editions import Section
from nianbao.report.contact import NAMES, Contact
from nianbao.report.live_figures import as_shown, name_of, named_figures, with_names
from nianbao.report.preface import usual_preface
from nianbao.wizard.confirming import Confirming
from nianbao.wizard.document import Document
from nianbao.wizard.figure_names import MANY, figures_named, number_of_figure
from nianbao.wizard.offered_sentences import named, offered
from nianbao.wizard.pasted_prose import pasted_prose
from nianbao.wizard.plain.talk import Command, Given, Talk
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.remembered_contact import known_contact, remember_contact
from nianbao.wizard.section_text import KEPT, SectionText

_BRACES = re.compile(r"[{｛]([^{}｛｝\n=]+)[}｝]")
_ENDS = (".", "。", "．")


class TextTalk:
    """Talks about one section's text."""

    def __init__(
        self,
        talk: Talk,
        document: Document,
        section: Section,
        preferences: Preferences | None = None,
    ) -> None:
        """`preferences` remember whom to ask about the report, in the section that says so."""
        self._talk, self._document, self._section = talk, document, section
        self._preferences = preferences
        self._text = SectionText(document, section)

    def ask(self) -> None:
        """Show the text and ask what to do with it, until nothing more is to be done.

        Raises:
            Given: a command that leads out of the text.
            Ended: there is nothing more to read.
        """
        if self._section.help:
            self._talk.say(self._section.help)
        ways = [
            ("续写（在后面加段落）", self._write_on),
            ("改一段", self._change_one),
            ("插入规范句", self._insert),
            ("插入写作提纲", self._insert_skeleton),
            ("确认与上年相同的数字", self._confirm),
        ]
        if self._section.usual_text:
            ways.append(("按通常的写法写（填联系方式）", self._usual))
        while True:
            self._show()
            chosen = self._talk.choose("选一项，或直接按回车到下一部分：", [way for way, _ in ways])
            if chosen is None:
                return
            ways[chosen][1]()

    def _show(self) -> None:
        shown = self._text.shown
        marks = self._text.marks(shown)
        for number, line in enumerate(shown.split("\n") if shown else []):
            mark = "（仍为上年原文）" if marks.get(number) == KEPT else ""
            self._talk.say(f"[{number + 1}]{mark}{line}")
        for aspect, spoken in self._text.aspects(shown):
            if not spoken:
                self._talk.say(f"尚未写到：{aspect.name}")
        self._talk.say(self._text.about_finding() or self._text.about_length(shown))

    def _add(self, text: str) -> None:
        shown = self._text.shown
        self._put(f"{shown}\n{text}" if shown else text)

    def _put(self, typed: str) -> None:
        self._text.commit(as_shown(typed, self._document.edition))
        self._document.save()

    def _write_on(self) -> None:
        self._talk.say("一行一段，单独输入一个句号（。）结束。")
        while (typed := self._talk.ask("：").strip()) not in _ENDS:
            if text := pasted_prose(typed).text:
                self._add(self._with_figures(text))

    def _change_one(self) -> None:
        lines = self._text.shown.split("\n")
        chosen = self._talk.choose("改第几段：", lines)
        if chosen is None:
            return
        try:
            typed = self._talk.ask("改为（直接按回车不改，/清空 删去这段）：").strip()
        except Given as given:
            if given.command is not Command.CLEAR:
                raise
            del lines[chosen]
        else:
            lines[chosen] = self._with_figures(typed) or lines[chosen]
        self._put("\n".join(lines))

    def _with_figures(self, typed: str) -> str:
        """The text with a figure chosen for all braces that hold but a part of a name, or initials."""
        report = self._document.report
        pieces, end = [], 0
        for found in _BRACES.finditer(typed := as_shown(typed, report.edition)):
            is_known = bool(named_figures(found[0], report.edition))
            fitting = () if is_known else figures_named(found[1], report.edition)[:MANY]
            names = [name_of(address, report.edition) for address in fitting]
            rows = [
                f"{name}  {number_of_figure(address, report)}"
                for name, address in zip(names, fitting, strict=True)
            ]
            question = f"“{found[0]}”引用哪个数（直接按回车照原样写）："
            chosen = self._talk.choose(question, rows) if rows else None
            if chosen is not None:
                pieces += [typed[end : found.start()], f"{{{names[chosen]}}}"]
                end = found.end()
        return "".join([*pieces, typed[end:]])

    def _insert(self) -> None:
        report = self._document.report
        sentences = offered(report, self._section.name)
        if not sentences:
            self._talk.say("本部分没有规范句。")
            return
        rows = [named(sentence, report) for sentence in sentences]
        chosen = self._talk.choose("插入第几句：", rows)
        if chosen is not None:
            text = sentences[chosen].of_year(report.year)
            self._add(with_names(text, report.edition))

    def _usual(self) -> None:
        report = self._document.report
        known = known_contact(self._document, self._preferences)
        parts = {}
        for name, called in NAMES.items():
            now = getattr(known, name)
            typed = self._talk.ask(f"{called[0]}{f'（现为 {now}）' if now else ''}：").strip()
            parts[name] = typed or now
        contact, before = Contact(**parts), self._text.shown
        self._put(with_names(usual_preface(report, contact), report.edition))
        if before not in ("", self._text.shown):
            self._talk.say("原来的引言已替换，/撤销 可以还原。")
        if said := remember_contact(contact, self._preferences):
            self._talk.say(said)

    def _insert_skeleton(self) -> None:
        if self._section.skeleton:
            self._add("\n".join(self._section.skeleton))
        else:
            self._talk.say("本部分没有写作提纲。")

    def _confirm(self) -> None:
        confirming = Confirming(self._text)
        confirming.begin(self._text.shown)
        while (found := confirming.next) is not None:
            text = self._text.shown
            self._talk.say(
                f"有 {confirming.left} 个数字与上年相同，请逐个确认（Enter 保留，直接输入新数）"
            )
            typed = self._talk.ask(f"{found.sentence}　{text[found.start : found.end]}：").strip()
            if typed:
                self._put(text[: found.start] + typed + text[found.end :])
                confirming.changed(len(typed))
            else:
                confirming.keep()
                self._document.save()
        self._talk.say("与上年相同的数字都已确认。")
