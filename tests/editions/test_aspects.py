from pathlib import Path

import pytest

import nianbao.editions
from nianbao.editions import Edition, EditionError, built_in
from nianbao.editions.loading import edition_from_toml
from nianbao.operations import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "西工区金谷园街道办事处2021年.toml"
every_edition = pytest.mark.parametrize("edition", built_in().all, ids=lambda one: one.name)


@every_edition
def test_section_one_is_asked_for_five_aspects_and_a_government_for_a_sixth(
    edition: Edition,
) -> None:
    aspects = edition.section("overview").aspects
    assert [aspect.name for aspect in aspects if aspect.is_asked_of("某市教育局")] == [
        "主动公开",
        "依申请公开",
        "政府信息管理",
        "政府信息公开平台建设",
        "监督保障",
    ]
    assert all(aspect.is_asked_of("某县人民政府") for aspect in aspects)
    assert len(aspects) == 6


@every_edition
def test_an_aspect_is_spoken_of_by_its_own_name_also_over_a_line_break(edition: Edition) -> None:
    for aspect in edition.section("overview").aspects:
        assert aspect.is_spoken_of(f"　{aspect.name}情况")
    (first, *_) = edition.section("overview").aspects
    assert first.is_spoken_of("一是主动\n 公开。")
    assert not first.is_spoken_of("")


def test_a_published_report_speaks_of_all_five_in_other_words() -> None:
    report = read(EXAMPLE)
    text = report.narrative["overview"]
    assert all(aspect.is_spoken_of(text) for aspect in report.edition.section("overview").aspects)


def test_a_pattern_that_is_none_is_a_mistake_with_its_line() -> None:
    file = Path(nianbao.editions.__file__).parent / "2021.toml"
    text = file.read_text(encoding="utf-8").replace('organs = ["人民政府$"]', 'organs = ["("]')
    line = text[: text.index('organs = ["("]')].count("\n") + 1
    with pytest.raises(EditionError, match=f"2021.toml 第{line}行：“\\(”不是有效的正则表达式"):
        edition_from_toml(text, "2021.toml")


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('fees = [\n  "(?:收取', 'fees = [\n  "(?:收取(', "不是有效的正则表达式"),
        ('patterns = ["(?:不予处理)[^#', 'patterns = ["(?:不予处理[^#', "不是有效的正则表达式"),
        ('none = ["(?:无|没有|未有)(?:上年', 'none = ["(?:无|没有|未有(?:上年', "正则表达式"),
        (
            'patterns = ["(?:部分公开)[^#，；：（]{0,14}#"',
            'patterns = ["部分公开"',
            "代表数字的“#”",
        ),
        ('fee_section = "other_matters"', 'fee_section = "others"', "“others”不是本格式的部分"),
        ('rule = "text-received"', 'rule = "text-recieved"', "只能是：text-received、"),
        ('means = "requests.total.declined"', 'means = "requests.total.denied"', "不存在的数据"),
    ],
)
def test_a_mistake_in_the_wording_is_told_with_its_line(good: str, bad: str, said: str) -> None:
    text = (Path(nianbao.editions.__file__).parent / "2021.toml").read_text(encoding="utf-8")
    assert text.count(good) >= 1
    text = text.replace(good, bad, 1)
    line = text[: text.index(bad)].count("\n") + 1
    with pytest.raises(EditionError, match=said) as raised:
        edition_from_toml(text, "我的格式.toml")
    assert raised.value.line == line
    assert "我的格式.toml" in str(raised.value)


@every_edition
def test_the_patterns_of_the_built_in_editions_are_well_formed(edition: Edition) -> None:
    file = Path(nianbao.editions.__file__).parent / f"{edition.name}.toml"
    assert edition_from_toml(file.read_text(encoding="utf-8"), file.name) == edition
