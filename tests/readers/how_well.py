"""How well made documents in ugly layouts are read: the figures of the README's table.

`python -m tests.readers.how_well [COUNT]` reads that many of each kind (150; of PDF 12) and prints of
the form's cells the share that was read right and the share that no doubt names.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from random import Random

from nianbao.report import Report
from tests.faults.damaged_cases import pages_read_here
from tests.readers.made_pdf import Rule, drawn, pdf_of
from tests.readers.made_reports import made_report
from tests.readers.real_documents import doubted, silently_wrong
from tests.readers.ugly_layouts import UglyLayout
from tests.readers.ugly_pages import UglyPage
from tests.readers.ugly_words import UglyWord
from tests.readers.ugly_workbooks import UglyWorkbook
from tests.readers.whole_forms import read


def _unruled(report: Report, _random: Random) -> bytes:
    pages = drawn(report)
    return pdf_of([[item for item in page if not isinstance(item, Rule)] for page in pages])


KINDS: Mapping[str, Callable[[Report, Random], bytes]] = {
    "Word file": lambda report, random: UglyWord(report, random).data(),
    "web page": lambda report, random: UglyPage(report, random).data(),
    "workbook": lambda report, random: UglyWorkbook(report, random).data(),
    "PDF with ruled tables": lambda report, _: pdf_of(drawn(report)),
    "PDF without rules": _unruled,
    "pasted text": lambda report, random: UglyLayout(report, random).text().encode(),
}


def figures(kind: str, count: int) -> tuple[float, float, int]:
    """The shares of the cells read right and named in no doubt, and the number silently wrong."""
    cells = right = certain = silent = 0
    for seed in range(count):
        random = Random(seed)
        report = made_report(random)
        imported = read(KINDS[kind](report, random))
        named, got = doubted(imported), imported.report.cells
        asked = [
            address
            for address, cell in report.edition.cells.items()
            if not cell.row.optional or address in report.cells
        ]
        cells += len(asked)
        right += sum(got.get(address) == report.cells.get(address) for address in asked)
        certain += sum(address not in named for address in asked)
        silent += len(silently_wrong(imported, report.cells))
    return right / cells, certain / cells, silent


def main(count: int = 150) -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    with pages_read_here():
        for kind in KINDS:
            right, certain, silent = figures(kind, min(count, 12) if "PDF" in kind else count)
            print(f"| {kind} | {right:.1%} | {certain:.1%} | {silent} silent", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
