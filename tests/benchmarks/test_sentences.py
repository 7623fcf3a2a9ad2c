"""What reading sentences costs, and how well it tells the wrong ones from the right ones."""

from functools import partial
from pathlib import Path
from random import Random

import pytest

from nianbao.checks.checking import check
from nianbao.checks.choice import Choice
from nianbao.checks.finding import Severity
from nianbao.checks.rule import Context
from nianbao.checks.sentences.figures_in_text import text_received
from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.toml_file import read_report
from nianbao.wizard.marked_sentences import marked_sentences
from tests.benchmarks.figures import rounds, seconds, tell
from tests.fresh_sentences import SETS
from tests.made_sentences import HELD_OUT, NEITHER, NONES, TUNED, denials, made

EDITION = built_in().for_year(2025)
REAL = Path(__file__).parents[1] / "data" / "sentences" / "上海市人民政府办公厅2025年.toml"
RULES = ["text-received", "text-results", "text-disputes", "normative-text", "text-none"]
ROUNDS = rounds(60)


def test_how_many_wrong_sentences_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    random = Random(2026)
    others = (*NEITHER, *(pattern for one in SETS for pattern in one.others))
    nones = (*NONES, *(pattern for one in SETS for pattern in one.nones))
    several = {
        f"{len(TUNED)} tuned patterns": made(random, TUNED, ROUNDS),
        f"{len(HELD_OUT)} patterns held out": made(random, HELD_OUT, ROUNDS),
        **{
            f"{len(one.figures)} patterns of the {one.name} fresh set": made(
                random, one.figures, ROUNDS
            )
            for one in SETS
        },
        f"{len(others)} patterns about other figures": made(random, others, ROUNDS),
        f"{len(nones)} patterns of none": denials(random, ROUNDS, nones),
    }
    with capsys.disabled():
        print()
        for name, sentences in several.items():
            hits = alarms = wrong = count = 0
            for one in sentences:
                found = any(
                    finding.severity is Severity.WARNING
                    for finding in check(one.report, select=RULES)
                )
                # A sentence about other figures has no wrong ones, whatever it says.
                is_wrong = not one.is_true and one.pattern not in others
                hits, alarms = hits + (found and is_wrong), alarms + (found and not is_wrong)
                wrong, count = wrong + is_wrong, count + 1
            precision = f"{hits / (hits + alarms):.4f}" if hits + alarms else "no warning"
            recall = f"{hits / wrong:.4f}" if wrong else "nothing to find"
            print(f"{name}: {count} sentences, precision {precision}, recall {recall}")
            assert alarms <= count / 100


def test_reading_a_long_text(capsys: pytest.CaptureFixture[str]) -> None:
    report = read_report(REAL.read_text(encoding="utf-8"), built_in()).report
    text = report.narrative["overview"]
    texts = [
        "".join(f"{n}{text}" for n in range(start, start + 20000 // len(text) + 1))[:20000]
        for start in range(0, 500, 100)
    ]
    reports = [report.with_text("overview", one) for one in texts]
    list(text_received.find(Context(report)))
    with capsys.disabled():
        print()
        measured = [1000 * seconds(partial(check, one, select=RULES)) for one in reports]
        tell("20,000 characters held against the tables", measured, 100)


def test_reading_while_a_long_text_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    report = read_report(REAL.read_text(encoding="utf-8"), built_in()).report
    section = report.edition.section("overview")
    text = (report.narrative["overview"] * 10)[:20000]
    typed = [f"{text[:9000]}{number}件{text[9000:]}" for number in range(6)]
    marked_sentences(text, section, report, report, Choice())
    read = [partial(marked_sentences, one, section, report, report, Choice()) for one in typed]
    with capsys.disabled():
        print()
        tell("20,000 characters read by the editor", [1000 * seconds(one) for one in read], 100)


@pytest.mark.parametrize(
    "words",
    [
        "1件",
        "件",
        "收到申请1件，",
        "其中1件，",
        "1件。",
        "一",
        "012件十",
        "9",
        "。",
        "无，",
        "1\n",
        "{1}",
        "（",
        "2024年，",
    ],
)
def test_nonsense_is_read_in_linear_time(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = words * (200_000 // len(words))
    report = Report(EDITION, "某区教育局", 2025, {"overview": text}, {})
    last = Report(EDITION, "某区教育局", 2024, {"overview": text}, {})
    with capsys.disabled():
        took = [1000 * seconds(lambda: check(report, last_year=last))]
        tell(f"200,000 characters of {words!r}, last year's too", took, 2000)
