"""Edition files read into the model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast, get_args

from nianbao.editions.edition_file import EditionError, Node
from nianbao.editions.model import (
    Aspect,
    Balance,
    Block,
    Carried,
    Cell,
    Deadline,
    Direction,
    Edition,
    Group,
    Head,
    Heading,
    Kind,
    Printed,
    Relation,
    Section,
    Table,
)
from nianbao.editions.phrases import NO_WORDING, wording
from nianbao.editions.quick_questions import quick_questions
from nianbao.editions.standard_text import standard_sentences
from nianbao.editions.toml_positions import positions


def edition_from_toml(text: str, file: str) -> Edition:
    """The edition that a file's text states; `file` is its name, for messages.

    Raises:
        EditionError: the text is not TOML, or states no complete form.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise EditionError(f"不是有效的 TOML：{error}", file) from error

    def mistake(path: tuple[str, ...], message: str) -> EditionError:
        places = positions(text)
        known = next(
            (places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in places), None
        )
        return EditionError(message, file, known[0] if known else None)

    return _edition(Node(data, (), mistake))


def _edition(node: Node) -> Edition:
    preface = node.node("preface")
    questions, sentences = node.nodes("quick"), node.nodes("sentences")
    words = node.node("wording") if node.has("wording") else None
    edition = Edition(
        name=node.text("name"),
        notice=node.text("notice"),
        called=node.text("called"),
        first_year=node.number("first_year"),
        last_year=node.optional_number("last_year"),
        title=node.text("title"),
        title_variants=node.texts("title_variants"),
        earlier_notices=node.texts("earlier_notices"),
        placeholders=patterns(node, "placeholders"),
        deadlines=tuple(map(_deadline, node.nodes("deadlines"))),
        preface=_section(preface),
        sections=tuple(map(_section, node.nodes("sections"))),
        tables=tuple(map(_table, node.nodes("tables"))),
    )
    node.close()
    for pattern in (edition.title, *edition.title_variants):
        if "{organ}" not in pattern or "{year}" not in pattern:
            raise node.mistake("标题的样式里要有 {organ} 和 {year}", "title")
    named = [table.name for table in edition.tables]
    for section in edition.sections:
        if section.table is not None and section.table not in named:
            raise node.mistake(f"“{section.title}”所说的表“{section.table}”不存在", "sections")
    quick = quick_questions(questions, edition.sections, edition.tables)
    _unique(node, "tables", named)
    _unique(node, "sections", [section.name for section in edition.texts])
    named = [cell.called for cell in edition.cells.values()]
    _unique(node, "tables", [*named, *(group.called for group in edition.groups.values())])
    offered = standard_sentences(
        sentences,
        [section.name for section in edition.texts],
        edition.cells,
        {address: group.cells for address, group in edition.groups.items()},
    )
    groups = {address: group.cells for address, group in edition.groups.items()}
    read = NO_WORDING if words is None else wording(words, edition.cells, groups)
    return replace(edition, quick=quick, sentences=offered, wording=read)


