"""Texts as they are written: headings, paste, names of figures, words replaced."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report.live_figures import name_of, named_figures, with_addresses, with_names
from nianbao.wizard.figure_names import figures_named, opened_before
from nianbao.wizard.finding_words import next_match, replaced_everywhere
from nianbao.wizard.pasted_prose import LONG, pasted_prose
from nianbao.wizard.prose import (
    headings,
    index_of,
    is_heading_alone,
    location_of,
    questions,
    written,
)

EDITION = built_in().for_year(2025)
RECEIVED = "requests.total.received"


def test_headings_are_those_offices_write() -> None:
    text = "（一）主动公开。全年公开\n(二)依申请公开\n正文1.2亿元\n1.目录管理\n  2、审查：先审\n（1）甲\n一、乙\n3.5%"
    assert [(one.line, one.level, one.title) for one in headings(text)] == [
        (0, 0, "（一）主动公开"),
        (1, 0, "(二)依申请公开"),
        (3, 1, "1.目录管理"),
        (4, 1, "2、审查"),
        (5, 1, "（1）甲"),
        (6, 0, "一、乙"),
    ]
    assert is_heading_alone("（一）主动公开")
    assert not is_heading_alone("（一）主动公开。全年公开")


def test_questions_and_headings_over_nothing_are_not_written_yet() -> None:
    text = "（一）公开\n发布3条。\n（二）办理\n【写：多少件】\n（三）管理\n1.审查\n先审后发。\n2.清理\n（四）平台"
    assert written(text) == "（一）公开\n发布3条。\n\n（三）管理\n1.审查\n先审后发。"
    assert list(questions(text)) == [(text.index("【"), text.index("】") + 1)]
    assert written("（一）公开。发布3条。") == "（一）公开。发布3条。"


@given(st.text(alphabet="甲\n", max_size=20), st.integers(0, 20))
def test_a_place_in_a_text_is_found_again(text: str, index: int) -> None:
    index = min(index, len(text))
    assert index_of(text, location_of(text, index)) == index


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("　　第一段。\r\n\r\n　　第二段。\r\n", "第一段。\n第二段。"),
        ("•\t甲项\n·  乙项\n\uf06c\t丙项\n- 丁项", "甲项\n乙项\n丙项\n丁项"),
        ("收到\u200b申请\ufeff  3\u00a0件", "收到申请 3 件"),
        ("公开  信息　　共计", "公开信息共计"),
        ("甲\x0b乙\n— 3 —\n丙", "甲\n乙\n丙"),
        ("半句", "半句"),
        (" ", ""),
    ],
)
def test_what_is_pasted_comes_in_without_its_layout(pasted: str, text: str) -> None:
    assert pasted_prose(pasted).text == text


CUT = """\
（一）主动公开情况
　　全年通过门户网站主动公开政府信息一百二十六条，其中机构职能类三
条、财政信息类十二条、规划计划类四条、政策解读类九条，通过政务新媒体
公开信息八十八条。
— 3 —

