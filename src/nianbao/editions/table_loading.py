"""The tables of an edition's file read into the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast, get_args

from nianbao.editions.edition_file import Node
from nianbao.editions.tables import (
    Balance,
    Block,
    Carried,
    Cell,
    Direction,
    Group,
    Head,
    Heading,
    Kind,
    Printed,
    Relation,
    Table,
)


def table_of(node: Node) -> Table:
    """The table that one `[[tables]]` of an edition's file states.

    Raises:
        EditionError: it states no complete table.
    """
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
    node.unique("rows", [row.name for row in block.rows])
    node.unique("columns", [column.name for column in block.columns])
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
        offices=node.patterns("offices"),
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
