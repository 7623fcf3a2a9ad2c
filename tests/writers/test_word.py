"""The Word file is the page an office expects, by GB/T 9704-2012."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from lxml import etree

from nianbao.report import Report
from nianbao.report.layout import laid_out
from nianbao.writers.printed import text_lines
from nianbao.writers.word import to_docx
from nianbao.writers.word_letter import UnusableTemplate
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, HOSTILE, all_hostile
from tests.writers.real_reports import DATA, busy_report, real_report
from tests.writers.word_file import W, WordFile, grid, text_of, value

TEMPLATE = (DATA / "政务公开年报模版.docx").read_bytes()
MM = 1440 / 25.4


def word(report: Report, template: bytes | None = None) -> WordFile:
    return WordFile(to_docx(report, template))


def attributes(file: WordFile, path: str) -> dict[str, int]:
    found = file.body.find(f"{W}sectPr/{W}{path}")
    assert found is not None
    given = {str(k).removeprefix(W): str(v) for k, v in found.attrib.items()}
    return {name: int(number) for name, number in given.items() if number.isdigit()}


def test_the_page_is_a4_with_22_lines_of_28_characters() -> None:
    file = word(busy_report())
    size, margins = attributes(file, "pgSz"), attributes(file, "pgMar")
    assert (round(size["w"] / MM), round(size["h"] / MM)) == (210, 297)
    sides = [round(margins[side] / MM) for side in ("top", "bottom", "left", "right")]
    assert sides == [37, 35, 28, 26]
    normal = file.styles["Normal"]
    line = int(value(normal.find(f"{W}pPr/{W}spacing"), "line") or 0)
    room = size["h"] - margins["top"] - margins["bottom"]
    assert (room // line, attributes(file, "docGrid")["linePitch"]) == (22, line)
    closer = int(value(normal.find(f"{W}rPr/{W}spacing")) or 0)
    assert (size["w"] - margins["left"] - margins["right"]) // (16 * 20 + closer) == 28


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", 44),
        ("Heading1", "黑体", 32),
        ("Heading2", "楷体_GB2312", 32),
        ("Heading3", "仿宋_GB2312", 32),
        ("Heading4", "仿宋_GB2312", 32),
        ("BodyText", "仿宋_GB2312", 32),
        ("FormText", "宋体", 21),
        ("FormTextSmall", "宋体", 18),
        ("Footer", "宋体", 28),
    ],
)
def test_each_style_has_its_type_for_chinese_too(style: str, font: str, half_points: int) -> None:
    file = word(busy_report())
    defaults = file.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    chain = [defaults]
    name: str | None = style
    while name is not None:
        looked = file.styles[name]
        chain[1:1] = looked.findall(f"{W}rPr")
        name = value(looked.find(f"{W}basedOn"))
    fonts = [found for look in chain if (found := look.find(f"{W}rFonts")) is not None]
    sizes = [found for look in chain if (found := look.find(f"{W}sz")) is not None]
    assert {value(fonts[-1], at) for at in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert value(sizes[-1]) == str(half_points)
    assert b"Theme=" not in file.parts["word/styles.xml"]
    known = file.xml("word/fontTable.xml").findall(f"{W}font")
    assert [value(f.find(f"{W}altName")) for f in known if value(f, "name") == font] != [None]


def test_headings_are_styles_by_their_numbering() -> None:
    text = "（一）主动公开\n全年公开。\n1.加强学习\n（1）分批\n（二）依申请公开。全年收到。\n1.5倍\n（三）全年公开，"
    file = word(busy_report().with_text("overview", text + "很长" * 20))
    shown = list(file.paragraphs())
    assert shown[0] == (
        "Title",
        "淮安市洪泽区人民政府\n2024年政府信息公开工作年度报告",
    )
    sections = [section.title for section in busy_report().edition.sections]
    assert [said for style, said in shown if style == "heading 1"] == sections
    start = shown.index(("heading 1", sections[0]))
    assert [style for style, _ in shown[start + 1 : start + 8]] == [
        "heading 2", "Body Text", "heading 3", "heading 4", "Body Text", "Body Text", "Body Text",
    ]  # fmt: skip
    lead = next(p for p in file.body.iter(f"{W}p") if "依申请公开。" in text_of(p))
    runs = [(value(r.find(f"{W}rPr/{W}rStyle")), text_of(r)) for r in lead.iter(f"{W}r")]
    assert runs == [("Lead2", "（二）依申请公开。"), (None, "全年收到。")]


@pytest.mark.parametrize("name", ["淮安市洪泽区人民政府2024年", "上海市人民政府办公厅2019年"])
def test_tables_have_the_cells_of_the_printed_form_really_merged(name: str) -> None:
    report = real_report(name)
    file = word(report)
    assert len(file.tables) == 3
    for table, form in zip(file.tables, report.edition.tables, strict=True):
        laid = laid_out(form, report)
        assert grid(table) == {
            (row, column): (cell.text, cell.row_span, cell.column_span)
            for row, column, cell in laid.placed()
        }
        widths = [int(str(value(c, "w"))) for c in table.iter(f"{W}gridCol")]
        assert sum(widths) == 11906 - 1588 - 1474
        assert min(widths) > 350


def test_the_large_table_has_its_own_page_and_repeats_its_heads() -> None:
    file = word(busy_report())
    small, large, last = file.tables
    rows = large.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:4]] == [
        *[True] * 3,
        False,
    ]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    breaks = file.body.findall(f".//{W}pageBreakBefore")
    assert [next(b.iterancestors(f"{W}tbl"), None) for b in breaks] == [large]
    without = word(replace(busy_report(), narrative={}))
    (own,) = without.body.findall(f".//{W}pageBreakBefore")
    assert next(own.iterancestors(f"{W}tbl"), None) is None
    # Twips of the rows at least, and 29 pt for the title: less than the 225 mm of the page.
    heights = [int(str(value(r.find(f"{W}trPr/{W}trHeight")))) for r in rows]
    assert sum(heights) + 580 < 0.9 * (16838 - 2098 - 1984)
    for table in (small, last):
        kept = [bool(row.findall(f".//{W}keepNext")) for row in table.findall(f"{W}tr")]
        assert kept == [*[True] * (len(kept) - 1), False]


def test_the_label_of_the_results_is_set_vertically() -> None:
    file = word(busy_report())
    vertical = [
        text_of(cell)
        for cell in file.body.iter(f"{W}tc")
        if value(cell.find(f"{W}tcPr/{W}textDirection")) == "tbRlV"
    ]
    assert [said for said in vertical if said] == ["三、本年度办理结果"]


def test_page_numbers_stand_between_dashes_on_the_outer_side() -> None:
    file = word(busy_report())
    kinds = {
        str(value(found, "type")): str(found.get(qn("r:id")))
        for found in file.body.findall(f"{W}sectPr/{W}footerReference")
    }
    targets = {
        str(found.get("Id")): str(found.get("Target"))
        for found in file.xml("word/_rels/document.xml.rels")
    }
    sides = {}
    for kind, name in kinds.items():
        footer = file.xml(f"word/{targets[name]}")
        sides[kind] = value(footer.find(f".//{W}jc"))
        assert "".join(map(str, footer.itertext())).split() == [
            "—",
            "PAGE",
            "1" if kind == "default" else "2",
            "—",
        ]
    assert sides == {"default": "right", "even": "left"}
    assert file.xml("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


@pytest.mark.parametrize(
    ("organ", "indents"),
    [("淮安市洪泽区人民政府", ["200", "300"]), ("某局", ["900", "200"]), ("", ["400"])],
)
def test_office_and_day_stand_at_the_right_as_the_standard_says(
    organ: str, indents: list[str]
) -> None:
    file = word(replace(busy_report(), organ=organ, published=date(2025, 1, 15)))
    signed = [
        value(p.find(f"{W}pPr/{W}ind"), "rightChars")
        for p in file.body.findall(f"{W}p")
        if file.style_of(p) == "Signature"
    ]
    assert signed == indents


def test_nothing_but_title_and_language_is_told_of_the_document() -> None:
    file = word(busy_report())
    told = {etree.QName(found).localname: found.text for found in file.xml("docProps/core.xml")}
    assert told == {
        "title": "淮安市洪泽区人民政府2024年政府信息公开工作年度报告",
        "language": "zh-CN",
    }
    assert "docProps/app.xml" not in file.parts
    assert not any(b"python" in part.lower() for part in file.parts.values())


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_docx(busy_report()) == to_docx(busy_report())
    with zipfile.ZipFile(io.BytesIO(to_docx(busy_report()))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_hostile_texts_are_text() -> None:
    report = all_hostile()
    file = word(report)
    said = [text for _, text in file.paragraphs()]
    wanted = [
        line.replace("\ufffe", "").replace("\uffff", "") for line in text_lines(report, "overview")
    ]
    assert len(wanted) > len(HOSTILE)
    start = said.index("一、总体情况")
    assert said[start + 1 : start + 1 + len(wanted)] == wanted
    for active in ("instrText", "fldSimple", "hyperlink", "object", "pict", "altChunk"):
        assert file.body.find(f".//{W}{active}") is None
    assert not any(b'TargetMode="External"' in part for part in file.parts.values())
    for part in file.parts.values():
        assert FORBIDDEN.isdisjoint(part.decode())


@settings(max_examples=10)
@given(reports(answers=False, extra=False))
def test_any_report_becomes_a_document_that_opens(report: Report) -> None:
    opened = Document(io.BytesIO(to_docx(report)))
    assert len(opened.tables) == 3


def test_a_template_with_the_form_is_filled_in_place() -> None:
    report = real_report("上海市人民政府办公厅2025年")
    report = replace(
        report,
        narrative={"overview": "第一段。\n第二段。", "disputes": "见下表。", "problems": "问题。"},
        published=date(2026, 1, 20),
    )
    file = word(report, TEMPLATE)
    for table, form in zip(file.tables, report.edition.tables, strict=True):
        laid = laid_out(form, report)
        shown = [text for text, _, _ in grid(table).values() if re.fullmatch(r"[\d.]+", text)]
        assert shown == [c.text for _, _, c in laid.placed() if c.role == "number" and c.text]
    said = [text for _, text in file.paragraphs() if text.strip()]
    assert said == [
        "上海市人民政府办公厅2025年政府信息公开工作年度报告",
        "一、总体情况",
        "第一段。",
        "第二段。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "见下表。",
        "五、存在的主要问题及改进情况",
        "问题。",
        "六、其他需要报告的事项",
        "上海市人民政府办公厅",
        "2026年1月20日",
    ]
    for table, heads in zip(file.tables, (0, 3, 3), strict=True):
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert repeated == [True] * heads + [False] * (len(rows) - heads)
        led = list(table.itersiblings(f"{W}p", preceding=True))[:2]
        assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in led)
        numbers = [c for c in table.iter(f"{W}tc") if re.fullmatch(r"[\d.]+", text_of(c))]
        assert {value(c.find(f"{W}p/{W}pPr/{W}jc")) for c in numbers} == {"center"}
        assert {value(c.find(f"{W}tcPr/{W}vAlign")) for c in numbers} == {"center"}
    before = WordFile(TEMPLATE)
    assert file.parts["word/theme/theme1.xml"] == before.parts["word/theme/theme1.xml"]
    assert "docProps/custom.xml" not in file.parts
    assert "docProps/app.xml" not in file.parts
    assert to_docx(report, TEMPLATE) == file.data


def test_a_title_of_the_template_stays_with_what_it_is_the_title_of() -> None:
    """The template's maker, WPS, wrote down of each title that it may stand alone."""
    file = word(busy_report(), TEMPLATE)
    # A text says one of the titles again: the first of its name counts.
    paragraphs = reversed(file.body.findall(f"{W}p"))
    marks = {text_of(one).strip(): one.find(f"{W}pPr/{W}keepNext") for one in paragraphs}
    for section in busy_report().edition.sections:
        mark = marks[section.title]
        assert mark is not None, section.title
        assert value(mark) is None, section.title


