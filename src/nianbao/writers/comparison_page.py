"""What differs between two reports as one self-contained web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from nianbao.report.comparison import Comparison, SentenceChange
from nianbao.report.width import printable
from nianbao.writers.comparison import BLANK, FIELD_NAMES, Side, grown, number
from nianbao.writers.web_table import text

_PIECE = re.compile(r"[0-9][0-9,.]*|[A-Za-z]+|.", re.DOTALL)
_LONGEST = 2_000
"""Characters of a sentence in which the change itself is marked."""

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>年报比较</title>
<style>
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; font: 1rem/1.7 serif; color: #111; background: #fff; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { border: 1px solid #777; padding: .2rem .5rem; text-align: left; font-weight: normal; overflow-wrap: anywhere; }
th[scope=col] { background: #f2f2f2; }
td.number { text-align: right; }
del { background: #fde2e2; } ins { background: #dff2df; text-decoration: none; }
.pair { margin: .5rem 0; padding-left: .75rem; border-left: 3px solid #999; }
.pair p { margin: 0; }
</style>
</head>
<body>
<main>
"""


def comparison_to_page(found: Comparison, one: Side, other: Side) -> str:
    """A page with the numbers in a table and the sentences with what is changed in them marked."""
    parts = [
        "<h1>年报比较</h1>",
        f"<p>甲：{_named(one)}<br>乙：{_named(other)}</p>",
        *(["<p>两份年报的数据和文字都相同。</p>"] if found.is_same else []),
        *_fields(found),
        *_cells(found),
        *_sections(found),
    ]
    return _HEAD + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"


def _named(side: Side) -> str:
    # Where the file lies is nobody's business but its owner's.
    name = "标准输入" if side.path == "-" else re.split(r"[/\\]", side.path)[-1]
    return _text(f"{name}，{side.report.organ}{side.report.year}年")


def _text(said: str | None) -> str:
    return BLANK if said is None else text(printable(said))


def _table(caption: str, heads: tuple[str, ...], rows: Iterator[str]) -> Iterator[str]:
    yield f"<table>\n<caption>{caption}</caption>"
    shown = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{shown}</tr></thead>"
    yield "<tbody>"
    yield from rows
    yield "</tbody>\n</table>"


def _fields(found: Comparison) -> Iterator[str]:
    if found.fields:
        rows = (
            f'<tr><th scope="row">{FIELD_NAMES[change.field]}</th>'
            f"<td>{_text(change.before)}</td><td>{_text(change.after)}</td></tr>"
            for change in found.fields
        )
        yield from _table("基本信息", ("项目", "甲", "乙"), rows)


def _cells(found: Comparison) -> Iterator[str]:
    if found.cells:
        rows = (
            f'<tr><th scope="row">{text(change.section)}<br>{text(change.place)}</th>'
            f'<td class="number">{number(change.before)}</td>'
            f'<td class="number">{number(change.after)}</td>'
            f"<td>{grown(change).strip('（）')}</td></tr>"
            for change in found.cells
        )
        caption = f"数据：不同 {len(found.cells)} 格"
        yield from _table(caption, ("位置", "甲", "乙", "增减"), rows)


def _sections(found: Comparison) -> Iterator[str]:
    for section in found.sections:
        yield f"<section>\n<h2>{text(section.title)}</h2>"
        for sentence in section.sentences:
            before, after = marked(sentence)
            shown = [f"<p>甲：{before}</p>"] * (sentence.before is not None)
            shown += [f"<p>乙：{after}</p>"] * (sentence.after is not None)
            yield f'<div class="pair">{"".join(shown)}</div>'
        yield "</section>"


def marked(sentence: SentenceChange) -> tuple[str, str]:
    """Both sentences as HTML, what only one of them has in `del` and in `ins`."""
    before, after = (printable(said or "") for said in (sentence.before, sentence.after))
    if not before or not after or max(len(before), len(after)) > _LONGEST:
        return f"<del>{text(before)}</del>", f"<ins>{text(after)}</ins>"
    one, other = _PIECE.findall(before), _PIECE.findall(after)
    out, put_in = "", ""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, left, left_end, right, right_end in matcher.get_opcodes():
        old, new = text("".join(one[left:left_end])), text("".join(other[right:right_end]))
        out += old if kind == "equal" else f"<del>{old}</del>" if old else ""
        put_in += new if kind == "equal" else f"<ins>{new}</ins>" if new else ""
    return out, put_in