　　收到 3 件申请，均在法定期限内答复，申请人提出的问题都由 NIANBAO
SYSTEM 的工作人员逐一作了解释说明，没有因政府信息公开引发的行政复议和
行政诉讼。
1.完善制度机制，加强组织领导，明确责任分工，配齐配强工作人员
2.加强业务培训"""


def test_lines_that_a_page_cut_are_joined_but_no_heading_and_no_item() -> None:
    found = pasted_prose(CUT)
    assert found.text.split("\n") == [
        "（一）主动公开情况",
        CUT.split("\n")[1].strip() + "".join(CUT.split("\n")[2:4]),
        (
            "收到 3 件申请，均在法定期限内答复，申请人提出的问题都由 NIANBAO SYSTEM 的工作人员逐一作了解"
            "释说明，没有因政府信息公开引发的行政复议和行政诉讼。"
        ),
        "1.完善制度机制，加强组织领导，明确责任分工，配齐配强工作人员",
        "2.加强业务培训",
    ]
    assert (found.joined, found.tidied) == (4, 3)
    assert pasted_prose(found.text).text == found.text


@settings(max_examples=60)
@given(
    st.integers(20, 45),
    st.lists(st.text("甲乙丙丁，、", min_size=5, max_size=60), min_size=1, max_size=5),
)
def test_wherever_a_page_cuts_only_ends_of_sentences_stay_ends_of_lines(
    width: int, sentences: list[str]
) -> None:
    text = "。".join([*sentences, ""])
    cut = "\n".join(text[start : start + width] for start in range(0, len(text), width))
    pasted = pasted_prose(cut).text
    assert pasted.replace("\n", "") == text
    assert all(line.endswith("。") for line in pasted.split("\n"))


def test_a_sentence_goes_on_over_a_page_but_not_over_an_empty_line() -> None:
    line = "全年通过门户网站主动公开政府信息一百二十六条并"
    assert pasted_prose(f"{line}\n\n- 4 -\n\n全部按期公开。").text == f"{line}全部按期公开。"
    assert pasted_prose(f"{line}\n\n全部按期公开。").text == f"{line}\n全部按期公开。"
    web = "一" * 200
    assert pasted_prose(f"{web}\n{web}").text == f"{web}\n{web}"


def test_long_paragraphs_are_split_where_sentences_end() -> None:
    sentence = "一" * 199 + "。"
    found = pasted_prose(sentence * 6)
    assert found.text.split("\n") == [sentence * 2] * 3
    assert (found.split, found.too_long) == (1, 0)
    assert pasted_prose("一" * 3001).too_long == 1
    semicolons = ("二" * 299 + "；") * 2
    assert pasted_prose(semicolons).text.count("\n") == 1


@given(st.text(alphabet="甲。；！ \n　-1", max_size=1500))
def test_a_paste_loses_nothing_but_layout_and_is_clean_already(text: str) -> None:
    once = pasted_prose(text).text
    assert not any(line != line.strip() for line in once.split("\n"))
    for character in "甲。；！":
        assert once.count(character) == text.count(character)
    ends = [line for line in once.split("\n") if "。" in line[:-1] or "；" in line[:-1]]
    assert all(len(line) <= LONG or "。" not in line[: LONG // 2] for line in ends)


@pytest.mark.parametrize("query", ["本年新收", "bnxs", "新收 总计", "ｂｎｘｓ", "xs"])
def test_figures_are_found_by_name_and_by_initials(query: str) -> None:
    assert RECEIVED in figures_named(query, EDITION)[:6]
    assert figures_named("bnxs", EDITION)[0] == RECEIVED
    assert figures_named("没有这个", EDITION) == ()
    assert set(figures_named("", EDITION)) == set(EDITION.names.values())


def test_an_open_brace_is_one_that_is_not_closed_yet() -> None:
    assert opened_before("新收{bnx", 6) is not None
    found = opened_before("共｛本年新收·总计＋上年", 12)
    assert found is not None
    assert (found.query, found.start) == ("上年", 10)
    assert opened_before("新收{甲}乙", 6) is None
    assert opened_before("{=本年", 4) is None


@given(st.sampled_from(sorted(EDITION.names)), st.text(alphabet="甲{}=＋ 1\n", max_size=12))
def test_every_figure_has_one_name_that_leads_back_to_it(name: str, around: str) -> None:
    address = EDITION.names[name]
    assert name_of(address, EDITION) == name
    assert address in figures_named(name, EDITION)
    stored = f"{around}\n{{{address}}}{around}"
    shown = with_names(stored, EDITION)
    assert (address,) in [figure.addresses for figure in named_figures(shown, EDITION)]
    assert with_addresses(shown, EDITION) == stored


def test_words_are_replaced_but_never_inside_a_figure() -> None:
    shown = "本年收到{本年新收·总计}件，本年办结。"
    assert replaced_everywhere(shown, "本年", "全年", EDITION) == (
        "全年收到{本年新收·总计}件，全年办结。",
        2,
    )
    assert replaced_everywhere(shown, "{本年新收·总计}", "5", EDITION)[1] == 1
    assert next_match(shown, "本年", 1) == 5
    assert next_match(shown, "收到", 10) == 2
    assert next_match(shown, "没有", 0) is None
