"""A log of edits to write and read in tests."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.edit_log import (
    Change,
    Edit,
    EditLog,
    Entry,
    LogUnwritable,
    Value,
)

NOW = datetime(2026, 1, 15, 10, 32, tzinfo=UTC)
CELL = "requests.natural_person.received"

QUICK = replace(REAL_DISK, sync=lambda _: None, sync_data=lambda _: None)
"""For the many logs of a property, none of which has to outlast a power failure."""


def opened(folder: Path, *, largest: int = 5_000_000, disk: Disk = REAL_DISK) -> EditLog:
    return EditLog(
        folder / "年报.toml", folder / "state", lambda: NOW, "王芳", largest=largest, disk=disk
    )


def typed(number: int) -> Change:
    return Change(CELL, number - 1 or None, number)


def after(entries: Sequence[Entry]) -> list[Value]:
    return [entry.after for entry in entries if isinstance(entry, Edit)]


def reading(entries: Sequence[Entry]) -> list[Value]:
    return [entry.after if isinstance(entry, Edit) else entry.digest for entry in entries]


values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.text(max_size=20)
    | st.text(st.characters(categories=["Cs", "Lo"]), max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text() | st.sampled_from(["decimal", "date", "table"]), inner, max_size=3
        )
    ),
    max_leaves=3,
)
changes = st.builds(
    Change,
    st.text(),
    values,
    values,
    st.none() | st.booleans(),
    st.none() | st.text(),
)
groups = st.lists(st.lists(changes, min_size=1, max_size=3), max_size=5)


def content(edits: Sequence[Entry]) -> list[Change]:
    return [edit.change for edit in edits if isinstance(edit, Edit)]


def exactly(value: Any) -> Any:
    """The value with its types, since 1 == True == Decimal(1)."""
    if isinstance(value, list):
        return [exactly(inner) for inner in value]
    if isinstance(value, dict):
        return {name: exactly(inner) for name, inner in value.items()}
    return type(value), value, str(value)


def unwritable(call: Callable[[], object]) -> LogUnwritable:
    with pytest.raises(LogUnwritable) as caught:
        call()
    return caught.value
