"""Quick filling: a few questions, and what is none becomes 0 everywhere at once."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, OptionList

from nianbao.editions.quick_questions import QuickQuestion
from nianbao.report.typed_numbers import NotANumber, format_number, parse_number
from nianbao.wizard.document import Document
from nianbao.wizard.field import Entry, Field
from nianbao.wizard.menu import Menu, numbered
from nianbao.wizard.messages import QuickAnswered
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.quick_filling import (
    Answer,
    any_by_default,
    fill,
    first_concerned,
    number_by_default,
    open_questions,
)
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.styles import stylesheet

NONE, SOME = "none", "some"


class NumberEntry(Entry):
    """The number that answers a question: Enter goes on to the next."""

    BINDINGS = [Binding("enter", "submit", "下一题", id="choose", tooltip="采用这个数，到下一题")]


class Quick(DocumentScreen):
    """One question after another; nothing is filled before the last one is answered."""

    CSS = stylesheet("screens/quick.tcss")
    BINDINGS = [
        Binding("escape", "back", "不填，返回", id="back", tooltip="什么都不填，回到总览"),
        Binding(
            "pageup",
            "previous",
            "上一题",
            id="previous_question",
            tooltip="回到上一题，重新回答",
            priority=True,
        ),
    ]
    menu = getters.query_one(Menu)

    def __init__(self, document: Document) -> None:
        super().__init__(document, "快速填报")
        self._questions = open_questions(document)
        self._answers: list[Answer] = []

    def body(self) -> ComposeResult:
        """The question, the ways to answer it, and below what was answered."""
        yield Paragraph(id="question")
        yield Menu(numbered([(NONE, "没有"), (SOME, "有")]))
        yield Field("数量", entry=NumberEntry, id="number")
        yield Paragraph(
            "回答“没有”的，空白格填 0，已填的不改；“有”的留着自己填。答完一并填入，可以撤销。",
            id="about",
        )
        yield Paragraph(id="answered")

    def help_here(self) -> tuple[str, str]:
        """What an answer does."""
        return "快速填报", (
            "按数字回答，或按 Enter 采用光标所在的回答（按上年年报预选）；<previous_question> 回到上一题。\n"
            "“没有”：相关的空白格填 0，能按上年年报推算的格填推算的数；已填的数字不改。\n"
            "“有”：不动相关的格，答完后转到那一部分。\n"
            "答完最后一题才一并填入，按一次撤销就全部还原；Esc 返回，什么都不填。"
        )

    def on_mount(self) -> None:
        """Ask the first question."""
        self._ask()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way to a question before the first."""
        if action == "previous":
            return bool(self._answers)
        return super().check_action(action, parameters)

    def action_previous(self) -> None:
        """Ask the question before again."""
        self._answers.pop()
        self._ask()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer."""
        event.stop()
        if self._question is not None and self._question.answer != "number":
            self._answer(event.option_id == SOME)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the number; nothing typed means the one proposed."""
        event.stop()
        question = self._question
        if question is None or question.answer != "number":
            return
        field = self.query_one(Field)
        try:
            typed = parse_number(field.value, self.document.edition.cells[question.cells[0]].kind)
        except NotANumber as error:
            field.say(f"! {error.message}")
            return
        self._answer(self._proposed(question) if typed is None else typed)

    @property
    def _question(self) -> QuickQuestion | None:
        asked = len(self._answers)
        return self._questions[asked] if asked < len(self._questions) else None

    @property
    def _answered(self) -> list[tuple[QuickQuestion, Answer]]:
        return list(zip(self._questions, self._answers, strict=False))

    def _proposed(self, question: QuickQuestion) -> Answer:
        return number_by_default(self.document, question, self._answered)

    def _answer(self, answer: Answer) -> None:
        self._answers.append(answer)
        if self._question is not None:
            self._ask()
            return
        said = fill(self.document, self._answered)
        self.app.notify(said, timeout=10)
        self.post_message(QuickAnswered(first_concerned(self.document, self._answered)))

    def _ask(self) -> None:
        question = self._question
        if question is None:
            return
        number = f"{len(self._answers) + 1}/{len(self._questions)}"
        self.query_one("#question", Paragraph).say(f"{number}  {question.question}")
        self.query_one("#answered", Paragraph).say(self._so_far())
        counted = question.answer == "number"
        field = self.query_one(Field)
        self.menu.display, field.display = not counted, counted
        if counted:
            self._ask_number(question, field)
        else:
            self.menu.choose(SOME if any_by_default(question, self.document) else NONE)
            self.menu.focus()
        self.refresh_bindings()

    def _ask_number(self, question: QuickQuestion, field: Field) -> None:
        proposed = self._proposed(question)
        field.value = ""
        known = "" if proposed is None else format_number(proposed)
        field.entry.placeholder = known
        said = f"按上年年报是 {known}，按 Enter 采用，或输入别的数" if known else "不填就留空"
        field.say(said)
        field.entry.focus()

    def _so_far(self) -> str:
        return "\n".join(f"{q.question}  {_shown(answer)}" for q, answer in self._answered)


def _shown(answer: Answer) -> str:
    if answer is None:
        return "留空"
    if isinstance(answer, bool):
        return "有" if answer else "没有"
    return format_number(answer)
