import re

import pytest

from nianbao.editions import Edition, EditionError, built_in
from nianbao.editions.loading import edition_from_toml
from nianbao.report import Report
from nianbao.report.live_figures import figures, fill
from nianbao.report.new_report import filled_with_zeros

EDITIONS = [built_in().for_year(2020), built_in().for_year(2025)]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_every_sentence_speaks_of_figures_or_fees_and_reads_whole(edition: Edition) -> None:
    report = filled_with_zeros(Report(edition, "某局", 2020))
    for sentence in edition.sentences:
        text = sentence.of_year(2020)
        assert text.endswith("。")
        assert all(figure.known for figure in figures(text, edition)), sentence.name
        filled = fill(text, report)
        assert not re.search(r"[{}＿]", filled)
        assert figures(text, edition) or "2020年" in text


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_of_the_sentences_on_one_matter_at_most_one_fits(edition: Edition) -> None:
    def fitting(report: Report) -> list[tuple[str, str]]:
        return [
            (section, sentence.name.partition("（")[0])
            for sentence in edition.sentences
            for section in sentence.sections
            if (sentence.some or sentence.none) and sentence.fits(report.cells)
        ]

    blank = Report(edition, "某局", 2020)
    zero = filled_with_zeros(blank)
    assert fitting(blank) == []
    # What stands before each table can be had as a whole sentence, also where there was nothing.
    assert {section for section, _ in fitting(zero)} >= {"disclosure", "requests", "disputes"}
    for cells in (
        {"requests.total.received": 3},
        {"requests.total.carried_in": 1},
        {"requests.total.received": 3, "requests.total.carried_in": 1},
        {"disputes.review.total": 1},
        {"disputes.direct_litigation.total": 2, "disputes.review.total": 1},
    ):
        found = fitting(zero.with_cells(cells))
        assert len(found) == len(set(found)), cells
        assert ("overview", "收到和办理申请") in found
        assert ("overview", "行政复议和行政诉讼") in found
        assert ("requests", "收到和办理申请") in found
        assert ("disputes", "行政复议和行政诉讼") in found


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_skeletons_are_headings_and_questions_never_prose(edition: Edition) -> None:
    with_text = [section for section in edition.sections if section.table is None]
    assert all(section.skeleton for section in with_text)
    for section in with_text:
        for line in section.skeleton:
            assert re.fullmatch(r"【写：[^【】。]+】|（[一二三四五六]）[^，。]{2,12}", line), line


def test_a_figure_that_is_not_there_is_a_mistake_with_its_place() -> None:
    edition = built_in().for_year(2025)
    text = (
        f"{_source()}\n[[sentences]]\nname = 'x'\nsection = 'overview'\ntext = '{{requests.x}}'\n"
    )
    with pytest.raises(EditionError, match=r"第\d+行：“requests.x”不存在"):
        edition_from_toml(text, "2021.toml")
    with pytest.raises(EditionError, match="“preamble”不存在"):
        edition_from_toml(text.replace("'overview'", "'preamble'"), "2021.toml")
    assert edition_from_toml(_source(), "2021.toml") == edition


def _source() -> str:
    from importlib import resources

    return (resources.files("nianbao.editions") / "2021.toml").read_text(encoding="utf-8")
