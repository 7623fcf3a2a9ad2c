"""Exports as the programs of an office show them: `python -m tests.rendered [FOLDER]`.

Needs LibreOffice, poppler's pdftotext and pdftoppm, and Chromium; fonts for Chinese as well. Makes a
PDF and pictures of every page in FOLDER, for the eye; says what does not hold, and ends with 1 then:
the large table stands whole on one page, and a page has no more lines than it may have.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nianbao import operations
from nianbao.report import Report

EXAMPLES = Path(__file__).parents[1] / "examples"
TEMPLATE = Path(__file__).parent / "data" / "政务公开年报模版.docx"
NAMES = ("淮安市洪泽区人民政府2024年", "西工区金谷园街道办事处2021年")
MOST_PAGES = {"淮安市洪泽区人民政府2024年": 4, "西工区金谷园街道办事处2021年": 6}
SCREENS = (390, 800, 1200)


def main(folder: Path) -> int:
    """Render everything; give 1 if something does not hold."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = [said for name in NAMES for said in _looked_at(name, folder)]
    print("\n".join(wrong) or f"all well, pictures in {folder}")
    return 1 if wrong else 0


def _looked_at(name: str, folder: Path) -> Iterator[str]:
    report = operations.read(EXAMPLES / f"{name}.toml")
    word = folder / f"{name}.pdf"
    word.write_bytes(operations.export(report, "pdf"))
    pages = _pages(word)
    if len(pages) > MOST_PAGES[name]:
        yield f"{name}: the Word file has {len(pages)} pages"
    yield from _torn(report, name, pages)
    if any(len(page.split("\n")) > 60 for page in pages):
        yield f"{name}: a page has too many lines"
    filled = folder / f"{name} (template).pdf"
    template = TEMPLATE.read_bytes()
    filled.write_bytes(operations.export(report, "pdf", template=template))
    book = folder / f"{name}.xlsx"
    book.write_bytes(operations.export(report, "xlsx"))
    _run(
        "soffice",
        "--headless",
        "--convert-to",
        "pdf:calc_pdf_Export",
        "--outdir",
        folder / "book",
        book,
    )
    sheets = _pages(folder / "book" / f"{name}.pdf")
    yield from _torn(report, name, sheets)
    if not all(f"{report.organ}{report.year}年" in "".join(page.split()) for page in sheets[:3]):
        yield f"{name}: a table of the workbook is not printed on one page"
    page = folder / f"{name}.html"
    page.write_bytes(operations.export(report, "html"))
    for width in SCREENS:
        _chromium(
            page, f"--screenshot={folder / f'{name} {width}.png'}", f"--window-size={width},3000"
        )
    printed = folder / f"{name} (web page).pdf"
    _chromium(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    yield from _torn(report, f"{name}, web page", _pages(printed))
    for pdf in (word, filled, printed, folder / "book" / f"{name}.pdf"):
        _run("pdftoppm", "-r", "60", "-png", pdf, pdf.with_suffix(""))


def _torn(report: Report, name: str, pages: list[str]) -> Iterator[str]:
    """The pages on which the first and the last row of the large table stand, when they differ."""
    rows = max((table.rows for table in report.edition.tables), key=len)
    found = [
        {number for number, page in enumerate(pages) if row.label[:10] in "".join(page.split())}
        for row in (rows[0], rows[-1])
    ]
    if not found[0] & found[1]:
        yield f"{name}: the large table is torn over pages"


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def _chromium(page: Path, *words: str) -> None:
    _run("chromium", "--headless", "--no-sandbox", "--hide-scrollbars", *words, page.as_uri())


def _run(*words: str | Path) -> None:
    subprocess.run(list(map(str, words)), capture_output=True, check=True, timeout=180)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="nianbao-")
    sys.exit(main(Path(chosen)))
