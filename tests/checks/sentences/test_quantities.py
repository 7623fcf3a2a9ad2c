import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.checks.sentences.quantities import chinese_number, quantities
from tests.made_sentences import chinese


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("收到十二件", 12, "件"),
        ("共三百零五件次", 305, "件次"),
        ("两宗", 2, "宗"),
        ("１２３４条", 1234, "条"),
        ("12,345 件", 12345, "件"),
        ("收到\n17 件", 17, "件"),
        ("二〇件", 20, "件"),
        ("一万零二百件", 10200, "件"),
        ("占17.46%", None, "%"),
    ],
)
def test_a_number_is_read_in_every_spelling(text: str, value: int | None, unit: str) -> None:
    (found,) = quantities(text)
    assert found.unit == unit
    assert found.exact
    assert value is None or found.value == value


@pytest.mark.parametrize("text", ["约12件", "3至5件", "12余件", "百余件", "12件以上", "1.2万件"])
def test_a_rounded_number_is_not_exact(text: str) -> None:
    assert not any(found.exact and found.unit for found in quantities(text)[:1])


@pytest.mark.parametrize("text", ["高效办成一件事", "第三条", "一般"])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert [found for found in quantities(text) if found.unit in ("件", "条", "次")] == []


@given(st.integers(0, 9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert chinese_number(chinese(number)) == number


@settings(max_examples=50)
@given(st.text(alphabet="〇零一二两三四五六七八九十百千万件次0１,，. %多余至约\n第", max_size=60))
def test_no_text_makes_it_raise_and_every_place_is_right(text: str) -> None:
    for found in quantities(text):
        assert found.value >= 0
        assert re.match(
            r"[0-9０-９〇零一二两三四五六七八九十百千万]", text[found.start : found.end]
        )
