"""Files damaged in every way that a disk, a mail gateway, an editor or an enemy may damage them.

Each function takes a file and random numbers and gives what is left of it. Nobody could say what
its numbers are now; `damaged_tables.py` has what damages only the layout.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import lru_cache
from random import Random
from typing import Any

_NUMBERS = (
    "",
    "-1",
    "9" * 15,
    "9" * 400,
    "1e9",
    "1e999999999",
    "0x10",
    "nan",
    "１２",
    "1,234",
    "1 2",
    "²",
)
_TOML_VALUES = (
    "true", "nan", "-inf", "[]", "[[], 1]", "{}", "{ a = 1 }", '""', '"""\n"""', "'12'", "2026-01-05",
    "2026-01-05T00:00:00Z", "07:32:00", "1979-02-30", "1_000", "+5", "007", "1.", '"\\u0000\\u001b"',
    '"{requests.total.received}"', '"../../etc/passwd"', "0.12345", "-0.0", "1e400", "[1", '"',
)  # fmt: skip
_JSON_VALUES: tuple[Any, ...] = (
    None, True, [], {}, [[[]]], "", "12", "\ud800", "\x00\x1b[2J", -1, 2.5, 1e300, 10**15, 10**400,
    {"a": {"b": 1}}, "{requests.total.received}", "../x", "2026-02-30", 0, [0], {"received": 1},
)  # fmt: skip


def bytes_damaged(data: bytes, random: Random) -> bytes:
    """Some bytes turned, lost, doubled, exchanged, put in, cut off, or numbers that are another."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4, 12))):
        if len(made) < 4:
            break
        at = random.randrange(len(made))
        random.choice(_DAMAGES)(made, at, random.choice((1, 2, 8, 60, 1000)), random)
    return bytes(made)


def _turn_a_bit(made: bytearray, at: int, length: int, random: Random) -> None:
    made[at] ^= 1 << random.randrange(8)


def _change_a_byte(made: bytearray, at: int, length: int, random: Random) -> None:
    made[at] = random.randrange(256)


def _lose(made: bytearray, at: int, length: int, random: Random) -> None:
    del made[at : at + length]


def _double(made: bytearray, at: int, length: int, random: Random) -> None:
    made[at:at] = made[at : at + length]


def _copy(made: bytearray, at: int, length: int, random: Random) -> None:
    other = random.randrange(len(made))
    made[at:at] = made[other : other + length]


def _scramble(made: bytearray, at: int, length: int, random: Random) -> None:
    made[at : at + length] = random.randbytes(length)


def _blank(made: bytearray, at: int, length: int, random: Random) -> None:
    made[at : at + length] = bytes(min(length, len(made) - at))


def _cut(made: bytearray, at: int, length: int, random: Random) -> None:
    del made[at:]


def _change_a_number(made: bytearray, at: int, length: int, random: Random) -> None:
    found = re.compile(rb"\d+").search(made, at)
    if found:
        made[found.start() : found.end()] = random.choice(_NUMBERS).encode()


_DAMAGES: tuple[Callable[[bytearray, int, int, Random], None], ...] = (
    _turn_a_bit, _change_a_byte, _lose, _double, _copy, _scramble, _blank, _cut, _change_a_number,
)  # fmt: skip


def toml_damaged(data: bytes, random: Random) -> bytes:
    """A report's file of which some keys are others, or hold something else."""
    lines = data.decode().split("\n")
    for _ in range(random.choice((1, 1, 2, 5))):
        keys = [at for at, line in enumerate(lines) if " = " in line or line.startswith("[")]
        at = random.choice(keys)
        key, _, value = lines[at].partition(" = ")
        match random.randrange(4):
            case 0:
                key = random.choice(lines).partition(" = ")[0]
            case 1:
                key = random.choice(("x", "年", '""', "a.b", "report", "extra", f"{key}x", key[1:]))
            case _:
                value = random.choice((*_TOML_VALUES, *map(str, _NUMBERS), value + "\\n"))
        lines[at] = f"{key} = {value}" if value else key
    return "\n".join(lines).encode()


def json_damaged(data: bytes, random: Random) -> bytes:
    """A JSON export of which some values are of another kind, lost, or under another key."""
    tree = json.loads(data)
    for _ in range(random.choice((1, 1, 2, 5))):
        holder = tree
        while True:
            key = random.choice(list(holder)) if holder else "x"
            inner = holder.get(key)
            if not isinstance(inner, dict) or random.random() < 0.1:
                break
            holder = inner
        match random.randrange(3):
            case 0:
                holder.pop(key, None)
            case 1:
                holder[random.choice(("x", "", "year", "requests", key + "x"))] = holder.pop(key, 0)
            case _:
                holder[key] = deepcopy(random.choice(_JSON_VALUES))
    return json.dumps(tree, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def parts_damaged(data: bytes, random: Random) -> bytes:
    """A zip, whole again, of which a part was damaged, lost, emptied, doubled or given another name."""
    entries = dict(entries_of(data))
    name = random.choice(list(entries))
    match random.randrange(7):
        case 0:
            del entries[name]
        case 1:
            entries[name] = b""
        case 2:
            other = random.choice(list(entries))
            entries[name], entries[other] = entries[other], entries[name]
        case 3:
            entries[random.choice(("../", "/", "C:\\", "", "word/")) + name + "x"] = entries.pop(
                name
            )
        case _:
            entries[name] = bytes_damaged(entries[name], random)
    return zipped(entries, twice=random.random() < 0.05)


@lru_cache(64)
def entries_of(data: bytes) -> Mapping[str, bytes]:
    """The parts of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def zipped(entries: Mapping[str, bytes], *, twice: bool = False) -> bytes:
    """A zip of these parts, not packed; `twice` has a part of the first one's name again, empty."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, contents in entries.items():
            archive.writestr(zipfile.ZipInfo(name), contents)
    if twice and entries:
        first = next(iter(entries))
        with zipfile.ZipFile(data, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(first), b"")
    return data.getvalue()
