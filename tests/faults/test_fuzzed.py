"""What fuzzing found to go where nothing else went is read again, or refused in words."""

from __future__ import annotations

from pathlib import Path

from tests.faults.damaged_cases import pages_read_here
from tests.faults.fuzzed import read
from tests.faults.size import told

FILES = sorted((Path(__file__).parents[1] / "data" / "fuzzed").iterdir())


def test_what_fuzzing_found_is_read_or_refused_in_words() -> None:
    assert len(FILES) > 10
    with pages_read_here():
        for file in FILES:
            read(file.read_bytes())
    told(f"{len(FILES)} files that fuzzing found")