def test_a_row_the_template_has_no_place_for_is_not_lost() -> None:
    report = busy_report()
    assert "requests.total.closed" in report.cells
    table = word(report, TEMPLATE).tables[1]
    assert [text for text, _, _ in grid(table).values() if text == "（六）其他处理"] == [
        "（六）其他处理"
    ] * 2


def office_template() -> bytes:
    document = Document()
    document.styles["Heading 1"].font.name = "方正黑体"
    document.core_properties.author = "张三"
    document.add_paragraph("这是样张，导出时不要。")
    document.sections[0].left_margin = Mm(20)
    attached = document.settings.element.makeelement(qn("w:attachedTemplate"), {})
    attached.set(
        qn("r:id"),
        document.part.part_related_by(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
        ).relate_to(
            "file:///C:/Users/张三/公文.dotx",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
            is_external=True,
        ),
    )
    document.settings.element.append(attached)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_template_without_the_form_lends_its_styles_and_its_page() -> None:
    file = word(busy_report(), office_template())
    said = list(file.paragraphs())
    assert said[0][0] == "Title"
    assert not any("样张" in text for _, text in said)
    heading = next(s for s in file.styles.values() if value(s.find(f"{W}name")) == "heading 1")
    assert value(heading.find(f"{W}rPr/{W}rFonts"), "ascii") == "方正黑体"
    assert len(file.tables) == 3
    assert file.style_of(next(file.tables[0].iter(f"{W}p"))) == "表格文字"
    everything = b"".join(file.parts.values()).decode(errors="replace")
    assert "张三" not in everything
    assert "dotx" not in everything


