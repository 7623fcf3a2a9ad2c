"""What is to be said of last year's report that is not this office's, or not last year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianbao.report import Report
from nianbao.report.new_report import follows
from nianbao.wizard.top_line import shortened

if TYPE_CHECKING:
    from nianbao.wizard.document import Document

_ORGAN = 26
"""The most cells of an office's name in the sentence, which stands on one line."""


def unlike_last_year(last: Report, organ: str, year: int) -> str:
    """In one line what report this is instead of the one on the year before, "" where it is that.

    Args:
        last: what was taken for last year's report.
        organ: the office that reports now; "" while it is not known.
        year: the year reported on.
    """
    if organ and last.organ and last.organ != organ:
        name = shortened(last.organ, _ORGAN)
        return f"是{name}{last.year}年的，应是本机关{year - 1}年的"
    if not follows(last, year):
        return f"是{last.year}年的年报，应是{year - 1}年的"
    return ""


def note_on_last_year(document: Document) -> str:
    """The sentence to say when a report is opened, or names another file; "" for none."""
    report, last = document.report, document.last_year
    if last is None:
        missing = report.last_year
        return f"上年年报 {missing} 读不出来，没有上年数可以对比。" if missing else ""
    unlike = unlike_last_year(last, report.organ, report.year)
    named = f" {report.last_year} " if report.last_year else ""
    return f"上年年报{named}{unlike}，请核对。" if unlike else ""
