"""A report as an ugly Word file."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from nianbao.editions import built_in
from nianbao.report import Report
from tests.readers.ugly_tables import UglyCell, UglyTable, UglyTables, starts_of

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_NUMBERING = f"""<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/numbering" Target="numbering.xml"/></Relationships>'
)


def word_file(body: str) -> bytes:
    """A Word file with this in its body, and one list (`numId` 7) that counts 一、 二、 ."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_MAIN}" xmlns:v="urn:v" xmlns:wps="urn:wps" xmlns:mc="urn:mc">'
            f"<w:body>{body}</w:body></w:document>",
        )
        archive.writestr("word/numbering.xml", _NUMBERING)
        archive.writestr("word/_rels/document.xml.rels", _RELATIONS)
    return file.getvalue()


def run(text: str, inside: str = "") -> str:
    """A run of text."""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class UglyWord:
    """Writes a Word file; every habit is chosen once by the random numbers given."""

    def __init__(self, report: Report, random: Random) -> None:
        self._report, self._random = report, random
        self._tables = UglyTables(report, random)
        self._tracked = random.random() < 0.3
        self._controls = random.random() < 0.3
        self._numbered = random.random() < 0.3
        self._boxed = random.random() < 0.2
        self._laid_out = random.random() < 0.15

    def data(self) -> bytes:
        """The document as a file."""
        report = self._report
        title = f"{report.organ}{report.year}年政府信息公开工作年度报告"
        parts = [self._boxed_title(title) if self._boxed else self._paragraph([title])]
        if self._random.random() < 0.5:
            parts.append(self._paragraph(["根据《中华人民共和国政府信息公开条例》编制本报告。"]))
        for section in report.edition.sections:
            parts.append(self._heading(section.title))
            if section.table is None:
                parts.append(self._paragraph(["这一部分是文字。"]))
                continue
            for ugly in self._tables.of(report.edition.table(section.table), section.title):
                parts += [self._paragraph([line]) for line in ugly.above]
                parts += [self.table(ugly), "<w:p/>"]
                parts += [self._paragraph([line]) for line in ugly.below]
        body = "".join(parts)
        if self._laid_out:
            body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
        return word_file(body)

    def _boxed_title(self, title: str) -> str:
        box = f"<w:txbxContent>{self._paragraph([title])}</w:txbxContent>"
        return (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    def _heading(self, title: str) -> str:
        _, _, heart = title.partition("、")
        if not self._numbered or not heart:
            return self._paragraph([title])
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr>{self._runs(heart)}</w:p>"

    def _paragraph(self, lines: list[str]) -> str:
        text = "<w:r><w:br/></w:r>".join(map(self._runs, lines))
        return f"<w:p>{text}</w:p>"

    def _runs(self, text: str) -> str:
        """A text in runs, some of it put in or struck out by somebody."""
        random = self._random
        if not text.strip():
            return run(text) if text else ""
        at = random.randrange(len(text))
        whole = run(text[:at]) + "<w:proofErr w:type='spellStart'/>" + run(text[at:])
        if self._tracked and random.random() < 0.2:
            return (
                f'<w:del w:id="1"><w:r><w:delText>{random.randint(0, 99)}</w:delText></w:r></w:del>'
                f'<w:ins w:id="2">{whole}</w:ins>'
            )
        if self._controls and random.random() < 0.2:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
        return whole if random.random() < 0.5 else run(text)

    @classmethod
    def plain(cls) -> UglyWord:
        """One without any habit, for its tables."""
        (edition, *_) = built_in().all
        made = cls(Report(edition, "", edition.first_year), Random(0))
        made._tracked = made._controls = False
        return made

    def table(self, ugly: UglyTable) -> str:
        """A table, its cells merged as Word merges them."""
        places = starts_of(ugly.rows)
        going_on: dict[int, tuple[int, int]] = {}
        rows = []
        for row, starts in zip(ugly.rows, places, strict=True):
            cells = {start: self._cell(cell) for start, cell in zip(starts, row, strict=True)}
            for start, (across, _) in going_on.items():
                cells[start] = _tc(across, "<w:vMerge/>", "<w:p/>")
            going_on = {at: (across, down - 1) for at, (across, down) in going_on.items()}
            for start, cell in zip(starts, row, strict=True):
                going_on[start] = cell.across, cell.down - 1
            going_on = {at: left for at, left in going_on.items() if left[1] > 0}
            rows.append(self._row([text for _, text in sorted(cells.items())]))
        table = f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
        if self._controls and self._random.random() < 0.4:
            return f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>"
        return table

    def _row(self, cells: list[str]) -> str:
        row = f"<w:tr>{''.join(cells)}</w:tr>"
        if self._tracked and self._random.random() < 0.05:
            struck = "<w:tr><w:trPr><w:del w:id='3'/></w:trPr>" + "".join(
                _tc(1, "", f"<w:p>{run('7')}</w:p>") for _ in cells
            )
            return f"{struck}</w:tr>{row}"
        if self._controls and self._random.random() < 0.1:
            return f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
        return row

    def _cell(self, cell: UglyCell) -> str:
        lines = cell.lines
        text = (
            self._paragraph(lines)
            if self._random.random() < 0.3
            else "".join(self._paragraph([line]) for line in lines)
        )
        merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        made = _tc(cell.across, merged, text)
        if self._controls and self._random.random() < 0.1:
            return f"<w:sdt><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        return made


def _tc(across: int, merged: str, text: str) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{text}</w:tc>"
