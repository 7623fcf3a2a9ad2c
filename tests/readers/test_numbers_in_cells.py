"""What stands in a cell is read as the number it is, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions.tables import Kind
from nianbao.readers.numbers_in_cells import looks_like_a_value, read_number
from nianbao.report import Number


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", "whole", 12),
        ("１２", "whole", 12),
        ("1,234", "whole", 1234),
        ("1，234", "whole", 1234),
        ("12件", "whole", 12),
        ("12 件", "whole", 12),
        ("22（其中修订 16 件）", "whole", 22),
        ("251000元", "amount", Decimal("25.1")),
        ("12.5万元", "amount", Decimal("12.5")),
        ("0.0000", "amount", 0),
        ("+2", "signed", 2),
        ("增2", "signed", 2),
        ("减1", "signed", -1),
        ("-1", "signed", -1),
        ("－1", "signed", -1),
    ],
)
def test_a_number_is_read(text: str, kind: Kind, value: Number) -> None:
    assert looks_like_a_value(text)
    assert read_number(text, kind).value == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-3", "whole"),
        ("2.5", "whole"),
        ("+2", "whole"),
        ("--2", "signed"),
        ("1 18", "whole"),
        ("无", "whole"),
        ("1.23456", "amount"),
        ("-1.5", "amount"),
        ("1234567890123456", "whole"),
        ("1元", "amount"),
    ],
)
def test_what_the_cell_may_not_hold_is_not_read(text: str, kind: Kind) -> None:
    reading = read_number(text, kind)
    assert reading.value is None or reading.in_yuan
    assert not reading.dash


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "－", "／"])
def test_a_dash_is_a_blank_cell(text: str) -> None:
    assert looks_like_a_value(text)
    assert read_number(text, "whole").dash


@pytest.mark.parametrize(
    "text", ["1.属于国家秘密", "（一）", "一", "规章", "", "第 3 项", "2025 年"]
)
def test_a_label_is_no_value(text: str) -> None:
    assert not looks_like_a_value(text)


@given(st.text(max_size=12), st.sampled_from(["whole", "signed", "amount"]))
def test_any_text_is_read_or_not(text: str, kind: Kind) -> None:
    value = read_number(text, kind).value
    assert value is None or (kind == "signed" or value >= 0)
