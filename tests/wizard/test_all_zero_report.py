"""From last year's workbook or PDF to this year's exported file; see the same in a terminal."""

from pathlib import Path

import pytest

from nianbao import operations
from nianbao.editions import built_in
from tests.readers.made_pdf import drawn, pdf_of
from tests.wizard.session import wizard

LAST = Path(__file__).parents[2] / "examples" / "西工区金谷园街道办事处2021年.toml"
MOST_KEYS = 25


@pytest.mark.parametrize("format", ["xlsx", "pdf"])
async def test_from_last_years_file_to_this_years_export(tmp_path: Path, format: str) -> None:  # noqa: A002
    report = operations.read(LAST)
    document = tmp_path / f"{LAST.stem}.{format}"
    document.write_bytes(
        pdf_of(drawn(report)) if format == "pdf" else operations.export(report, "xlsx")
    )
    begun = ["enter", "enter", "enter", "enter"]
    answers = ["enter"] * len(built_in().for_year(2022).quick)
    # A workbook has no more than the tables: the text of section one is typed as well.
    sections = ["2", "6"] if format == "xlsx" else ["6"]
    out = ["ctrl+e", "1", "enter"]
    async with wizard(tmp_path) as session:
        await session.press("2")
        await session.paste(document.name)
        await session.press(*begun, *answers)
        for section in sections:
            await session.press(section)
            await session.paste("2022年的主要问题是政策解读不多；改进措施是每季度培训一次。")
            await session.press("escape")
        await session.press(*out)
        pressed = ["2", *begun, *answers, *sections, *("escape" for _ in sections), *out, "ctrl+q"]
        assert len(pressed) <= MOST_KEYS
        assert session.shows("已导出"), session.text
        assert (session.report.organ, session.report.year) == (report.organ, report.year + 1)
        assert session.report.last_year == document.name
        assert len(session.report.cells) == 200
        assert set(session.report.cells.values()) == {0}
        assert not [one for one in session.document.all_findings if one.is_error]
        exported = operations.document_name(session.report, ".docx")
        made = operations.export(session.report, "docx")
    assert (tmp_path / exported).read_bytes() == made
