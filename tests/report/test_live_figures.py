from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions import Edition, built_in
from nianbao.report import Number, Report
from nianbao.report.live_figures import (
    as_shown,
    figures,
    fill,
    value_of,
    with_addresses,
    with_names,
)
from tests.generated import editions, reports, texts

EDITION = built_in().for_year(2024)
CELLS: dict[str, Number] = {
    "requests.total.received": 12,
    "requests.total.carried_in": 0,
    "requests.total.refused_state_secret": 1,
    "requests.total.closed": 2,
    "requests.total.closed_other": 3,
    "disclosure.fees.amount": Decimal("12.5000"),
}
REPORT = Report(EDITION, "某局", 2024, {}, CELLS)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("共{requests.total.received}件", "共12件"),
        ("{requests.total.received + requests.total.carried_in}", "12"),
        ("{ requests.total.received+requests.total.refused }", "13"),
        ("收费{disclosure.fees.amount}万元", "收费12.5万元"),
        ("{disclosure.fees.amount+requests.total.received}", "24.5"),
        ("{requests.total.refused}件", "1件"),
        ("{requests.total.closed_in_all}件", "5件"),
        ("{requests.total.declined}件", "＿＿件"),
        ("{requests.total.granted}件", "＿＿件"),
        ("{requests.total.received + requests.total.granted}", "＿＿"),
        ("{requests.total.recieved}", "{requests.total.recieved}"),
        ("{甲}{}{{requests.total.received}}{", "{甲}{}{12}{"),
        ("requests.total.received", "requests.total.received"),
        ("{requests.total.\nreceived}", "{requests.total.\nreceived}"),
    ],
)
def test_a_figure_is_filled_in_as_the_file_has_its_number(text: str, filled: str) -> None:
    assert fill(text, REPORT) == filled


def test_figures_are_told_with_their_place_and_their_value() -> None:
    text = "甲{requests.total.received}乙{你好}{requests.total.received+disputes.review.total}"
    first, second = figures(text, EDITION)
    assert text[first.start : first.end] == first.source == "{requests.total.received}"
    assert first.known
    assert value_of(first, REPORT) == 12
    assert second.addresses == ("requests.total.received", "disputes.review.total")
    assert value_of(second, REPORT) is None


@pytest.mark.parametrize(
    ("source", "wrong", "nearest"),
    [
        ("{requests.total.recieved}", "requests.total.recieved", "requests.total.received"),
        ("{requests.received.total}", "requests.received.total", "requests.total.received"),
        ("{requests.total.refuse}", "requests.total.refuse", "requests.total.refused"),
        (
            "{requests.total.received + requests.totl.granted}",
            "requests.totl.granted",
            "requests.total.granted",
        ),
        ("{disputes.}", "disputes.", None),
        ("{disclosure.rules}", "disclosure.rules", None),
        ("{requests.total.received + }", "", None),
    ],
)
def test_braces_that_begin_like_an_address_and_name_nothing_are_a_mistake(
    source: str, wrong: str, nearest: str | None
) -> None:
    (figure,) = figures(source, EDITION)
    assert not figure.known
    assert (figure.wrong, figure.nearest, figure.addresses) == (wrong, nearest, ())


@pytest.mark.parametrize("text", ["{}", "{requests}", "{你好.a}", "{narrative.overview}", "{a.b}"])
def test_other_braces_are_text(text: str) -> None:
    assert figures(text, EDITION) == ()
    assert fill(text, REPORT) == text


def test_figures_are_shown_for_editing_by_their_names() -> None:
    text = "共{requests.total.received}件，合计{requests.total.received + requests.total.refused}"
    shown = "共{本年新收·总计}件，合计{本年新收·总计 + 不予公开·总计}"
    assert with_names(text, EDITION) == shown
    assert with_addresses(shown, EDITION) == text


def test_a_full_width_plus_is_taken_for_a_plus() -> None:
    typed = "{本年新收·总计＋上年结转·总计}"
    assert with_addresses(typed, EDITION) == "{requests.total.received+requests.total.carried_in}"


def test_braces_that_hold_a_name_as_text_stay_text() -> None:
    assert with_names("{本年新收·总计}", EDITION) == "{=本年新收·总计}"
    assert with_addresses("{=本年新收·总计}", EDITION) == "{本年新收·总计}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("共｛本年新收·总计｝件", "共{本年新收·总计}件"),
        ("{本年新收·总计｝、｛上年结转·总计}", "{本年新收·总计}、{上年结转·总计}"),
        ("｛本年新收·总计＋上年结转·总计｝", "{本年新收·总计+上年结转·总计}"),
        ("{requests.total.received}", "{本年新收·总计}"),
        (
            "{requests.total.received + requests.total.carried_in}",
            "{本年新收·总计 + 上年结转·总计}",
        ),
        ("{本年新收·总计}", "{本年新收·总计}"),
        ("{=本年新收·总计}", "{=本年新收·总计}"),
        ("｛没有这个｝{requests.total.recieved}{甲}", "｛没有这个｝{requests.total.recieved}{甲}"),
    ],
)
def test_wide_braces_and_addresses_are_taken_for_the_figure_they_mean(
    typed: str, shown: str
) -> None:
    assert as_shown(typed, EDITION) == shown
    assert as_shown(shown, EDITION) == shown


@given(st.data())
def test_what_is_shown_for_editing_gives_the_same_text_back(data: st.DataObject) -> None:
    edition = data.draw(editions())
    text = data.draw(texts(edition) | braces(edition))
    assert with_addresses(with_names(text, edition), edition) == text


@given(st.data())
def test_what_is_typed_by_name_is_shown_by_name_again(data: st.DataObject) -> None:
    edition = data.draw(editions())
    names = st.sampled_from(list(edition.names))
    shown = data.draw(st.lists(names, min_size=1, max_size=3).map(" + ".join).map("{{{}}}".format))
    text = with_addresses(shown, edition)
    assert all(figure.known for figure in figures(text, edition))
    assert with_names(text, edition) == shown


@given(reports())
def test_filling_leaves_no_known_figure_and_changes_nothing_else(report: Report) -> None:
    for text in report.narrative.values():
        found = figures(text, report.edition)
        if not any(figure.known for figure in found):
            assert fill(text, report) == text
        for figure in found:
            assert (figure.source in fill(text, report)) == (not figure.known)


def braces(edition: Edition) -> st.SearchStrategy[str]:
    pieces = st.sampled_from(
        [*"{}=+＋ \n", *list(edition.names)[:3], *list(edition.cells)[:3], *edition.groups][:20]
    )
    return st.lists(pieces, max_size=14).map("".join)
