"""The preface as reports usually have it, written from a few fields."""

from __future__ import annotations

import re

from nianbao.report.contact import Contact
from nianbao.report.model import Report

_FIELD = re.compile(r"\{([a-z]+)\}")


def usual_preface(report: Report, contact: Contact) -> str:
    """The usual sentences of the edition's preface; one of which a field is empty is left out."""
    values = {
        "organ": report.organ,
        "year": str(report.year),
        "notice": report.edition.notice,
        "site": contact.site,
        "contact": contact.line(with_site=False),
    }
    return "".join(
        _FIELD.sub(lambda found: values[found[1]], sentence)
        for sentence in report.edition.preface.usual_text
        if all(values.get(name) for name in _FIELD.findall(sentence))
    )
