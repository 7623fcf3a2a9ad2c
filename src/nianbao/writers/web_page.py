"""A report as one self-contained web page, or as the part of it that a site's editor takes.

There is no script, no link and nothing to load in it, and the page forbids them besides; on paper
it comes close to the Word file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator

from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.layout import LaidTable, laid_out
from nianbao.writers.paragraphs import understood
from nianbao.writers.printed import closing, text_lines, titles
from nianbao.writers.web_table import caption_id, text, web_tables

_LONG = 20
"""A table of more rows begins on a page of its own when it is printed."""

_WIDE = 6
"""A table of more columns is scrolled sideways on a narrow screen."""

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, address=no, email=no">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
"""
_FOOT = "</main>\n</body>\n</html>\n"


def to_web_page(report: Report) -> str:
    """The whole report as a page that stands alone, ending with a newline."""
    heading, *own = titles(report)
    style = _style()
    lines = [
        f"<h1>{_title(heading, report.organ)}</h1>",
        *(f'<p class="own">{text(line)}</p>' for line in own),
    ]
    body = "\n".join([*lines, *_body(report, plain=False)])
    return f"{_HEAD.format(title=text(heading), style=style)}{body}\n{_FOOT}"


def _style() -> str:
    # As the editions are read: through importlib.resources it would take longer than the page.
    data = pkgutil.get_data("nianbao.writers", "web_page.css")
    if data is None:
        raise FileNotFoundError("web_page.css")
    return data.decode()


def _title(heading: str, organ: str) -> str:
    """The title in two parts, between which a narrow page breaks it."""
    rest = heading.removeprefix(organ)
    if not organ or not rest or rest == heading:
        return text(heading)
    return f"<span>{text(organ)}</span><span>{text(rest)}</span>"


def to_web_fragment(report: Report) -> str:
    """What stands under the title, for the editor of a site, whose page has the title already.

    Its tables say their rules and alignment themselves.
    """
    return "\n".join(_body(report, plain=True)) + "\n"


def _body(report: Report, *, plain: bool) -> Iterator[str]:
    indent = ' style="text-indent:2em"' if plain else ""
    yield from _text(report, report.edition.preface.name, indent, titled=False)
    for section in report.edition.sections:
        is_long = section.table is not None and len(_laid(report, section).rows) > _LONG
        kind = ' class="long"' if is_long else ""
        yield f"<section{kind}>\n<h2{indent}>{text(section.title)}</h2>"
        yield from _text(report, section.name, indent, titled=True)
        yield from _tables(report, section, plain=plain)
        yield "</section>"
    look = ' style="text-align:right"' if plain else ""
    if signed := closing(report):
        yield "<footer>"
        yield from (f'<p class="signature"{look}>{text(line)}</p>' for line in signed)
        yield "</footer>"


def _text(report: Report, section: str, indent: str, *, titled: bool) -> Iterator[str]:
    """The paragraphs of a section.

    A heading is one level below the one it stands under, whatever its numbering: who goes from
    heading to heading would take a level left out for something missed. Where the section has no
    title that is shown, there is nothing to stand under.
    """
    over: list[int] = []
    for line in text_lines(report, section):
        read = understood(line)
        lead = f'<span class="lead{read.level}">{text(read.lead)}</span>' if read.lead else ""
        if read.is_heading and read.level > 1 and titled:
            over = [*(level for level in over if level < read.level), read.level]
            tag = f"h{2 + len(over)}"
            said = text(line) if len(over) == read.level - 1 else lead
            yield f"<{tag}{indent}>{said}</{tag}>"
        elif lead:
            yield f"<p{indent}>{lead}{text(read.rest)}</p>"
        else:
            yield f"<p{indent}>{text(line) or '<br>'}</p>"


def _laid(report: Report, section: Section) -> LaidTable:
    return laid_out(report.edition.table(section.table or ""), report)


def _tables(report: Report, section: Section, *, plain: bool) -> Iterator[str]:
    if section.table is None:
        return
    table = _laid(report, section)
    called = f"{section.title.partition('、')[2] or section.title}统计表"
    kinds = ["form"]
    if len(table.blocks) > 1:
        kinds.append("block")
    if table.columns > _WIDE:
        kinds.append("deep")
    for number, html in enumerate(web_tables(table, called, plain=plain)):
        # What scrolls sideways on a narrow screen can be reached and scrolled with the keys.
        region = f'role="region" aria-labelledby="{caption_id(table, number)}" tabindex="0"'
        yield f'<div class="{" ".join(kinds)}" {region}>\n{html}\n</div>'
