import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.toml_file import ReportText, read_report
from nianbao.report.toml_writing import report_to_toml

HEAD = 'schema = 1\nedition = "2021"\nreport = { organ = "某局", year = 2024 }\n\n'


def read(narrative: str) -> ReportText:
    return read_report(HEAD + narrative, built_in())


def sign_at(parsed: ReportText, index: int, section: str = "overview") -> str:
    place = parsed.place_in(section, index)
    assert place is not None
    return parsed.text.split("\n")[place[0] - 1][place[1] - 1]


@pytest.mark.parametrize(
    "narrative",
    [
        '[narrative]\noverview = "甲乙丙丁"',
        '[narrative]\noverview = """\n甲乙丙丁"""',
        '[narrative]\r\noverview = """\r\n甲乙丙丁"""',
        "[narrative]\noverview = '''甲乙丙丁'''",
        "[narrative]\npreface = '丙'\noverview = '甲乙丙丁'",
        '[narrative]\noverview = "甲乙\\u0001丙丁"',
        '[narrative]\noverview = """甲乙\\\n     丙丁"""',
        'narrative.overview = "甲乙丙丁"',
        'narrative = { preface = "丙", overview = "甲乙丙丁" }',
    ],
)
def test_a_character_stands_where_it_is_written(narrative: str) -> None:
    parsed = read(narrative)
    assert parsed.report.narrative["overview"] == "甲乙丙丁"
    assert [sign_at(parsed, index) for index in range(4)] == list("甲乙丙丁")
    assert parsed.place_in("overview", 4) is None
    assert parsed.place_in("problems", 0) is None


def test_the_line_of_a_long_text_and_the_place_of_an_escape() -> None:
    parsed = read('[narrative]\noverview = """\n一\n二\\t三\r\n四"""')
    assert parsed.report.narrative["overview"] == "一\n二\t三\n四"
    found = [parsed.place_in("overview", index) for index in range(7)]
    assert found == [(7, 1), (7, 2), (8, 1), (8, 2), (8, 4), (8, 6), (9, 1)]


@settings(max_examples=60)
@given(st.text(alphabet="甲乙\"\\'\n\t {}#=u", min_size=1, max_size=30))
def test_what_nianbao_writes_keeps_every_place(text: str) -> None:
    report = Report(built_in().for_year(2024), "某局", 2024, {"overview": text})
    parsed = read_report(report_to_toml(report), built_in())
    assert parsed.report.narrative["overview"] == text
    for index, sign in enumerate(text):
        place = parsed.place_in("overview", index)
        assert place is not None
        line = f"{parsed.text.split(chr(10))[place[0] - 1]}\n"
        assert line[place[1] - 1] in (sign, "\\")
