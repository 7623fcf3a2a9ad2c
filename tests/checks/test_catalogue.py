import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import nianbao.editions
from nianbao.checks.catalogue import RULES, Rule, refuse_unknown_rules
from nianbao.checks.checking import check
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.live import LiveChecker
from nianbao.checks.rule import Context, IncompleteRule, rule
from nianbao.editions import Edition, EditionError, built_in
from nianbao.editions.loading import edition_from_toml
from nianbao.report import Report
from nianbao.report.toml_file import read_report

EXAMPLES = Path(__file__).parent / "examples"

every_rule = pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)


def example(name: str) -> tuple[Report, tuple[Finding, ...]]:
    text = read_report((EXAMPLES / name).read_text(encoding="utf-8"), built_in())
    last = text.report.last_year
    last_year = None if last is None else example(last)[0]
    findings = check(text.report, last_year=last_year, places=text, select=[name.partition(".")[0]])
    return text.report, findings


@every_rule
def test_a_rule_tells_all_of_itself(one: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.name)
    assert isinstance(one.severity, Severity)
    assert one.level in range(5)
    for part in (one.title, one.what, one.why, one.source, one.broken, one.kept):
        assert re.search(r"[\u4e00-\u9fff]", part)
    assert not one.title.endswith("。")
    assert one.what.endswith("。")
    assert one.why.endswith("。")


@every_rule
def test_the_example_that_breaks_a_rule_gets_the_exact_messages(one: Rule) -> None:
    _, findings = example(f"{one.name}.toml")
    expected = (EXAMPLES / f"{one.name}.txt").read_text(encoding="utf-8")
    assert "".join(f"{finding.message}\n" for finding in findings) == expected
    for finding in findings:
        assert (finding.rule, finding.title) == (one.name, one.title)
        # What is not there at all has no place.
        if one.name != "required-section":
            assert finding.line is not None
            assert finding.column is not None
            # Words stand where they are written, a cell or a text at the start of its line.
            line = (EXAMPLES / f"{one.name}.toml").read_text("utf-8").split("\n")[finding.line - 1]
            if finding.quote is None:
                assert finding.column == 1
            elif not {"{", "\n"}.intersection(finding.quote + line):
                assert finding.quote.split("\n")[0] in line[finding.column - 1 :]
    assert one.severity in {finding.severity for finding in findings}


@every_rule
def test_the_example_that_keeps_a_rule_has_nothing_to_find(one: Rule) -> None:
    report, findings = example(f"{one.name}.kept.toml")
    assert findings == ()
    assert report.cells


def test_no_example_is_left_without_its_rule() -> None:
    names = {one.name for one in RULES}
    assert {path.name.partition(".")[0] for path in EXAMPLES.iterdir()} == names


def test_rule_names_and_titles_are_unique() -> None:
    assert len({one.name for one in RULES}) == len(RULES)
    assert len({one.title for one in RULES}) == len(RULES)


@pytest.mark.parametrize("edition", built_in().all, ids=lambda edition: edition.name)
def test_every_balance_of_the_built_in_editions_has_its_rule(edition: Edition) -> None:
    named = {
        *(balance.rule for table in edition.tables for balance in table.balances),
        *(carried.rule for table in edition.tables for carried in table.carried),
    }
    assert named <= {one.name for one in RULES}
    refuse_unknown_rules(edition)


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ('rule = "requests-total"', "request-total"),
        ('rule = "requests-total"', "carry-over"),
        ('rule = "carry-over"', "carry-on"),
        ('rule = "carry-over"', "requests-total"),
    ],
)
def test_an_edition_that_names_a_rule_there_is_not_is_a_mistake(known: str, unknown: str) -> None:
    file = Path(nianbao.editions.__file__).parent / "2021.toml"
    text = file.read_text(encoding="utf-8").replace(known, f'rule = "{unknown}"')
    report = Report(edition_from_toml(text, "2021.toml"), "某局", 2024)
    with pytest.raises(EditionError, match=f"^格式“2021”：表“requests”.*“{unknown}”不存在"):
        check(report)
    with pytest.raises(EditionError):
        LiveChecker(report)


def test_a_rule_without_one_of_its_parts_cannot_land() -> None:
    def of_no_source(context: Context) -> Iterator[Finding]:
        """Say nothing of where it comes from.

        标题：某项不符
        程度：错误
        层级：1
        应当：相等。
        原因：不然
            不对。
        违反：一
        符合：二
        """
        return iter(())

    with pytest.raises(IncompleteRule, match="of-no-source: 来源"):
        rule("texts")(of_no_source)
