"""Edition files read into the model."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nianbao.editions.edition_file import EditionError, EditionText, Node
from nianbao.editions.model import Edition
from nianbao.editions.sections import Aspect, Deadline, Section
from nianbao.editions.table_loading import table_of

if TYPE_CHECKING:
    from nianbao.editions.phrases import Wording
    from nianbao.editions.quick_questions import QuickQuestion
    from nianbao.editions.standard_text import StandardSentence


_BEGINS_LATER = "\n[[quick]]\n"
"""Where in a built-in edition's text the parts begin that most work does not need."""


def edition_from_toml(text: str, file: str, *, is_built_in: bool = False) -> Edition:
    """The edition that a file's text states.

    Args:
        text: the text.
        file: the file's name, for messages.
        is_built_in: whether it comes with nianbao: then what not every work needs is read when it
            is asked for, and a mistake in that would be raised only there.

    Raises:
        EditionError: the text is not TOML, or states no complete form.
    """
    source = EditionText(text, file, is_built_in)
    if is_built_in:
        first, mark, later = text.partition(_BEGINS_LATER)
        return _edition(Node(tomllib.loads(first), (), source), _Later(mark + later, source))
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise EditionError(f"不是有效的 TOML：{error}", file) from error
    rest: dict[str, Any] = {
        key: data.pop(key) for key in ("quick", "sentences", "wording") if key in data
    }
    edition = _edition(Node(data, (), source), _Later(rest, source))
    _ = edition.quick, edition.sentences, edition.wording
    return edition


class _Later:
    """The parts of an edition's file that are read when they are asked for."""

    def __init__(self, stated: str | dict[str, Any], source: EditionText) -> None:
        """`stated` is their text, or what it was parsed into."""
        self._stated, self._source = stated, source

    @cached_property
    def _node(self) -> Node:
        stated = self._stated
        return Node(tomllib.loads(stated) if isinstance(stated, str) else stated, (), self._source)

    def quick(self, edition: Edition) -> tuple[QuickQuestion, ...]:
        from nianbao.editions.quick_questions import quick_questions

        return quick_questions(self._node.nodes("quick"), edition.sections, edition.tables)

    def sentences(self, edition: Edition) -> tuple[StandardSentence, ...]:
        from nianbao.editions.standard_text import standard_sentences

        nodes = self._node.nodes("sentences")
        sections = [section.name for section in edition.texts]
        return standard_sentences(nodes, sections, *_figures(edition))

    def wording(self, edition: Edition) -> Wording:
        from nianbao.editions.phrases import NO_WORDING, wording

        if not self._node.has("wording"):
            return NO_WORDING
        sections = [section.name for section in edition.texts]
        return wording(self._node.node("wording"), *_figures(edition), sections)


def _figures(edition: Edition) -> tuple[Collection[str], Mapping[str, tuple[str, ...]]]:
    """The addresses of all cells, and the cells of each group by its address."""
    return edition.cells, {address: group.cells for address, group in edition.groups.items()}


def _edition(node: Node, later: _Later) -> Edition:
    edition = Edition(
        name=node.text("name"),
        notice=node.text("notice"),
        called=node.text("called"),
        first_year=node.number("first_year"),
        last_year=node.optional_number("last_year"),
        title=node.text("title"),
        title_variants=node.texts("title_variants"),
        earlier_notices=node.texts("earlier_notices"),
        placeholders=node.patterns("placeholders"),
        deadlines=tuple(map(_deadline, node.nodes("deadlines"))),
        preface=_section(node.node("preface")),
        sections=tuple(map(_section, node.nodes("sections"))),
        tables=tuple(map(table_of, node.nodes("tables"))),
        later=later,
    )
    node.close()
    for pattern in (edition.title, *edition.title_variants):
        if "{organ}" not in pattern or "{year}" not in pattern:
            raise node.mistake("标题的样式里要有 {organ} 和 {year}", "title")
    named = [table.name for table in edition.tables]
    for section in edition.sections:
        if section.table is not None and section.table not in named:
            raise node.mistake(f"“{section.title}”所说的表“{section.table}”不存在", "sections")
    node.unique("tables", named)
    node.unique("sections", [section.name for section in edition.texts])
    called = [cell.called for cell in edition.cells.values()]
    node.unique("tables", [*called, *(group.called for group in edition.groups.values())])
    return edition


def _section(node: Node) -> Section:
    section = Section(
        name=node.text("name"),
        title=node.text("title"),
        table=node.optional_text("table"),
        variants=node.texts("variants"),
        help=node.text("help", ""),
        aspects=tuple(map(_aspect, node.nodes("aspects"))),
        usual_length=node.optional_number("usual_length"),
        nothing=node.patterns("nothing"),
        usual_text=node.texts("usual_text"),
        skeleton=node.texts("skeleton"),
    )
    node.close()
    return section


def _deadline(node: Node) -> Deadline:
    deadline = Deadline(node.number("month"), node.number("day"), node.patterns("organs"))
    if not (1 <= deadline.month <= 12 and 1 <= deadline.day <= 31):
        raise node.mistake("没有这一天")
    node.close()
    return deadline


def _aspect(node: Node) -> Aspect:
    aspect = Aspect(
        name=node.text("name"),
        rule=node.text("rule"),
        phrases=node.texts("phrases", required=True),
        organs=node.patterns("organs"),
    )
    node.close()
    return aspect
