"""Asking for the office, the year, the title, the day of publication, and the preface."""

from __future__ import annotations

from nianbao.editions import Section
from nianbao.report.texts import clean_line
from nianbao.wizard.document import Document
from nianbao.wizard.plain.talk import Talk
from nianbao.wizard.plain.texts import TextTalk
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.years_and_days import period, read_day, read_year


def ask_basics(talk: Talk, document: Document, section: Section, preferences: Preferences) -> None:
    """Ask for what stands before section one; `preferences` remember whom to ask about it.

    Raises:
        Given: a command that leads out of it.
        Ended: there is nothing more to read.
    """
    report = document.report
    if typed := clean_line(talk.ask(f"机关全称（与印章一致的全称，现为“{report.organ}”）：")):
        document.set_field("organ", typed)
    _ask_year(talk, document)
    report = document.report
    if typed := clean_line(talk.ask(f"标题（现为“{report.heading}”）：")):
        document.set_field("title", typed)
    _ask_day(talk, document)
    document.save()
    TextTalk(talk, document, section, preferences).ask()


def _ask_year(talk: Talk, document: Document) -> None:
    year = document.report.year
    while typed := talk.ask(f"报告年度（现为 {year}，{period(year)}）：").strip():
        found = read_year(typed)
        if found is not None:
            document.set_field("year", found)
            return
        talk.say(f"请填四位数的年份，如 {year}")


def _ask_day(talk: Talk, document: Document) -> None:
    published = document.report.published
    known = f"现为 {published}" if published else "可以不填；填了，导出时落款写机关和日期"
    while typed := talk.ask(f"公布日期（{known}）：").strip():
        day = read_day(typed)
        if day is not None:
            document.set_field("published", day)
            return
        talk.say("请按 2026-01-31 这样填写日期")
