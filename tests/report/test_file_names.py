"""The name of an exported file is one that every usual file system takes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.file_names import document_name
from tests.writers.hostile import HOSTILE
from tests.writers.real_reports import busy_report


def name_of(organ: str) -> str:
    return document_name(replace(busy_report(), organ=organ), ".docx")


@pytest.mark.parametrize(
    ("organ", "name"),
    [
        ("淮安市洪泽区人民政府", "淮安市洪泽区人民政府2024年政府信息公开工作年度报告.docx"),
        ("", "2024年政府信息公开工作年度报告.docx"),
        ('甲/乙\\丙:丁*戊?"己"<庚>|', "甲乙丙丁戊己庚2024年政府信息公开工作年度报告.docx"),
        ("../../etc", "etc2024年政府信息公开工作年度报告.docx"),
        ("-f", "_-f2024年政府信息公开工作年度报告.docx"),
        ("甲\n乙\u202e", "甲 乙2024年政府信息公开工作年度报告.docx"),
    ],
)
def test_a_file_is_named_by_office_and_year(organ: str, name: str) -> None:
    assert name_of(organ) == name


def test_of_a_long_name_the_office_is_cut() -> None:
    name = name_of("很长的名字" * 40)
    assert 250 <= len(name.encode()) <= 255
    assert name.endswith("很长2024年政府信息公开工作年度报告.docx") or "2024年" in name


@given(st.text(max_size=120) | st.sampled_from(HOSTILE))
def test_any_office_gives_a_name_that_can_be_used(organ: str) -> None:
    name = name_of(organ)
    assert len(name.encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.strip(" .")
    assert not name.startswith("-")
    assert "2024" in name
