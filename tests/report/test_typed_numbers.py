from decimal import Decimal

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.toml_sanity import refuse_insane
from nianbao.report.typed_numbers import Kind, NotANumber, format_number, parse_number

kinds = st.sampled_from(["whole", "signed", "amount"])


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("  12　", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("1,234,567", 1234567),
        ("12件", 12),
        ("12 件", 12),
        ("１２　条", 12),
        ("3次", 3),
        ("3宗", 3),
        ("3+4", 7),
        ("３＋４", 7),
        (" 3 + 4 + 1,000件", 1007),
        ("0", 0),
        ("007", 7),
        ("999999999999999", 999999999999999),
    ],
)
def test_counts_as_people_type_them(typed: str, number: int) -> None:
    assert parse_number(typed, "whole") == number
    assert type(parse_number(typed, "whole")) is int


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+2", 2),
        ("-1", -1),
        ("－１", -1),
        ("−1", -1),
        ("＋2", 2),
        ("增2", 2),
        ("减1", -1),
        ("增加 2 件", 2),
        ("减少1件", -1),
        ("2", 2),
        ("-0", 0),
        ("-3+4", 1),
    ],
)
def test_changes_go_up_and_down(typed: str, number: int) -> None:
    assert parse_number(typed, "signed") == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("25.1", "25.1"),
        ("0。5", "0.5"),
        ("０．５", "0.5"),
        ("12万元", "12"),
        ("1,234.5678 万元", "1234.5678"),
        ("0.1+0.2", "0.3"),
        ("25.10", "25.10"),
    ],
)
def test_amounts_are_exact(typed: str, number: str) -> None:
    amount = parse_number(typed, "amount")
    assert isinstance(amount, Decimal)
    assert amount == Decimal(number)


@given(st.text(" \t\u3000\u00a0\n"), kinds)
def test_blank_is_not_zero(typed: str, kind: Kind) -> None:
    assert parse_number(typed, kind) is None


def refusal(typed: str, kind: Kind) -> str:
    with pytest.raises(NotANumber) as caught:
        parse_number(typed, kind)
    return caught.value.message


@pytest.mark.parametrize(
    "typed",
    ["-3", "2.5", "12.0", "1,23", "1,2345", "12,", "1 234", "3+", "+3", "3++4", "a", "①", "٣", "1e3",
     "0x1f", "nan", "inf", "1_000", "3-1", "3*4", "=3", "十二", "２．５", "12%"],
)  # fmt: skip
def test_what_is_no_count_is_told_what_belongs_here(typed: str) -> None:
    assert refusal(typed, "whole") == f"读到“{typed}”，这里应填不小于 0 的整数，如 12。"


@pytest.mark.parametrize(
    ("typed", "kind", "message"),
    [
        ("-0.5", "amount", "读到“-0.5”，这里应填不小于 0 的金额（万元，最多 4 位小数），如 25.1。"),
        ("0.12345", "amount", "读到“0.12345”，这里应填不小于 0 的金额（万元，最多 4 位小数），如 25.1。"),
        ("251000元", "amount", "读到“251000元”，这里的单位是万元，251000元即25.1万元。"),
        ("0.5亿元", "amount", "读到“0.5亿元”，这里的单位是万元，0.5亿元即5000万元。"),
        ("12万", "amount", "读到“12万”，单位“万”不适用，这里的单位是万元，如 25.1。"),
        ("3件", "amount", "读到“3件”，单位“件”不适用，这里的单位是万元，如 25.1。"),
        ("3个", "whole", "读到“3个”，单位“个”不适用，这里按件计，只填数字即可，如 12。"),
        ("3万元", "whole", "读到“3万元”，单位“万元”不适用，这里按件计，只填数字即可，如 12。"),
        ("增", "signed", "读到“增”，这里应填增减的整数，如 2（增加）、-1（减少），没有变化填 0。"),
        ("2-1", "signed", "读到“2-1”，这里应填增减的整数，如 2（增加）、-1（减少），没有变化填 0。"),
        ("1.5", "signed", "读到“1.5”，这里应填增减的整数，如 2（增加）、-1（减少），没有变化填 0。"),
        ("1234567890123456", "whole", "读到“1234567890123456”，数字太大，最多 15 位，请核对。"),
        ("123456789012.1234", "amount", "读到“123456789012.1234”，数字太大，最多 15 位，请核对。"),
        ("999999999999999+1", "whole", "读到“999999999999999+1”，数字太大，最多 15 位，请核对。"),
        ("第\x1b[31m一\n行" + "长" * 30, "whole",
         "读到“第 [31m一 行长长长长长长长长长长长…”，这里应填不小于 0 的整数，如 12。"),
    ],
)  # fmt: skip
def test_the_message_says_what_was_read_and_what_to_do(
    typed: str, kind: Kind, message: str
) -> None:
    assert refusal(typed, kind) == message


@given(st.text() | st.text("0123456789.,+-件万元 ，。１"), kinds)
def test_anything_is_a_number_the_file_can_hold_or_refused_in_one_line(
    typed: str, kind: Kind
) -> None:
    try:
        number = parse_number(typed, kind)
    except NotANumber as error:
        message = error.message
    else:
        message = "读到。"
        if number is not None:
            assert kind == "signed" or number >= 0
            refuse_insane(tomli_w.dumps({"a": number}))
            assert parse_number(format_number(number), kind) == number
    assert message.startswith("读到")
    assert message.endswith("。")
    assert message.isprintable()


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_a_sum_is_the_sum_of_its_parts(parts: list[int]) -> None:
    assert parse_number("+".join(f"{part:,}" for part in parts), "whole") == sum(parts)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (12, "12"),
        (-3, "-3"),
        (Decimal("25.1000"), "25.1"),
        (Decimal("25.0"), "25"),
        (Decimal(100), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0001"), "0.0001"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.00"), "0"),
    ],
)
def test_numbers_are_shown_plain(number: int | Decimal, text: str) -> None:
    assert format_number(number) == text
