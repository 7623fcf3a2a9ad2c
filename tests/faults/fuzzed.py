"""What is to come of a file that a fuzzer made: a report that is kept as it is, or words why not."""

from __future__ import annotations

from nianbao import operations
from tests.faults.damaged_cases import keeps, within_seconds

_YEAR = 2024


def read(data: bytes) -> None:
    """Read it; anything else that a reader does is a failure and raises."""
    with within_seconds():
        try:
            imported = operations.import_document(data, year=_YEAR)
        except operations.Unreadable as error:
            said = error.problems[0].message
        else:
            keeps(imported)
            return
    assert said
