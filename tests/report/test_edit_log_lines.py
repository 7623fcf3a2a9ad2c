import json
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.edit_log import (
    Change,
    Entry,
)
from tests.report.faulty_disk import names
from tests.report.logged import (
    CELL,
    QUICK,
    after,
    groups,
    opened,
    typed,
)

START = '{"n": 1, "group": 1, "who": "a", "when": "2026-01-15T10:32:00+00:00", "address": "c"'


def test_the_lines_are_as_designed(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([Change(CELL, None, 12, typed=False), Change("disclosure.fees", 1, Decimal("25.1"))])
    log.append([Change(CELL, 12, None, draft="十二")])
    log.append([Change(CELL, None, 12, typed=False)], undoes=2)
    log.mark_writing("ab")
    log.mark_written("ab")

    lines = [json.loads(line) for line in log.file.read_text("utf-8").splitlines()]

    same = {"who": "王芳", "when": "2026-01-15T10:32:00+00:00"}
    assert lines == [
        {"n": 1, "group": 1, **same, "address": CELL, "before": None, "after": 12, "typed": False},
        {"n": 2, "group": 1, **same, "address": "disclosure.fees", "before": 1,
         "after": {"decimal": "25.1"}, "end": True},
        {"n": 3, "group": 2, **same, "address": CELL, "before": 12, "after": None, "draft": "十二",
         "end": True},
        {"n": 4, "group": 3, **same, "address": CELL, "before": None, "after": 12, "typed": False,
         "undoes": 2, "end": True},
        {"writing": 4, "digest": "ab"},
        {"written": 4, "digest": "ab"},
    ]  # fmt: skip
    assert "王芳" in log.file.read_text("utf-8")


@given(groups, st.data())
def test_a_log_cut_at_any_byte_opens_as_whole_groups_and_goes_on(
    written: list[list[Change]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder), disk=QUICK)
        steps: list[tuple[int, tuple[Entry, ...]]] = [(0, ())]
        for group in written:
            log.append(group)
            steps.append((log.file.stat().st_size, log.read()))
            if data.draw(st.booleans()):
                log.mark_written("digest")
                steps.append((log.file.stat().st_size, log.read()))
        whole = log.file.read_bytes() if written else b""
        cut = data.draw(st.integers(0, len(whole)))
        if written:
            log.file.write_bytes(whole[:cut])
        kept = [entries for size, entries in steps if size <= cut][-1]

        again = opened(Path(folder), disk=QUICK)
        assert again.read() == kept
        again.append([typed(1)])

        assert opened(Path(folder), disk=QUICK).read() == again.read()
        assert again.read()[:-1] == kept
        assert names(again.file.parent) == {again.file.name}


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_damaged_log_is_read_up_to_the_damage_and_the_rest_kept_aside(
    where: int, damage: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder), disk=QUICK)
        for number in range(1, 6):
            log.append([typed(number)])
        data = log.file.read_bytes()
        where = min(where, len(data) - len(damage))
        log.file.write_bytes(data[:where] + damage + data[where + len(damage) :])

        again = opened(Path(folder), disk=QUICK)
        read = again.read()
        again.append([typed(9)])

        reopened = opened(Path(folder), disk=QUICK)
        assert reopened.read() == again.read()
        assert after(reopened.read())[-1] == 9
        before_damage = data[:where].count(b"\n")
        assert read[:before_damage] == log.read()[:before_damage]
        aside = names(log.file.parent) - {log.file.name}
        if len(read) < 4:
            assert aside == {f"{log.file.name}.damaged"}
            kept = (log.file.parent / aside.pop()).read_bytes()
            assert log.file.read_bytes().startswith(data[: len(data) - len(kept)])
            assert kept.endswith(data.splitlines(keepends=True)[-1])


@pytest.mark.parametrize(
    "line",
    ["null", "[]", '{"n": 1}', '{"written": "1", "digest": "a"}', '{"written": true, "digest": "a"}',
     '{"n": 1, "group": 1, "who": "a", "when": "b", "address": "c", "before": 1, "after": 1}',
     f'{START}, "before": {{"x": 1}}, "after": 1, "end": true}}',
     f'{START}, "before": 1, "after": NaN, "end": true}}', "[" * 5000, '{"n": ' + "1" * 5000 + "}"],
)  # fmt: skip
def test_a_line_that_is_no_entry_stops_the_reading(tmp_path: Path, line: str) -> None:
    log = opened(tmp_path)
    log.append([typed(1)])
    good = log.file.read_text("utf-8")
    log.append([typed(2)])
    log.file.write_text(
        good + line + "\n" + log.file.read_text("utf-8").removeprefix(good), "utf-8"
    )

    assert after(opened(tmp_path).read()) == [1]


def test_what_another_version_wrote_is_kept(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append([typed(1)])
    known = log.file.read_text("utf-8")
    with log.file.open("a") as file:
        file.write('{"opened": "2027-01-01", "by": "nianbao 9"}\n')
        file.write(known.replace('"n": 1, "group": 1', '"n": 2, "mood": "好", "group": 2'))

    again = opened(tmp_path)
    again.append([typed(3)])

    assert after(again.read()) == [1, 1, 3]
    text = log.file.read_text("utf-8")
    assert '"by": "nianbao 9"' in text
    assert '"mood": "好"' in text
