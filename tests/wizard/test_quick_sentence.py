"""However last year's text spoke of fees: after the answer this year's says it once, and rightly."""

import pytest

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.new_report import started_from
from nianbao.wizard.quick_sentence import is_answered, with_answer

EDITION = built_in().for_year(2025)
QUESTION = next(question for question in EDITION.quick if question.answer == "sentence")
NONE = QUESTION.sentence.format(year=2025)
SOME = QUESTION.if_any.format(year=2025)


def answered(last_years: str, *, some: bool) -> str:
    last = Report(EDITION, "某局", 2024).with_text(QUESTION.section, last_years)
    report = started_from(last, EDITION, "某局", 2025)
    assert not is_answered(QUESTION, report, last)
    return with_answer(QUESTION, report, last, some=some)


@pytest.mark.parametrize(
    ("last_years", "none", "some"),
    [
        ("", NONE, SOME),
        ("无其他事项。", f"{NONE}\n无其他事项。", f"{SOME}\n无其他事项。"),
        ("2024年未收取信息处理费。", NONE, SOME),
        (
            "2024年，我局未收取信息处理费，无其他事项。",
            "2025年，我局未收取信息处理费，无其他事项。",
            f"{SOME}无其他事项。",
        ),
        (
            "（一）信息处理费收取情况。本年度信息处理费为0元。",
            "（一）信息处理费收取情况。本年度信息处理费为0元。",
            f"（一）信息处理费收取情况。{SOME}",
        ),
        (
            "收取信息处理费300元。\n无其他事项。",
            f"{NONE}\n无其他事项。",
            "收取信息处理费300元。\n无其他事项。",
        ),
        (
            "发出通知2件。收取信息处理费300元；其中1件信息处理费100元。",
            f"发出通知2件。{NONE}",
            "发出通知2件。收取信息处理费300元；其中1件信息处理费100元。",
        ),
        (
            "按照《信息处理费管理办法》，1人逾期未缴信息处理费30元。",
            NONE,
            "按照《信息处理费管理办法》，1人逾期未缴信息处理费30元。",
        ),
        (
            "（一）信息处理费\n（二）其他\n无。",
            f"（一）信息处理费\n{NONE}\n（二）其他\n无。",
            f"（一）信息处理费\n{SOME}\n（二）其他\n无。",
        ),
        (
            "严格执行《信息处理费管理办法》。",
            f"{NONE}\n严格执行《信息处理费管理办法》。",
            f"{SOME}\n严格执行《信息处理费管理办法》。",
        ),
    ],
)
def test_last_years_words_stay_where_they_agree_and_else_give_way(
    last_years: str, none: str, some: str
) -> None:
    assert answered(last_years, some=False) == none
    assert answered(last_years, some=True) == some


def test_what_was_written_this_year_is_an_answer_and_never_touched() -> None:
    last = Report(EDITION, "某局", 2024).with_text(QUESTION.section, "未收取信息处理费。")
    report = Report(EDITION, "某局", 2025).with_text(QUESTION.section, "今年收取信息处理费9元。")
    assert is_answered(QUESTION, report, last)
    for text in (NONE, SOME):
        assert is_answered(QUESTION, report.with_text(QUESTION.section, text), last)
    heading = report.with_text(QUESTION.section, "（一）信息处理费收取情况")
    assert not is_answered(QUESTION, heading, last)


@pytest.mark.parametrize("some", [True, False])
def test_answering_twice_changes_nothing_more(some: bool) -> None:
    for last_years in (
        "",
        "2024年未收取信息处理费。",
        "收取信息处理费300元。",
        "（一）信息处理费\n无。",
    ):
        last = Report(EDITION, "某局", 2024).with_text(QUESTION.section, last_years)
        report = started_from(last, EDITION, "某局", 2025)
        once = with_answer(QUESTION, report, last, some=some)
        again = report.with_text(QUESTION.section, once)
        assert with_answer(QUESTION, again, last, some=some) == once