def _unique(node: Node, key: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise node.mistake(f"“{name}”出现了两次", key)
        seen.add(name)


def _section(node: Node) -> Section:
    section = Section(
        name=node.text("name"),
        title=node.text("title"),
        table=node.optional_text("table"),
        variants=node.texts("variants"),
        help=node.text("help", ""),
        aspects=tuple(map(_aspect, node.nodes("aspects"))),
        usual_length=node.optional_number("usual_length"),
        nothing=patterns(node, "nothing"),
        usual_text=node.texts("usual_text"),
        skeleton=node.texts("skeleton"),
    )
    node.close()
    return section


def _deadline(node: Node) -> Deadline:
    deadline = Deadline(node.number("month"), node.number("day"), patterns(node, "organs"))
    if not (1 <= deadline.month <= 12 and 1 <= deadline.day <= 31):
        raise node.mistake("没有这一天")
    node.close()
    return deadline


def _aspect(node: Node) -> Aspect:
    aspect = Aspect(
        name=node.text("name"),
        rule=node.text("rule"),
        phrases=node.texts("phrases", required=True),
        organs=patterns(node, "organs"),
    )
    node.close()
    return aspect


def patterns(node: Node, key: str) -> tuple[str, ...]:
    """The regular expressions of a key.

    Raises:
        EditionError: one is not well formed.
    """
    found = node.texts(key)
    for pattern in found:
        try:
            re.compile(pattern)
        except re.error as error:
            raise node.mistake(f"“{pattern}”不是有效的正则表达式", key) from error
    return found


def _table(node: Node) -> Table:
    name = node.text("name")
    heads = {head.name: head for head in map(_head, node.nodes("heads"))}
    blocks = tuple(_block(block, heads) for block in node.nodes("blocks"))
    if not blocks:
        raise node.mistake("表里没有行和列", "blocks")
    patterns = {key: node.text(key) for key in ("address", "called", "place")}
    cells = _cells(node, name, blocks, patterns)
    names: dict[Direction, set[str]] = {
        "row": {row for row, _ in cells},
        "column": {column for _, column in cells},
    }
    groups: dict[str, tuple[str, ...]] = {}
    grouped: list[Group] = []
    for group in node.nodes("groups"):
        groups[group.text("name")] = group.texts("rows", required=True)
        _known(group, "rows", names["row"])
        grouped.extend(_groups(group, name, blocks, cells, patterns))
        group.close()
    table = Table(
        name=name,
        blocks=blocks,
        groups=tuple(grouped),
        balances=tuple(_balance(item, names, groups) for item in node.nodes("balances")),
        carried=tuple(_carried(item, names) for item in node.nodes("carried")),
        printed=cast(Printed, node.choice("printed", get_args(Printed), "as_entered")),
        cells=cells,
    )
    node.close()
    return table


def _head(node: Node) -> Head:
    label = node.text("label")
    head = Head(
        name=node.text("name"),
        label=label,
        short=node.text("short", label),
        variants=node.texts("variants"),
        spoken=node.flag("spoken", True),
        vertical=node.flag("vertical", False),
    )
    node.close()
    return head


def _block(node: Node, heads: Mapping[str, Head]) -> Block:
    block = Block(
        title=node.text("title", ""),
        corner=node.text("corner", ""),
        rows=tuple(_heading(row, heads) for row in node.nodes("rows")),
        columns=tuple(_heading(column, heads) for column in node.nodes("columns")),
    )
    if not block.rows or not block.columns:
        raise node.mistake("这一块里没有行，或者没有列")
    _unique(node, "rows", [row.name for row in block.rows])
    _unique(node, "columns", [column.name for column in block.columns])
    node.close()
    return block


def _heading(node: Node, heads: Mapping[str, Head]) -> Heading:
    label = node.text("label")
    under = node.texts("under")
    _known(node, "under", heads)
    heading = Heading(
        name=node.text("name"),
        label=label,
        called=node.text("called", label),
        short=node.text("short", label),
        under=tuple(heads[name] for name in under),
        variants=node.texts("variants"),
        help=node.text("help", ""),
        basis=node.text("basis", ""),
        kind=cast(Kind, node.choice("kind", get_args(Kind), "whole")),
        offices=patterns(node, "offices"),
        optional=node.flag("optional", False),
    )
    node.close()
    return heading


def _cells(
    node: Node, table: str, blocks: tuple[Block, ...], patterns: Mapping[str, str]
) -> dict[tuple[str, str], Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    for block in blocks:
        for row in block.rows:
            for column in block.columns:
                if (row.name, column.name) in cells:
                    raise node.mistake(f"“{row.label}”和“{column.label}”两次相交", "blocks")
                cells[row.name, column.name] = Cell(
                    address=f"{table}.{patterns['address'].format(row=row.name, column=column.name)}",
                    table=table,
                    row=row,
                    column=column,
                    called=patterns["called"].format(row=row.called, column=column.called),
                    place=patterns["place"].format(
                        row=" / ".join(row.path), column=" / ".join(column.path)
                    ),
                    kind=column.kind if column.kind != "whole" else row.kind,
                )
    return cells


def _groups(
    node: Node,
    table: str,
    blocks: tuple[Block, ...],
    cells: Mapping[tuple[str, str], Cell],
    patterns: Mapping[str, str],
) -> Iterable[Group]:
    name, called, rows = node.text("name"), node.text("called"), node.texts("rows")
    for column in (column for block in blocks for column in block.columns):
        parts = tuple(
            cells[row, column.name].address for row in rows if (row, column.name) in cells
        )
        if parts:
            yield Group(
                address=f"{table}.{patterns['address'].format(row=name, column=column.name)}",
                called=patterns["called"].format(row=called, column=column.called),
                cells=parts,
            )


def _known(node: Node, key: str, names: Iterable[str]) -> None:
    known = set(names)
    for name in node.texts(key):
        if name not in known:
            raise node.mistake(f"“{key}”里的“{name}”不存在", key)


def _balance(
    node: Node, names: Mapping[Direction, set[str]], groups: Mapping[str, tuple[str, ...]]
) -> Balance:
    in_each = _direction(node)
    across: Direction = "column" if in_each == "row" else "row"
    sides: dict[str, tuple[str, ...]] = {}
    for side in ("expected", "actual"):
        _known(node, side, names[across] | (set(groups) if across == "row" else set()))
        terms = node.texts(side, required=True)
        sides[side] = tuple(part for term in terms for part in groups.get(term, (term,)))
    _known(node, "only", names[in_each])
    balance = Balance(
        rule=node.text("rule"),
        in_each=in_each,
        expected=sides["expected"],
        actual=sides["actual"],
        only=node.texts("only"),
        relation=cast(Relation, node.choice("relation", get_args(Relation), "equal")),
    )
    node.close()
    return balance


def _carried(node: Node, names: Mapping[Direction, set[str]]) -> Carried:
    in_each = _direction(node)
    across: Direction = "column" if in_each == "row" else "row"
    _known(node, "only", names[in_each])
    for key in ("add", "subtract"):
        _known(node, key, names[across])
    cell = node.text("cell")
    if cell not in names[across]:
        raise node.mistake(f"“{cell}”不存在", "cell")
    carried = Carried(
        rule=node.text("rule"),
        in_each=in_each,
        cell=cell,
        last_year=node.texts("last_year", required=True),
        add=node.texts("add"),
        subtract=node.texts("subtract"),
        only=node.texts("only"),
        last_editions=node.texts("last_editions", required=True),
    )
    node.close()
    return carried


def _direction(node: Node) -> Direction:
    return cast(Direction, node.choice("in_each", get_args(Direction)))