def test_who_worked_on_the_template_is_not_told() -> None:
    document = Document(io.BytesIO(TEMPLATE))
    heading = next(p for p in document.paragraphs if p.text.startswith("一、"))
    document.add_comment(heading.runs, "李四看过", author="张三", initials="张")
    header = document.sections[0].header.paragraphs[0]
    for tag, text in (("w:ins", "某某局"), ("w:del", "旧名")):
        change = header._p.makeelement(qn(tag), {qn("w:id"): "7", qn("w:author"): "张三"})
        change.append(header.add_run(text)._r)
        header._p.append(change)
    data = io.BytesIO()
    document.save(data)
    file = word(busy_report(), data.getvalue())
    everything = b"".join(file.parts.values()).decode(errors="replace")
    for told in ("张三", "李四", "旧名", "comment", "w:ins ", "w:del "):
        assert told not in everything, told
    assert any("某某局" in part.decode() for name, part in file.parts.items() if "header" in name)
    assert "一、总体情况" in [text for _, text in file.paragraphs()]


NOTES = f"""<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2"><w:p>
<w:ins w:id="1" w:author="张三" w:date="2020-01-01T00:00:00Z"><w:r><w:t>说明</w:t></w:r></w:ins>
<w:del w:id="2" w:author="张三"><w:r><w:delText>旧名</w:delText></w:r></w:del>
</w:p></w:footnote></w:footnotes>"""


