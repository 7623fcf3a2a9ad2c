"""Whom to ask about an office's report: known from its texts, remembered in the settings."""

from __future__ import annotations

from dataclasses import replace

from nianbao.report.contact import Contact, contact_in
from nianbao.wizard.document import Document
from nianbao.wizard.preferences import Preferences


def known_contact(document: Document, preferences: Preferences | None) -> Contact:
    """What the preface says; else what the settings remember, else last year's preface."""
    last, name = document.last_year, document.edition.preface.name
    remembered = preferences.settings.contact if preferences else ""
    before = last.narrative.get(name, "") if last is not None else ""
    texts = (document.report.narrative.get(name, ""), remembered, before)
    found = [contact for text in texts if (contact := contact_in(text)) != Contact()]
    return found[0] if found else Contact()


def remember_contact(contact: Contact, preferences: Preferences | None) -> str:
    """Keep it for the next report; gives what is to be said of that, "" for nothing."""
    line = contact.line()
    if preferences is None or not line or line == preferences.settings.contact:
        return ""
    return preferences.change(replace(preferences.settings, contact=line))
