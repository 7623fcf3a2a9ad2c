"""A mistake in an edition's file is told with its place; a user's own file is loaded."""

from importlib import resources
from pathlib import Path

import pytest

from nianbao.editions import EditionError, built_in
from nianbao.editions.loading import edition_from_toml

TEXT = (resources.files("nianbao.editions") / "2021.toml").read_text(encoding="utf-8")


def folder_with(tmp_path: Path, text: str, name: str = "2027.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_file_in_the_settings_folder_is_an_edition_like_the_others(tmp_path: Path) -> None:
    text = TEXT.replace('name = "2021"', 'name = "2027"', 1)
    text = text.replace("first_year = 2021", "first_year = 2027", 1)
    editions = built_in().with_folder(folder_with(tmp_path, text))
    assert editions.names == ("2019", "2021", "2027")
    assert editions.for_year(2027).name == "2027"
    assert editions.for_year(2026).name == "2021"


def test_a_settings_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert built_in().with_folder(tmp_path / "none") == built_in()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('label = "规章"', 'lable = "规章"', "缺少“label”"),
        ('label = "规章"', "label = 3", "“label”应是文字"),
        ('help = "写收取', 'halp = "写收取', "不认识“halp”"),
        ('in_each = "column"', 'in_each = "diagonal"', "只能是：row、column"),
        ('actual = ["concluded"]', 'actual = ["conclude"]', "“conclude”不存在"),
        ('under = ["results"]', 'under = ["result"]', "“result”不存在"),
        ('name = "repealed"', 'name = "issued"', "“issued”出现了两次"),
        ('table = "disputes"', 'table = "dispute"', "“dispute”不存在"),
        ("first_year = 2021", 'first_year = "2021"', "“first_year”应是整数"),
        ('title = "{organ}{year}', 'title = "{organ}', "{organ} 和 {year}"),
        ('section = "requests"', 'section = "request"', "“request”不存在"),
        ('section = "disputes"', 'section = "problems"', "这一部分没有表"),
        ('rows = ["licences", ', 'rows = ["license", ', "“license”不存在"),
        ('columns = ["in_force"]', 'columns = ["in_forces"]', "“in_forces”不存在"),
        ('columns = ["in_force"]', 'columns = ["decisions"]', "没有相交的格"),
        ('columns = ["in_force"]', 'columns = ["in_force", "issued"]', "应是 1 格，这里是 2 格"),
        ('answer = "sentence"', 'answer = "text"', "只能是：zeros、number、sentence"),
        ('sentence = "{year}年', 'sentence = "2025年', "这句话里要有“{year}”"),
        ('if_any = "{year}年', 'if_any = "2025年', "这句话里要有“{year}”"),
        ('sections = ["overview", "requests"]', "sections = []", "至少要有一个部分"),
        ('sections = ["overview", "requests"]', 'sections = ["request"]', "“request”不存在"),
        ('about = "信息处理费"', 'about = "处理费用"', "这句话里要有“处理费用”"),
        ('about = "信息', 'abuot = "信息', "缺少“about”"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    with pytest.raises(EditionError) as caught:
        built_in().with_folder(folder_with(tmp_path, text))
    assert said in str(caught.value)
    assert caught.value.file.endswith("2027.toml")
    assert caught.value.line is not None


def test_an_edition_read_bit_by_bit_is_the_one_read_at_once() -> None:
    for name in ("2019", "2021"):
        text = (resources.files("nianbao.editions") / f"{name}.toml").read_text(encoding="utf-8")
        whole = edition_from_toml(text, f"{name}.toml")
        later = built_in().get(name)
        assert later == whole
        assert later is not None
        assert (later.quick, later.sentences) == (whole.quick, whole.sentences)
        assert later.wording == whole.wording
        assert later.quick
        assert later.sentences
        assert later.wording.phrases


def test_a_file_that_is_not_toml_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"2027\.toml.*不是有效的 TOML"):
        built_in().with_folder(folder_with(tmp_path, "name = “2027”\n"))
