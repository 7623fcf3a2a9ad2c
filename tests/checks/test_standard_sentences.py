"""The sentences that are offered for a text say what holds: no rule finds anything in them."""

import pytest

from nianbao.checks.checking import check
from nianbao.editions import Edition, built_in
from nianbao.report import Number, Report
from nianbao.report.new_report import filled_with_zeros

EDITIONS = [built_in().for_year(2020), built_in().for_year(2025)]
DOCUMENTS = "disclosure.normative_documents."

EVERY_DISPUTE: dict[str, Number] = {
    f"disputes.{column}.{row}": number
    for number, column in enumerate(("review", "direct_litigation", "litigation_after_review"), 4)
    for row in ("corrected", "total")
}

# Rows of the column 自然人, and cells as they are.
EVERY_DOCUMENT: dict[str, Number] = {
    **{f"{DOCUMENTS}{name}": 5 for name in ("issued", "in_force", "made", "disclosed_in_all")},
    "disclosure.licences.decisions": 30,
}
CASES: dict[str, tuple[dict[str, int], dict[str, Number]]] = {
    "nothing": ({}, {}),
    "received": ({"received": 17, "granted": 12, "partly_granted": 5, "concluded": 17}, {}),
    "carried in": ({"carried_in": 2, "granted": 1, "concluded": 1, "carried_forward": 1}, {}),
    "both": (
        {"received": 21, "carried_in": 3, "granted": 20, "declined_petition": 1}
        | {"concluded": 21, "carried_forward": 3},
        {},
    ),
    "reviews": ({}, {"disputes.review.upheld": 2, "disputes.review.total": 2}),
    "litigation": (
        {},
        {"disputes.direct_litigation.pending": 3, "disputes.direct_litigation.total": 3},
    ),
    "disputes of every kind": (
        {},
        EVERY_DISPUTE,
    ),
    "documents": (
        {},
        EVERY_DOCUMENT,
    ),
    "documents of earlier years": ({}, {f"{DOCUMENTS}repealed": 2, f"{DOCUMENTS}in_force": 7}),
    "fees never paid": (
        {"received": 4, "granted": 3, "closed_unpaid": 1, "concluded": 4},
        {},
    ),
}


ASKED = [
    pytest.param(edition, rows, cells, id=f"{edition.name} {name}")
    for edition in EDITIONS
    for name, (rows, cells) in CASES.items()
    if all(f"requests.total.{row}" in edition.cells for row in rows)
]


@pytest.mark.parametrize(("edition", "rows", "cells"), ASKED)
def test_nothing_is_found_in_them(
    edition: Edition, rows: dict[str, int], cells: dict[str, Number]
) -> None:
    drawn = {
        f"requests.{column}.{row}": number
        for row, number in rows.items()
        for column in ("natural_person", "total")
    } | cells
    known = {address: number for address, number in drawn.items() if address in edition.cells}
    report = filled_with_zeros(
        Report(edition, "某市某局", edition.first_year + 1).with_cells(known)
    )
    before = {(one.rule, one.section, one.cells) for one in check(report)}
    fitting = [one for one in edition.sentences if one.fits(report.cells)]
    for section in ("overview", "disclosure", "requests", "disputes", "other_matters"):
        said = "\n".join(one.of_year(report.year) for one in fitting if section in one.sections)
        report = report.with_text(section, said)
    found = [one for one in check(report) if (one.rule, one.section, one.cells) not in before]
    asked = ("placeholder", "five-aspects")
    assert [one.message for one in found if one.rule not in asked] == []