def test_notes_settings_and_links_of_the_template_name_nobody() -> None:
    document = Document(io.BytesIO(TEMPLATE))
    package = document.part.package
    for kind, name, xml in (
        ("footnotes", "footnotes", NOTES),
        ("glossaryDocument", "glossary/document", NOTES.replace("footnote", "glossary")),
        ("people", "people", '<people author="张三"/>'),
    ):
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        part = Part(PackURI(f"/word/{name}.xml"), content, xml.encode(), package)
        document.part.relate_to(part, f"{KIND.FOOTNOTES.removesuffix('footnotes')}{kind}")
    for target in ("file:///C:/Users/张三/旧.doc", r"\\server\张三\图.png", "https://example.com/"):
        document.part.relate_to(target, KIND.HYPERLINK, is_external=True)
    settings = document.settings.element
    for tag in ("w:mailMerge", "w:docVars"):
        told = settings.makeelement(qn(tag), {qn("w:query"): r"D:\张三\名册.mdb"})
        settings.insert(0, told)
    data = io.BytesIO()
    document.save(data)
    file = word(busy_report(), data.getvalue())
    everything = b"".join(file.parts.values()).decode(errors="replace")
    for told in ("张三", "旧名", "people", "mailMerge", "docVars"):
        assert told not in everything, told
    assert "说明" in text_of(file.xml("word/footnotes.xml"))
    assert 'Target="https://example.com/"' in everything


def with_a_part(name: str, contents: bytes | None) -> bytes:
    """The template with a part changed, or without it."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as old, zipfile.ZipFile(data, "w") as new:
        for entry in old.infolist():
            changed = contents if entry.filename == name else old.read(entry)
            if changed is not None:
                new.writestr(entry.filename, changed)
    return data.getvalue()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (TEMPLATE[:400] + b"\0" * 40 + TEMPLATE[440:], "不是 Word 的 .docx"),
        (TEMPLATE[: len(TEMPLATE) // 2], "不是 Word 的 .docx"),
        (with_a_part("word/document.xml", b"<w:document"), "不是 Word 的 .docx"),
        (with_a_part("[Content_Types].xml", b"<a/>"), "不是 Word 的 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "旧版的 .doc"),
        (b"PK\x03\x04" + b"x" * 99, "不是 Word 的 .docx"),
        ("标题".encode(), "不是 Word 的 .docx"),
        (b"", "不是 Word 的 .docx"),
    ],
    ids=["overwritten", "half", "broken XML", "no types", "doc", "no zip", "text", "empty"],
)
def test_what_is_no_template_is_told(template: bytes, said: str) -> None:
    with pytest.raises(UnusableTemplate, match=said):
        to_docx(busy_report(), template)
