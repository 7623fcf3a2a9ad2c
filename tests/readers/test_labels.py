"""A label is found in every spelling that published reports use, and in no other."""

from __future__ import annotations

import pytest

from nianbao.editions import built_in
from nianbao.readers.labels import Likeness, TableLabels, labels_of
from nianbao.readers.sections import Titles


def labels(table: str, edition: str = "2021") -> TableLabels:
    form = built_in().get(edition)
    assert form is not None
    return next(known for known in labels_of(form) if known.table.name == table)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("一、本年新收政府信息公开申请数量", "received"),
        ("（一）予以公开", "granted"),
        ("(一) 予以公开", "granted"),
        ("(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)", "partly_granted"),
        ("1、属于国家秘密", "refused_state_secret"),
        ("1．属于国家秘密", "refused_state_secret"),
        ("1. 属于国家秘密", "refused_state_secret"),
        ("属于国家秘密", "refused_state_secret"),
        ("2.其他法律行政止公开", "refused_prohibited_by_law"),
        ('3.危及"三安全一稳定"', "refused_safety_and_stability"),
        ("3.危及三安全一稳定", "refused_safety_and_stability"),
        ("8.屬於行政查詢事項", "refused_administrative_inquiry"),
        ("1.申请人无正当理由逾期不补正", "closed_not_corrected"),
        ("2.申请人逾期未按收费通知要求缴纳费用", "closed_unpaid"),
        ("3.其他", "closed_other"),
        ("（七）合计", "concluded"),
        ("（七）总 计", "concluded"),
        ("四、结转下年度\n继续办理", "carried_forward"),
    ],
)
def test_a_row_of_the_requests_is_found(text: str, row: str) -> None:
    match = labels("requests").rows.match(text)
    assert match.names == (row,)
    assert match.is_sure


@pytest.mark.parametrize(
    "text", ["其他", "总计", "申请", "本年", "行政处罚", "（三）不予公开", "", "12"]
)
def test_what_is_no_row_of_the_requests_is_not_taken_for_one(text: str) -> None:
    assert not labels("requests").rows.match(text).is_sure


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("制发件数", "issued"),
        ("本年 制发件数", "issued"),
        ("现行有效件数（历史累计）", "in_force"),
        ("现行有效件", "in_force"),
        ("本年收费金额（单位：万元，保留4位小数）", "amount"),
        ("本年收费金额(单位:万元)", "amount"),
    ],
)
def test_a_column_of_the_disclosure_is_found(text: str, column: str) -> None:
    assert labels("disclosure").columns.match(text).names == (column,)


def test_neighbours_of_two_characters_are_not_confused() -> None:
    rows = labels("disclosure").rows
    for text, row in (
        ("行政许可", "licences"),
        ("行政处罚", "penalties"),
        ("行政强制", "coercive_measures"),
    ):
        assert rows.match(text).names == (row,)
    assert rows.match("行政复议").names == ()


def test_a_piece_names_every_label_it_may_be_of() -> None:
    match = labels("requests").rows.match("行政机关不再处理其政府信息公")
    assert match.likeness is Likeness.PIECE
    assert set(match.names) == {"closed_not_corrected", "closed_unpaid"}


def test_pieces_of_labels_are_scraps_and_sentences_are_not() -> None:
    requests = labels("requests")
    for text in ("三、本法提供", "社会法律", "公益服务其他", "年度办", "开申请", "他处理"):
        assert requests.is_scrap(text)
    for text in ("本年收到的申请都已办结。", "注：含上年结转数量。", "无"):
        assert not requests.is_scrap(text)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("一.总体情况", "overview"),
        ("一丶总 体 情 况", "overview"),
        ("一、工作基本情况", "overview"),
        ("第一部分 总体情况", "overview"),
        ("二、行政机关主动公开政府信息情况", "disclosure"),
        ("二、 主动公开政府信息情况（数据准确、要素齐全）", "disclosure"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
        ("七、存在的主要问题及改进情况", "problems"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "problems"),
        ("五、存在的主要问题及整改情况", "problems"),
        ("其他需要报告的事项", "other_matters"),
    ],
)
def test_a_section_is_found_by_its_title(text: str, section: str) -> None:
    assert Titles(built_in().all).section_of(text) == section


@pytest.mark.parametrize(
    "text",
    [
        "(二) 主动公开情况",
        "5.政府信息公开行政复议，行政诉讼情况数量为0。",
        "（二）2025 年工作中存在的主要问题",
        "一是加强领导，确保认识到位。",
        "一、",
        "",
    ],
)
def test_a_heading_inside_a_section_is_no_title(text: str) -> None:
    assert Titles(built_in().all).section_of(text) is None
