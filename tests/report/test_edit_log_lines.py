import json
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.report.edit_entries import parse_log
from nianbao.report.edit_log import Change
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
        {"written": 4, "digest": "ab", "file": str(tmp_path / "年报.toml")},
    ]  # fmt: skip
    assert "王芳" in log.file.read_text("utf-8")


@settings(max_examples=25)
@given(groups, st.lists(st.booleans(), min_size=5, max_size=5), st.floats(0, 1))
def test_a_log_cut_anywhere_reads_as_whole_groups(
    written: list[list[Change]], marked: list[bool], where: float
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder), disk=QUICK)
        steps: list[tuple[int, int]] = [(0, 0)]
        for group, marks in zip(written, marked, strict=False):
            log.append(group)
            steps.append((log.file.stat().st_size, len(log.read())))
            if marks:
                log.mark_written("digest")
                steps.append((log.file.stat().st_size, len(log.read())))
        data = log.file.read_bytes() if written else b""
    whole = parse_log(data).placed
    cuts = {int(where * len(data)), *(size - 1 for size, _ in steps[1:])}
    for cut in cuts | {size for size, _ in steps}:
        size, count = [step for step in steps if step[0] <= cut][-1]
        parsed = parse_log(data[:cut])
        assert (parsed.placed, parsed.whole) == (whole[:count], size)
        assert not parsed.damaged


def three_groups(folder: Path) -> bytes:
    log = opened(folder, disk=QUICK)
    for number in (1, 2, 3):
        log.append([typed(number), Change("narrative.overview", "", "文")])
        log.mark_written(str(number))
    return log.file.read_bytes()


def test_a_log_cut_or_damaged_at_every_byte_reads_as_far_as_it_is_whole(tmp_path: Path) -> None:
    data = three_groups(tmp_path)
    whole = parse_log(data)
    starts = [placed.start for placed in whole.placed]
    for at in range(len(data)):
        group = max(start for start in starts if start <= at)
        before = tuple(placed for placed in whole.placed if placed.start < group)
        cut, damaged = parse_log(data[:at]), parse_log(data[:at] + b"\xff" + data[at + 1 :])
        assert (cut.placed, cut.damaged) == (before, False)
        assert damaged.placed == before
        assert damaged.whole == group


def test_a_log_cut_anywhere_goes_on_behind_what_is_whole(tmp_path: Path) -> None:
    data = three_groups(tmp_path)
    for cut in range(0, len(data) + 1, 37):
        file = opened(tmp_path, disk=QUICK).file
        file.write_bytes(data[:cut])
        again = opened(tmp_path, disk=QUICK)
        kept = again.read()
        again.append([typed(9)])

        assert opened(tmp_path, disk=QUICK).read() == again.read()
        assert again.read()[:-1] == kept
        assert names(file.parent) == {file.name}


@settings(max_examples=40)
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
    ids=lambda line: line[:40],
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
