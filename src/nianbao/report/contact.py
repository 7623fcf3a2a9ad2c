"""Whom to ask about a report: the lines of an office's contact, in a text and apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_SEPARATORS = "，。；、,;\n（）()"

# How the parts are named in prefaces, the first one as it is written here.
NAMES: dict[str, tuple[str, ...]] = {
    "address": ("地址", "通讯地址", "通信地址", "联系地址", "办公地址"),
    "postcode": ("邮编", "邮政编码"),
    "telephone": ("电话", "联系电话", "咨询电话"),
    "email": ("电子邮箱", "邮箱", "电子邮件", "E-mail", "e-mail"),
    "site": ("网址", "网站", "门户网站"),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """An office's contact, each part "" where it is not known."""

    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    site: str = ""
    """Where the report is published."""

    def line(self, *, with_site: bool = True) -> str:
        """The parts that are known, each behind its name: `地址：…，邮编：…`."""
        return "，".join(
            f"{NAMES[field.name][0]}：{value}"
            for field in fields(self)
            if (value := getattr(self, field.name)) and (with_site or field.name != "site")
        )


def contact_in(text: str) -> Contact:
    """The contact that a text tells: a preface, or the line that `Contact.line` gives."""
    return Contact(**{field.name: _part(field.name, text) for field in fields(Contact)})


def _part(name: str, text: str) -> str:
    names = "|".join(map(re.escape, sorted(NAMES[name], key=len, reverse=True)))
    # A part goes on up to a mark; a telephone number may have brackets of its own.
    value = r"[0-9（）()\-—－ ]+" if name == "telephone" else f"[^{re.escape(_SEPARATORS)}]+"
    found = re.search(rf"(?:{names})\s*[：:]\s*({value})", text)
    return _balanced(found[1].strip()) if found else ""


def _balanced(text: str) -> str:
    """The text without a closing bracket at its end that closes nothing in it."""
    for opening, closing in ("（）", "()"):
        while text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip()
    return text
