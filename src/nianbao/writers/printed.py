"""What a printed report says beside its tables: title, paragraphs, closing."""

from __future__ import annotations

import re
from datetime import date

from nianbao.editions import Edition
from nianbao.report import Report
from nianbao.report.live_figures import fill
from nianbao.report.texts import clean_line, clean_text
from nianbao.report.width import printable


def titles(report: Report) -> tuple[str, ...]:
    """The report's title; the form's own below it, where the title hides office or year."""
    heading = printable(clean_line(report.heading))
    own = printable(clean_line(report.edition.report_title(report.organ, report.year)))
    if heading == own or _told(heading, report.edition) == {(report.organ, report.year)}:
        return (heading,)
    return heading, own


def _told(title: str, edition: Edition) -> set[tuple[str, int]]:
    """Every office and year that a title tells by the patterns of the edition."""
    told = set()
    for pattern in (edition.title, *edition.title_variants):
        found = re.fullmatch(
            re.escape(pattern)
            .replace(re.escape("{organ}"), "(?P<organ>.*)")
            .replace(re.escape("{year}"), "(?P<year>[0-9]{4})"),
            title,
        )
        if found:
            told.add((found["organ"], int(found["year"])))
    return told


def text_lines(report: Report, section: str) -> list[str]:
    """The paragraphs of a section's text, a line each, live figures filled in.

    Lines are stripped, tabs are spaces, control characters and marks that turn the direction of
    writing are gone. An empty line within the text is an empty string; there is none at its start
    or end.
    """
    text = fill(clean_text(report.narrative.get(section, "")), report)
    lines = [printable(line).strip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def closing(report: Report) -> tuple[str, ...]:
    """The office (where it has a name) and the day of publication; nothing when not published."""
    if report.published is None:
        return ()
    organ = printable(clean_line(report.organ))
    day = long_date(report.published)
    return (organ, day) if organ else (day,)


def long_date(day: date) -> str:
    """A day as documents date themselves: `2026年1月15日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_xml_text(text: str) -> str:
    """`text` without the two characters that no XML document may hold; controls are gone before."""
    return text.replace("\ufffe", "").replace("\uffff", "")
