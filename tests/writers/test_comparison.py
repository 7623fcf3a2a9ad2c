"""A comparison is told as text, JSON and a page."""

import json

from lxml import html

from nianbao.report import Report
from nianbao.report.comparison import SentenceChange, compare
from nianbao.writers.comparison import Side, comparison_to_json, comparison_to_text
from nianbao.writers.comparison_page import comparison_to_page, marked
from tests.writers.hostile import FORBIDDEN, HOSTILE, all_hostile
from tests.writers.real_reports import busy_report

BEFORE = busy_report().with_text("overview", "甲。收到{requests.total.received}件。")
AFTER = BEFORE.with_text("overview", "甲。收到96件。丁。").with_cells(
    {"requests.total.received": 96, "requests.total.granted": None}
)


def told(before: Report, after: Report) -> tuple[str, str, str]:
    found = compare(before, after)
    sides = Side("/home/somebody/甲.toml", before), Side("-", after)
    writers = (comparison_to_text, comparison_to_json, comparison_to_page)
    text, tree, page = (write(found, *sides) for write in writers)
    return text, tree, page


def test_the_text_has_a_line_a_difference() -> None:
    text, _, _ = told(BEFORE, AFTER)
    assert text.splitlines() == [
        "甲：/home/somebody/甲.toml  淮安市洪泽区人民政府2024年",
        "乙：标准输入  淮安市洪泽区人民政府2024年",
        "",
        "数据：不同 2 格",
        "",
        "三、收到和处理政府信息公开申请情况",
        "  一、本年新收政府信息公开申请数量 / 总计：95 → 96（增加 1）",
        "  （一）予以公开 / 总计：50 → 空白",
        "",
        "文字：不同 2 处",
        "",
        "一、总体情况",
        "- 收到95件。",
        "+ 收到96件。",
        "+ 丁。",
    ]


def test_nothing_different_is_said_in_one_sentence() -> None:
    text, tree, page = told(BEFORE, BEFORE)
    assert text.endswith("\n\n两份年报的数据和文字都相同。\n")
    assert "两份年报的数据和文字都相同。" in page
    assert json.loads(tree)["cells"] == json.loads(tree)["sections"] == []


def test_json_has_both_values_and_the_change() -> None:
    tree = json.loads(told(BEFORE, AFTER)[1])
    assert tree["before"]["organ"] == "淮安市洪泽区人民政府"
    assert tree["cells"] == [
        {
            "cell": "requests.total.received",
            "place": "一、本年新收政府信息公开申请数量 / 总计",
            "before": 95,
            "after": 96,
            "change": 1,
        },
        {
            "cell": "requests.total.granted",
            "place": "（一）予以公开 / 总计",
            "before": 50,
            "after": None,
            "change": None,
        },
    ]
    assert tree["sections"][0]["sentences"][1] == {"before": None, "after": "丁。"}


def test_the_page_marks_what_changed_within_a_sentence_and_names_no_folder() -> None:
    page = told(BEFORE, AFTER)[2]
    assert "<p>甲：收到<del>95</del>件。</p><p>乙：收到<ins>96</ins>件。</p>" in page
    assert "<p>乙：<ins>丁。</ins></p>" in page
    assert "somebody" not in page
    assert marked(SentenceChange("共12,345元。", "共1,234元。")) == (
        "共<del>12,345</del>元。",
        "共<ins>1,234</ins>元。",
    )


def test_hostile_texts_are_text() -> None:
    hostile = all_hostile()
    text, tree, page = told(hostile, BEFORE)
    assert FORBIDDEN.isdisjoint(text)
    assert FORBIDDEN.isdisjoint(page)
    assert json.loads(tree)["before"]["organ"] == hostile.organ
    shown = html.document_fromstring(page)
    assert {str(found.tag) for found in shown.iter()} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "h1",
            "h2",
            "p",
            "br",
            "section",
        ),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "div", "del", "ins"),
    }
    for said in HOSTILE:
        pair = html.fragment_fromstring("".join(marked(SentenceChange(said, f"{said}。"))), "div")
        assert {str(found.tag) for found in pair.iter()} <= {"div", "del", "ins"}


def test_a_files_name_turns_no_line_round() -> None:
    found = compare(BEFORE, AFTER)
    tree = comparison_to_json(found, Side("甲\u202e乙.toml", BEFORE), Side("丙", AFTER))
    assert "\u202e" not in tree
    assert "甲\u202e乙.toml" in json.dumps(json.loads(tree), ensure_ascii=False)
