"""Quick filling line by line: the questions of the edition, and what is none becomes 0 at once."""

from __future__ import annotations

from nianbao.editions.quick_questions import QuickQuestion
from nianbao.report.typed_numbers import NotANumber, format_number, parse_number
from nianbao.wizard.document import Document
from nianbao.wizard.plain.talk import Command, Given, Talk
from nianbao.wizard.quick_filling import (
    Answer,
    any_by_default,
    fill,
    first_concerned,
    number_by_default,
    open_questions,
)

_TOLD = (
    "快速填报：回答“没有”的，空白格填 0，已填的不改；“有”的留着自己填。"
    "答完一并填入，/撤销 可以还原；/上一题 重新回答，/返回 什么都不填。"
)


def ask_quick(talk: Talk, document: Document) -> str | None:
    """Ask the questions whose answer can still write something, and write all of it as one step.

    Returns:
        The first section in which something is to be filled in by hand, if there is any.

    Raises:
        Given: a command that leads out of it; nothing is filled then.
        Ended: there is nothing more to read; nothing is filled either.
    """
    questions = open_questions(document)
    if not questions:
        talk.say("快速填报的问题都已有内容，没有可填的。")
        return None
    talk.say(_TOLD)
    answered: list[tuple[QuickQuestion, Answer]] = []
    while len(answered) < len(questions):
        question = questions[len(answered)]
        talk.say(f"（{len(answered) + 1}/{len(questions)}）{question.question}")
        try:
            answer = _answer(talk, document, question, answered)
        except Given as given:
            if given.command is not Command.PREVIOUS:
                raise
            del answered[-1:]
        else:
            answered.append((question, answer))
    talk.say(fill(document, answered))
    document.save()
    return first_concerned(document, answered)


def _answer(
    talk: Talk,
    document: Document,
    question: QuickQuestion,
    before: list[tuple[QuickQuestion, Answer]],
) -> Answer:
    if question.answer == "number":
        return _number(talk, document, question, number_by_default(document, question, before))
    proposed = any_by_default(question, document)
    usual = "有" if proposed else "没有"
    chosen = talk.choose(f"回答（直接按回车是“{usual}”）：", ["没有", "有"])
    return proposed if chosen is None else chosen == 1


def _number(talk: Talk, document: Document, question: QuickQuestion, proposed: Answer) -> Answer:
    kind = document.edition.cells[question.cells[0]].kind
    known = "不填就留空" if proposed is None else f"直接按回车是 {format_number(proposed)}"
    while True:
        try:
            typed = parse_number(talk.ask(f"数量（{known}）："), kind)
        except NotANumber as error:
            talk.say(f"! {error.message}")
        else:
            return proposed if typed is None else typed
