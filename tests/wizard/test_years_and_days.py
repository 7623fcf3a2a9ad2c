"""What is typed for a year or a day, however long."""

import pytest

from nianbao.wizard.years_and_days import read_day, read_year


@pytest.mark.parametrize("typed", ["9999999999-1-1", "2026-1-99999999999999999999", "9" * 5000])
def test_a_huge_number_is_no_day(typed: str) -> None:
    assert read_day(typed) is None


def test_a_huge_number_is_no_year() -> None:
    assert read_year("2" * 5000) is None
