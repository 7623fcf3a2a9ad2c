"""How a page's width is shared between the columns of a laid-out table."""

from __future__ import annotations

from nianbao.report.layout import LaidTable

_VERTICAL = 0.045
"""The share of a column that holds a label set vertically: one character and its margins."""

_NUMBERS = 0.5
"""The share of all columns of numbers together, beside labels of several levels."""

_LAST_STUB = 3
"""How much wider the last column of labels, which has the long ones, is than the others."""


def column_shares(table: LaidTable) -> tuple[float, ...]:
    """The share of each column in the width of the table; together they are 1.

    Columns are equal where labels stand in one column at most. Otherwise numbers share a half, a
    vertical label takes what it needs, and the long labels have the rest.
    """
    stubs = max(block.stub_columns for block in table.blocks)
    if stubs <= 1:
        return (1 / table.columns,) * table.columns
    vertical = {column for _, column, cell in table.placed() if cell.vertical}
    weights = [
        0 if column in vertical else _LAST_STUB if column == stubs - 1 else 1
        for column in range(stubs)
    ]
    room = 1 - _NUMBERS - _VERTICAL * len(vertical)
    labels = [
        _VERTICAL if column in vertical else room * weight / sum(weights)
        for column, weight in enumerate(weights)
    ]
    numbers = table.columns - stubs
    return (*labels, *[_NUMBERS / numbers] * numbers)
