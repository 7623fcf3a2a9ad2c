"""What quick filling asks about a report, what it proposes, and what the answers write."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.editions.quick_questions import QuickQuestion
from nianbao.report import Number, Report
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.document import Document
from nianbao.wizard.proposals import filling, proposals
from nianbao.wizard.quick_sentence import is_answered, speaks_of_some, with_answer

Answer = bool | Number | None
"""Whether there was any; or the number asked for, None to leave it blank."""
Answered = Sequence[tuple[QuickQuestion, Answer]]


def open_questions(document: Document) -> tuple[QuickQuestion, ...]:
    """The questions whose answer can still write something."""
    if not document.writable:
        return ()
    return tuple(question for question in document.edition.quick if _is_open(question, document))


def any_by_default(question: QuickQuestion, document: Document) -> bool:
    """The answer to propose: whether this report, or last year's, speaks of any."""
    reports = [r for r in (document.report, document.last_year) if r is not None]
    if question.answer == "sentence":
        return any(speaks_of_some(question, report) for report in reports[1:])
    return any(report.cells.get(address) for report in reports for address in question.cells)


def number_by_default(
    document: Document, question: QuickQuestion, before: Answered
) -> Number | None:
    """The number to propose: what last year's report settles, with the answers given before."""
    proposal = proposals(document.report, document.last_year).get(question.cells[0])
    if proposal is None:
        return None
    zeros = document.blanks(_zeros(before))
    filled = filling(document.report, document.last_year, zeros).values
    return proposal.value({**document.report.cells, **filled})


def fill(document: Document, answered: Answered) -> str:
    """Write what the answers say, as one step; gives the line that tells of it."""
    before = document.report
    numbers = {
        question.cells[0]: answer
        for question, answer in answered
        if question.answer == "number" and answer is not None
    }
    texts = {
        question.section: with_answer(question, before, document.last_year, some=bool(answer))
        for question, answer in answered
        if question.answer == "sentence"
    }
    changed = {name: text for name, text in texts.items() if text != before.narrative.get(name, "")}
    document.fill_in(_zeros(answered), numbers, changed)
    return _told(before, document.report)


def first_concerned(document: Document, answered: Answered) -> str | None:
    """The first section in which there is something to fill in by hand."""
    concerned = {question.section for question, answer in answered if answer is True}
    return next((s.name for s in document.edition.sections if s.name in concerned), None)


def _zeros(answered: Answered) -> list[str]:
    return [
        address
        for question, answer in answered
        if question.answer == "zeros" and answer is False
        for address in question.cells
    ]


def _is_open(question: QuickQuestion, document: Document) -> bool:
    if question.answer == "sentence":
        return not is_answered(question, document.report, document.last_year)
    return bool(document.blanks(question.cells))


def _told(before: Report, after: Report) -> str:
    values = [after.cells[address] for address in after.cells.keys() - before.cells.keys()]
    zeros = values.count(0)
    said = [f"已填 0：{zeros} 格"] if zeros else []
    if others := [value for value in values if value != 0]:
        said.append(f"另填 {len(others)} 格（{'、'.join(map(format_number, sorted(others)))}）")
    for section in after.edition.texts:
        added = _added(
            before.narrative.get(section.name, ""), after.narrative.get(section.name, "")
        )
        said += [f"已写“{sentence}”" for sentence in added]
    return f"{'；'.join(said)}；请核对。" if said else "没有填写，各格保持原样。"


def _added(before: str, after: str) -> list[str]:
    known = set(before.splitlines())
    return [line for line in after.splitlines() if line not in known]
