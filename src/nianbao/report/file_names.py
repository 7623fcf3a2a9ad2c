"""The name of a file a report is put into, one that every usual file system takes."""

from __future__ import annotations

import re

from nianbao.report.disk import LONGEST_NAME
from nianbao.report.model import Report
from nianbao.report.texts import clean_line
from nianbao.report.width import printable

_REFUSED = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def document_name(report: Report, ending: str) -> str:
    """The title by the form's pattern with `ending` (`.docx`) behind it, at most 255 bytes.

    What Windows, macOS or Linux refuses in a name is left out; of a name that is too long the
    office's is cut, never the year.
    """
    organ = _without_refused(report.organ)
    while True:
        name = _without_refused(report.edition.report_title(organ, report.year)).strip(" .")
        if _RESERVED.match(name) or name.startswith("-"):
            name = f"_{name}"
        if len(f"{name}{ending}".encode()) <= LONGEST_NAME or not organ:
            return f"{name}{ending}"
        organ = organ[:-1]


def _without_refused(text: str) -> str:
    shown = printable(clean_line(text)).encode(errors="ignore").decode()
    return _REFUSED.sub("", shown)
