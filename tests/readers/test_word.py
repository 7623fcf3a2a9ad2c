"""Word files, in the shapes that offices keep them in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from nianbao import operations
from tests.readers.real_documents import doubted
from tests.readers.ugly_words import run, word_file
from tests.readers.whole_forms import (
    TITLE,
    assert_right,
    assert_right_or_doubted,
    numbered,
    read,
    rows_of,
    word,
    word_table,
)

REPORT = numbered()
RECEIVED = REPORT.cells["requests.natural_person.received"]


def changed(old: str, new: str) -> bytes:
    """The report's Word file with a piece of its XML replaced."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(REPORT))) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == "word/document.xml":
                assert old in text
                text = text.replace(old, new, 1)
            after.writestr(name, text)
    return data.getvalue()


def rules(data: bytes) -> list[str]:
    return [doubt.rule for doubt in read(data).doubts]


def test_a_word_file_is_read_without_a_doubt_and_without_any_library_of_the_extra() -> None:
    imported = read(word(REPORT))
    assert_right(imported, REPORT)
    assert imported.doubts == ()
    assert imported.written["requests.natural_person.received"].place == "第 2 个表格第 4 行"


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    struck = "<w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
    data = changed(run(f"{RECEIVED}"), f"{struck}<w:ins>{run(f'{RECEIVED}')}</w:ins>")
    imported = read(data)
    assert_right(imported, REPORT)
    assert rules(data) == ["import-tracked-changes"]
    assert "按接受全部修订读入" in imported.doubts[0].message


def test_a_struck_out_paragraph_end_joins_two_paragraphs() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run(TITLE[:9])}</w:p>"
    data = changed(f"<w:p>{run(TITLE)}</w:p>", f"{first}<w:p>{run(TITLE[9:])}</w:p>")
    assert read(data).report.organ == REPORT.organ


def test_numbers_in_content_controls_fields_and_links_are_read() -> None:
    number = run(f"{RECEIVED}")
    for wrapped in (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{number}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{number}</w:hyperlink>",
        f'<w:fldSimple w:instr="SUM(ABOVE)">{number}</w:fldSimple>',
        "<w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r>" + number,
        f"<w:smartTag>{number}</w:smartTag>",
    ):
        assert_right(read(changed(number, wrapped)), REPORT)


def test_hidden_text_and_the_readings_over_characters_are_not_read() -> None:
    number = run(f"{RECEIVED}")
    assert_right(read(changed(number, number + run("99", "<w:rPr><w:vanish/></w:rPr>"))), REPORT)
    ruby = f"<w:r><w:ruby><w:rt>{run('9')}</w:rt><w:rubyBase>{number}</w:rubyBase></w:ruby></w:r>"
    assert_right(read(changed(number, ruby)), REPORT)


def test_a_title_in_a_text_box_is_found_once() -> None:
    box = f"<w:txbxContent><w:p>{run(TITLE)}</w:p></w:txbxContent>"
    drawn = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    imported = read(changed(f"<w:p>{run(TITLE)}</w:p>", drawn))
    assert (imported.report.organ, imported.doubts) == (REPORT.organ, ())


def test_section_titles_that_word_numbers_by_itself_are_known() -> None:
    data = word(REPORT)
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    body = body[body.index("<w:body>") + 8 : body.index("</w:body>")]
    for section in REPORT.edition.sections:
        heart = section.title.partition("、")[2]
        body = body.replace(f"<w:p>{run(section.title)}", f"<w:p>{number}{run(heart)}")
    imported = read(word_file(body))
    assert imported.doubts == ()
    assert_right(imported, REPORT)


def test_a_table_may_be_nested_and_cut_into_several() -> None:
    table = word_table(rows_of(REPORT, "requests"))
    nested = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
    assert_right(read(word(REPORT, requests=nested)), REPORT)
    rows = rows_of(REPORT, "disclosure")
    cut = [rows[:4], rows[4:7], rows[7:11], rows[11:]]
    several = "<w:p/>".join(map(word_table, cut))
    assert_right(read(word(REPORT, disclosure=several)), REPORT)


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    rows = rows_of(REPORT, "disputes")
    table = word_table(rows)
    assert "<w:tr>" in table
    shifted = table.replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    assert_right(read(word(REPORT, disputes=shifted)), REPORT)


def test_a_table_that_is_a_picture_is_named() -> None:
    picture = "<w:p><w:r><w:drawing><a><blip embed='rId9'/></a></w:drawing></w:r></w:p>"
    imported = read(word(REPORT, disputes=picture))
    (said,) = (doubt for doubt in imported.doubts if doubt.rule == "import-picture")
    assert "文档里有 1 张图片" in said.message
    assert set(said.cells) == {a for a in REPORT.edition.cells if a.startswith("disputes.")}
    assert_right_or_doubted(imported, REPORT)


@pytest.mark.parametrize("table", ["disclosure", "requests"])
def test_a_merge_that_goes_on_without_a_beginning_shifts_nothing_in_silence(table: str) -> None:
    torn = word_table(rows_of(REPORT, table)).replace('<w:vMerge w:val="restart"/>', "")
    assert_right_or_doubted(read(word(REPORT, **{table: torn})), REPORT)


def test_the_2019_form_and_a_report_without_a_year() -> None:
    older = replace(numbered("2019"), year=2020)
    imported = read(word(older))
    assert imported.report.edition.name == "2019"
    assert_right_or_doubted(imported, older)
    nameless = changed(TITLE, "政府信息公开工作年度报告")
    with pytest.raises(operations.Unreadable, match="--year"):
        read(nameless)
    assert doubted(operations.import_document(nameless, year=2023)) == set()
