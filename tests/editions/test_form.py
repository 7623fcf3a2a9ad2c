"""The edition files say what the statutory form says."""

import pickle

import pytest

from nianbao.editions import Edition, built_in

EDITIONS = built_in().all


def edition(name: str) -> Edition:
    found = built_in().get(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "table", "rows", "cells"),
    [
        ("2021", "requests", 25, 175),
        ("2021", "disputes", 5, 15),
        ("2021", "disclosure", 6, 10),
        ("2019", "requests", 23, 161),
        ("2019", "disputes", 5, 15),
        ("2019", "disclosure", 8, 22),
    ],
)
def test_each_table_has_the_rows_and_cells_of_the_form(
    name: str, table: str, rows: int, cells: int
) -> None:
    found = edition(name).table(table)
    assert len([row for row in found.rows if not row.optional]) == rows
    assert len([cell for cell in found.cells.values() if not cell.row.optional]) == cells


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.name)
def test_every_name_finds_its_cell_or_group(form: Edition) -> None:
    assert len(form.names) == len(form.cells) + len(form.groups)
    for called, address in form.names.items():
        figure = form.cells.get(address) or form.groups[address]
        assert figure.called == called


def test_addresses_are_the_paths_of_the_file() -> None:
    cells = edition("2021").cells
    assert cells["requests.natural_person.received"].place.endswith("自然人")
    assert cells["disclosure.fees.amount"].kind == "amount"
    assert cells["disputes.litigation_after_review.pending"].place == (
        "行政诉讼 / 复议后起诉 / 尚未审结"
    )
    assert edition("2019").cells["disclosure.licences.change"].kind == "signed"


def test_a_place_names_the_labels_without_the_heads_over_everything() -> None:
    cell = edition("2021").cells["requests.business.refused_third_party_rights"]
    assert cell.place == "（三）不予公开 / 4.保护第三方合法权益 / 法人或其他组织 / 商业企业"
    assert [head.label for head in cell.row.under] == ["三、本年度办理结果", "（三）不予公开"]


@pytest.mark.parametrize(("name", "parts"), [("2021", 22), ("2019", 19)])
def test_the_concluded_requests_are_the_sum_of_all_results(name: str, parts: int) -> None:
    balances = {balance.rule: balance for balance in edition(name).table("requests").balances}
    assert len(balances["requests-concluded"].expected) == parts
    assert balances["requests-concluded"].actual == ("concluded",)


def test_the_year_decides_the_edition() -> None:
    years = {year: built_in().for_year(year).name for year in (2018, 2019, 2020, 2021, 2026)}
    assert years == {2018: "2019", 2019: "2019", 2020: "2019", 2021: "2021", 2026: "2021"}


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.name)
def test_an_edition_survives_being_sent_to_another_process(form: Edition) -> None:
    assert pickle.loads(pickle.dumps(form)) == form


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.name)
def test_every_row_of_the_tables_says_what_belongs_in_it(form: Edition) -> None:
    silent = [row.label for table in form.tables for row in table.rows if not row.help]
    assert silent == []


@pytest.mark.parametrize("edition", built_in().all, ids=lambda edition: edition.name)
def test_every_row_says_what_belongs_in_it_and_on_which_article_it_rests(edition: Edition) -> None:
    for table in edition.tables:
        for block in table.blocks:
            for row in block.rows:
                assert row.help.endswith("。"), row.label
                assert row.basis.startswith(("《条例》第", "国办", "年度报告格式")), row.label
            for column in block.columns:
                assert column.help.endswith("。"), column.label
