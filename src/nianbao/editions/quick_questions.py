"""The questions of quick filling, and how an edition's file states them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from nianbao.editions.edition_file import Node
from nianbao.editions.sections import Section
from nianbao.editions.tables import Table

QuickAnswer = Literal["zeros", "number", "sentence"]


@dataclass(frozen=True, slots=True)
class QuickQuestion:
    """A question that fills many cells at once where the answer is none."""

    question: str
    section: str
    """The section it is about, where one goes on when the answer is not none."""
    answer: QuickAnswer
    """What an answer writes: zeros into the cells, a number into the one cell, a sentence."""
    cells: tuple[str, ...] = ()
    sentence: str = ""
    """What the section says where there was none, a pattern with `{year}`."""
    if_any: str = ""
    """What it says where there was some, the amounts as questions; such a pattern too."""
    about: str = ""
    """The word that shows the section to speak of it already."""


def quick_questions(
    nodes: Iterable[Node], sections: Iterable[Section], tables: Iterable[Table]
) -> tuple[QuickQuestion, ...]:
    """The questions; a cell whose number is asked for is none of those that zeros fill.

    Raises:
        EditionError: one names a section, row or column that is not there, or is incomplete.
    """
    tables_of = {table.name: table for table in tables}
    known = {
        section.name: tables_of[section.table] if section.table is not None else None
        for section in sections
    }
    questions = [_question(node, known) for node in nodes]
    asked = {cell for q in questions if q.answer == "number" for cell in q.cells}
    return tuple(
        replace(q, cells=tuple(cell for cell in q.cells if cell not in asked))
        if q.answer == "zeros"
        else q
        for q in questions
    )


def _question(node: Node, known: Mapping[str, Table | None]) -> QuickQuestion:
    section = node.text("section")
    if section not in known:
        raise node.mistake(f"“{section}”不存在", "section")
    answer = cast(QuickAnswer, node.choice("answer", ("zeros", "number", "sentence"), "zeros"))
    spoken = answer == "sentence"
    question = QuickQuestion(
        question=node.text("question"),
        section=section,
        answer=answer,
        cells=() if spoken else _cells(node, known[section]),
        sentence=node.text("sentence") if spoken else "",
        if_any=node.text("if_any", "") if spoken else "",
        about=node.text("about") if spoken else "",
    )
    for key, sentence in (("sentence", question.sentence), ("if_any", question.if_any)):
        for part in ("{year}", question.about) if sentence or key == "sentence" else ():
            if spoken and part not in sentence:
                raise node.mistake(f"这句话里要有“{part}”", key)
    if answer == "number" and len(question.cells) != 1:
        raise node.mistake(f"要填数的格应是 1 格，这里是 {len(question.cells)} 格")
    node.close()
    return question


def _cells(node: Node, table: Table | None) -> tuple[str, ...]:
    if table is None:
        raise node.mistake('这一部分没有表，只能用一句话回答（answer = "sentence"）', "section")
    chosen = {}
    for key, names in (
        ("rows", {row for row, _ in table.cells}),
        ("columns", {column for _, column in table.cells}),
    ):
        chosen[key] = node.texts(key) or names
        for name in chosen[key]:
            if name not in names:
                raise node.mistake(f"“{key}”里的“{name}”不存在", key)
    cells = tuple(
        cell.address
        for (row, column), cell in table.cells.items()
        if row in chosen["rows"] and column in chosen["columns"]
    )
    if not cells:
        raise node.mistake("所说的行和列没有相交的格", "rows")
    return cells
