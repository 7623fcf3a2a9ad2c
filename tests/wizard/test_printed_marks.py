"""The numbers of findings in the printed form, as they stand in the list beside it."""

from nianbao.checks.answers import answer_to
from nianbao.checks.checking import check
from nianbao.editions import built_in
from nianbao.report import Number, Report
from nianbao.wizard.printed_marks import printed_marks
from nianbao.writers.terminal import to_terminal

EDITION = built_in().for_year(2024)
CELLS: dict[str, Number] = {
    "upheld": 1,
    "corrected": 1,
    "other_result": 0,
    "pending": 4,
    "total": 2,
}
RULES = ("disputes-total", "required-section", "text-received", "jump")


def test_cells_paragraphs_and_titles_bear_the_number_of_their_finding() -> None:
    text = "（一）主动公开\n全年收到政府信息公开申请17件。\n没有诉讼。"
    cells = {f"disputes.review.{row}": number for row, number in CELLS.items()}
    cells["requests.total.received"] = 95
    report = Report(EDITION, "某局", 2024, {"overview": text}, cells)
    findings = check(report, select=RULES)
    numbers = {finding.rule: number for number, finding in enumerate(findings, 1)}
    printed = to_terminal(report, None, 100, printed_marks(findings, EDITION))
    lines = printed.splitlines()
    assert f"|2!{numbers['disputes-total']}|" in printed.replace(" ", "")
    (paragraph,) = [line for line in lines if "申请17件" in line]
    assert paragraph.endswith(f" ?{numbers['text-received']}")
    problems = EDITION.section("problems").title
    (title,) = [line for line in lines if line.startswith(problems)]
    number = next(n for n, f in enumerate(findings, 1) if f.section == "problems")
    assert title == f"{problems} !{number}"
    assert to_terminal(report, None, 100) == to_terminal(
        report, None, 100, printed_marks((), EDITION)
    )


def test_what_was_explained_bears_none() -> None:
    text = "全年收到政府信息公开申请17件。"
    report = Report(EDITION, "某局", 2024, {"overview": text}, {"requests.total.received": 95})
    (finding,) = check(report, select=["text-received"])
    answer = answer_to(finding, report, "包括上年的")
    explained = Report(EDITION, "某局", 2024, {"overview": text}, report.cells, answers=(answer,))
    marks = printed_marks(check(explained, select=["text-received"]), EDITION)
    assert "?1" in to_terminal(report, None, 80, printed_marks((finding,), EDITION))
    assert "?1" not in to_terminal(explained, None, 80, marks)
