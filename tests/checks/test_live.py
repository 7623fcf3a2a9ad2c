from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.checks.answers import answer_to
from nianbao.checks.carried_figures import carried_figures
from nianbao.checks.catalogue import RULES
from nianbao.checks.checking import check
from nianbao.checks.choice import Choice
from nianbao.checks.finding import Finding
from nianbao.checks.live import LiveChecker
from nianbao.editions import Edition, built_in
from nianbao.report import Number, Report
from tests.generated import filled_cells, reports, texts

Edit = dict[str, Number | None] | tuple[str, str]


def edits(edition: Edition) -> st.SearchStrategy[list[Edit]]:
    cleared = st.lists(st.sampled_from(list(edition.cells)), max_size=4).map(
        lambda addresses: dict.fromkeys(addresses, None)
    )
    cells: st.SearchStrategy[Edit] = st.builds(
        lambda filled, emptied: {**filled, **emptied}, filled_cells(edition, 3), cleared
    )
    # The few cells that last year's report determines would hardly ever be met by chance.
    determined = [
        address
        for figures in carried_figures(edition, edition).values()
        for figure in figures
        for address in figure.headings
    ]
    carried: st.SearchStrategy[Edit] = st.dictionaries(
        st.sampled_from(determined), st.none() | st.integers(0, 3), max_size=2
    )
    sections = st.sampled_from([section.name for section in edition.texts])
    written: st.SearchStrategy[Edit] = st.tuples(sections, texts(edition) | st.just(""))
    return st.lists(cells | carried | written, min_size=1, max_size=8)


BOTH = st.booleans()
NAMES = st.frozensets(st.sampled_from([rule.name for rule in RULES]), max_size=4)


@settings(max_examples=40)
@given(st.data())
def test_after_any_walk_of_edits_the_live_findings_are_those_of_a_full_check(
    data: st.DataObject,
) -> None:
    report = data.draw(reports())
    last_year = data.draw(st.none() | reports(heading=False, answers=False, extra=False))
    choice = data.draw(st.just(Choice()) | st.builds(Choice, NAMES, NAMES))
    checker = LiveChecker(report, last_year, choice)

    def checked() -> tuple[Finding, ...]:
        return check(report, last_year=last_year, select=choice.select, ignore=choice.ignore)

    assert checker.findings == checked()
    for edit in data.draw(edits(report.edition)):
        if data.draw(BOTH) and checker.findings:
            one = answer_to(data.draw(st.sampled_from(checker.findings)), report, "是", last_year)
            report = replace(report, answers=(one,))
            checker.set_answers(report.answers)
            assert checker.findings == checked()
        if isinstance(edit, tuple):
            checker.set_text(*edit)
            report = report.with_text(*edit)
        else:
            checker.set_cells(edit)
            report = report.with_cells(edit)
        assert checker.report == report
        assert checker.findings == checked()


def test_a_change_of_this_year_rechecks_the_figure_it_moves() -> None:
    edition = built_in().for_year(2024)
    documents = "disclosure.normative_documents"
    last = Report(edition, "某局", 2023, {}, {f"{documents}.in_force": 10})
    now = Report(edition, "某局", 2024, {}, {f"{documents}.in_force": 12})
    checker = LiveChecker(now, last)

    def expected() -> list[Number | None]:
        return [finding.expected for finding in checker.findings if finding.rule == "in-force"]

    told = [expected()]
    for change in ({f"{documents}.issued": 3}, {f"{documents}.repealed": 1}):
        checker.set_cells(change)
        told.append(expected())
    assert told == [[10], [13], []]


def test_filling_a_cell_mends_the_text_that_names_it() -> None:
    text = "不予公开{requests.total.refused}件"
    checker = LiveChecker(Report(built_in().for_year(2024), "某局", 2024, {"overview": text}))
    assert "live-figure" in [finding.rule for finding in checker.findings]
    checker.set_cells({"requests.total.refused_state_secret": 0})
    assert "live-figure" not in [finding.rule for finding in checker.findings]


def test_a_cell_that_is_not_of_the_form_is_refused() -> None:
    checker = LiveChecker(Report(built_in().for_year(2024), "某局", 2024))
    with pytest.raises(KeyError):
        checker.set_cells({"requests.total.refused": 1})
    with pytest.raises(KeyError):
        checker.set_text("summary", "一")
