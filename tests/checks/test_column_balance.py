from nianbao.checks.column_balance import ColumnBalance, column_balance
from nianbao.checks.live import LiveChecker
from nianbao.editions import built_in
from nianbao.report import Number, Report

EDITION = built_in().for_year(2024)
FILLED: dict[str, Number] = {
    "requests.natural_person.received": 12,
    "requests.natural_person.carried_in": 0,
    "requests.natural_person.concluded": 11,
    "requests.natural_person.carried_forward": 0,
}


def balance(cells: dict[str, Number], table: str, column: str) -> ColumnBalance | None:
    return column_balance(Report(EDITION, "某局", 2024, {}, cells), table, column)


def sentence(cells: dict[str, Number], table: str = "requests") -> str:
    column = next(iter(cells)).split(".")[1]
    found = balance(cells, table, column)
    assert found is not None
    return found.sentence


def test_a_column_says_both_sides_and_what_is_missing() -> None:
    assert sentence(FILLED) == (
        "自然人：本年新收12＋上年结转0＝12；总计11＋结转下年度0＝11；尚有1件未列入"
    )


def test_a_column_that_lists_too_much_says_so() -> None:
    assert sentence({**FILLED, "requests.natural_person.concluded": 15}).endswith("；多列3件")


def test_a_column_in_balance_says_so_once_it_is_finished() -> None:
    agreeing: dict[str, Number] = {**FILLED, "requests.natural_person.concluded": 12}
    assert sentence(agreeing).endswith("；本列未填完")
    column = next(
        cells
        for heading, cells in EDITION.table("requests").lines("column")
        if heading.name == "natural_person"
    )
    zeros: dict[str, Number] = {cell.address: 0 for cell in column}
    assert sentence({**agreeing, **zeros, **agreeing}).endswith("；相符")
    # As many offices publish it, with one row in place of three.
    ours = {cell.address for cell in column if cell.row.name.startswith("closed_")}
    instead = {address: number for address, number in zeros.items() if address not in ours}
    assert sentence({**instead, **agreeing}).endswith("；相符")


def test_blank_cells_are_left_out() -> None:
    assert sentence({"requests.total.received": 3}) == "总计：本年新收3；尚有3件未列入"


def test_a_table_without_two_sides_is_judged_by_its_sum() -> None:
    cells: dict[str, Number] = {"disputes.review.upheld": 2, "disputes.review.pending": 1}
    assert sentence(cells, "disputes") == "行政复议：结果维持2＋尚未审结1＝3；尚有3件未列入"


def test_a_column_without_balance_or_number_has_none() -> None:
    assert balance({"disclosure.rules.issued": 1}, "disclosure", "issued") is None
    assert balance({}, "requests", "total") is None


def test_a_column_is_complete_when_every_cell_of_the_form_is_filled() -> None:
    cells: dict[str, Number] = {
        cell.address: 0
        for cell in EDITION.table("disputes").cells.values()
        if cell.column.name == "review"
    }
    checker = LiveChecker(Report(EDITION, "某局", 2024, {}, cells))
    found = checker.balance_of("disputes", "review")
    assert found is not None
    assert found.complete
    checker.set_cells({"disputes.review.pending": None})
    found = checker.balance_of("disputes", "review")
    assert found is not None
    assert not found.complete


def test_a_column_is_complete_without_the_row_of_the_older_form() -> None:
    cells: dict[str, Number] = {
        cell.address: 1
        for cell in EDITION.table("requests").cells.values()
        if cell.column.name == "business" and not cell.row.optional
    }
    found = balance(cells, "requests", "business")
    assert found is not None
    assert found.complete
