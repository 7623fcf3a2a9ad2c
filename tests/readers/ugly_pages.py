"""A report as an ugly web page."""

from __future__ import annotations

from html import escape
from random import Random

from nianbao.report import Report
from tests.readers.ugly_tables import UglyCell, UglyTable, UglyTables

_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "gb2312", "utf-16")


class UglyPage:
    """Writes a page; every habit is chosen once by the random numbers given."""

    def __init__(self, report: Report, random: Random) -> None:
        self._report, self._random = report, random
        self._tables = UglyTables(report, random)
        self._from_word = random.random() < 0.4
        self._in_parts = random.random() < 0.3
        self._heads = random.random() < 0.3
        self._of_elements = random.random() < 0.12
        self._laid_out = random.random() < 0.25
        self._metadata = random.random() < 0.4
        self._furniture = random.random() < 0.5
        self._open_ended = random.random() < 0.2
        self._upper = random.random() < 0.1
        self._broken_lines = random.random() < 0.3
        self._headings = random.choice(["p", "p", "h2", "div", "span"])

    def data(self) -> bytes:
        """The page as a file."""
        encoding = self._random.choice(_ENCODINGS)
        charset = self._random.choice([encoding.removesuffix("-sig"), "utf-8", ""])
        declared = f'<meta charset="{charset}">' if charset else ""
        page = (
            f"<!DOCTYPE html>\n<html><head>{declared}<title>政府信息公开</title>"
            f"<style>.a{{}}</style></head><body>{self._body()}</body></html>"
        )
        if self._upper:
            for name in ("table", "tbody", "tr", "td", "p"):
                page = page.replace(f"<{name}", f"<{name.upper()}")
        return page.encode("gb18030" if encoding == "gb2312" else encoding, "xmlcharrefreplace")

    def _body(self) -> str:
        report = self._report
        title = f"{report.organ}{report.year}年政府信息公开工作年度报告"
        parts = [self._text(title)]
        if self._random.random() < 0.5:
            parts.append(self._text("根据《中华人民共和国政府信息公开条例》编制本报告。"))
        for section in report.edition.sections:
            parts.append(f"<{self._headings}>{escape(section.title)}</{self._headings}>")
            if self._headings == "span":
                parts.append("<br>")
            if section.table is None:
                parts.append(self._text("这一部分是文字。"))
                continue
            if self._random.random() < 0.3:
                parts.append(self._text("情况见下表。"))
            for ugly in self._tables.of(report.edition.table(section.table), section.title):
                parts += [self._text(line) for line in ugly.above]
                parts.append(self._table(ugly))
                parts += [self._text(line) for line in ugly.below]
        body = "\n".join(parts)
        if self._laid_out:
            body = f"<table width=100%><tr><td width=20></td><td>{body}</td></tr></table>"
        if self._metadata:
            body = _metadata(title) + body
        if self._furniture:
            body = _around(body)
        return body

    def _text(self, text: str) -> str:
        if self._from_word:
            return (
                f'<p class="MsoNormal"><span lang="EN-US">{self._words(text)}<o:p></o:p></span></p>'
            )
        return f"<p>{escape(text)}</p>"

    def _words(self, text: str) -> str:
        """A text cut into runs, as Word writes them."""
        if len(text) < 2 or not self._from_word or self._random.random() < 0.5:
            return escape(text)
        at = self._random.randrange(1, len(text))
        return (
            f"<span style='font-size:10.5pt'>{escape(text[:at])}</span>"
            f"<b><span>{escape(text[at:])}</span></b>"
        )

    def _table(self, ugly: UglyTable) -> str:
        if self._of_elements and not any(
            cell.down > 1 or cell.across > 1 for row in ugly.rows for cell in row
        ):
            made = (
                f"<div class=r>{''.join(f'<div>{self._inside(c)}</div>' for c in row)}</div>"
                for row in ugly.rows
            )
            return f"<div class=t>{''.join(made)}</div>"
        rows = [f"<tr>{''.join(map(self._cell, row))}{self._end('tr')}" for row in ugly.rows]
        if self._in_parts:
            at = self._random.randrange(1, 4)
            return (
                f"<table><thead>{''.join(rows[:at])}</thead><tbody>{''.join(rows[at:])}</tbody>"
                "</table>"
            )
        return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'

    def _end(self, name: str) -> str:
        return "" if self._open_ended else f"</{name}>\n"

    def _cell(self, cell: UglyCell) -> str:
        name = "th" if self._heads and not cell.is_number else "td"
        spans = "".join(
            f' {kind}="{span}"'
            for kind, span in (("colspan", cell.across), ("rowspan", cell.down))
            if span > 1
        )
        return f"<{name}{spans} style='width:38px'>{self._inside(cell)}{self._end(name)}"

    def _inside(self, cell: UglyCell) -> str:
        if self._broken_lines:
            return "<br/>".join(map(self._words, cell.lines))
        if len(cell.lines) > 1 or self._from_word or self._random.random() < 0.3:
            return "".join(f"<p align=center>{self._words(line)}</p>" for line in cell.lines)
        return self._words(cell.lines[0])


def _metadata(title: str) -> str:
    return (
        "<table class=xxgk><tr><td>名称</td><td colspan=3>"
        f"{escape(title)}</td></tr><tr><td>索引号</td><td>014314799/2024-00002</td>"
        "<td>分类</td><td>信息公开年报</td></tr><tr><td>公开日期</td><td>2022-01-17</td>"
        "<td>文号</td><td></td></tr></table>"
    )


def _around(body: str) -> str:
    return (
        "<div class=top><a>首页</a><a>政务公开</a></div><ul><li><a>机构</a></li><li><a>年报</a></li></ul>"
        f"<script>var a = 1;</script><div id=content>{body}</div>"
        "<div style='display:none'>一、总体情况</div>"
        "<div class=print>【打印】【关闭】</div><div class=footer>主办：某某区人民政府</div>"
    )
