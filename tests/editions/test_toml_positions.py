import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions.toml_positions import positions

Path = tuple[str, ...]


def paths(data: Any, above: Path = ()) -> Iterator[Path]:
    items: Iterable[tuple[str, Any]] = data.items() if isinstance(data, dict) else ()
    if isinstance(data, list):
        items = ((str(index), value) for index, value in enumerate(data))
    for name, value in items:
        yield (*above, name)
        yield from paths(value, (*above, name))


def at(data: Any, path: Path) -> Any:
    for name in path:
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data


names = st.text("ab-_1", min_size=1, max_size=3) | st.sampled_from(
    ["年度", "a.b", 'a"b', "a'b", "a\\b", "[a]", "a = 1", "#", "", " ", "\n", "\t", "'''"]
)
scalars = (
    st.integers(-99, 99)
    | st.sampled_from(["", "文字", "[a]\nb = 1\n", '"""', "'''", "# 注", "\\", 'a"', "[[a]]\n\n"])
    | st.booleans()
    | st.just(date(2026, 1, 15))
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(names, values, max_size=5)


def ugly_key(name: str, chance: random.Random) -> str:
    if re.fullmatch("[A-Za-z0-9_-]+", name) and chance.random() < 0.5:
        return name
    if "'" not in name and name.isprintable() and chance.random() < 0.5:
        return f"'{name}'"
    return '"' + "".join(f"\\u{ord(c):04X}" if c in '"\\\n\t' else c for c in name) + '"'


def ugly_value(value: Any, chance: random.Random) -> str:
    gap = chance.choice(["", " ", "\t "])
    if isinstance(value, dict):
        inside = [
            f"{gap}{ugly_key(k, chance)}{gap}={gap}{ugly_value(v, chance)}{gap}"
            for k, v in value.items()
        ]
        return "{" + ",".join(inside) + "}"
    if isinstance(value, list):
        line = chance.choice(["", "\n", "\r\n", " # [x] 'y\n"])
        return "[" + line + f"{line},{line}".join(ugly_value(v, chance) for v in value) + line + "]"
    if isinstance(value, str) and chance.random() < 0.5:
        if "'''" not in value and chance.random() < 0.5:
            return f"'''\n{value}'''"
        return '"""\\\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""'
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def ugly(data: dict[str, Any], chance: random.Random, header: tuple[str, ...] = ()) -> str:
    lines = []
    tables = []
    for name, value in data.items():
        if isinstance(value, dict) and chance.random() < 0.5:
            tables.append(((*header, ugly_key(name, chance)), value, False))
        elif value and isinstance(value, list) and all(isinstance(one, dict) for one in value):
            if chance.random() < 0.7:
                key = (*header, ugly_key(name, chance))
                tables.extend((key, one, True) for one in value)
                continue
            lines.append(f"{ugly_key(name, chance)} = {ugly_value(value, chance)}")
        elif isinstance(value, dict) and len(value) == 1 and chance.random() < 0.5:
            (inner, one), *_ = value.items()
            key_path = f"{ugly_key(name, chance)} . {ugly_key(inner, chance)}"
            lines.append(f"  {key_path}={ugly_value(one, chance)} # {key_path} = 1")
        else:
            lines.append(f"{ugly_key(name, chance)} = {ugly_value(value, chance)}")
        lines.append(chance.choice(["", "# [fake]", " \t"]))
    text = "".join(line + chance.choice(["\n", "\r\n"]) for line in lines)
    for path, table, many in tables:
        dotted = chance.choice([".", " . "]).join(path)
        opening = f"[[{dotted}]]" if many else f" [ {dotted} ] # [x]"
        text += opening + "\n" + ugly(table, chance, path)
    return text


@given(documents)
def test_what_we_write_has_every_key_placed(data: dict[str, Any]) -> None:
    text = tomli_w.dumps(data, multiline_strings=True)

    assert set(positions(text)) == set(paths(data))


@given(documents, st.randoms(use_true_random=False))
def test_what_others_write_has_every_key_placed_and_no_other(
    data: dict[str, Any], chance: random.Random
) -> None:
    text = ugly(data, chance)
    assert tomllib.loads(text) == data

    assert set(positions(text)) == set(paths(data))


@given(st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_place_is_where_the_key_and_its_value_are(size: int, chance: random.Random) -> None:
    numbers = iter(range(100, 200))

    def table(depth: int) -> dict[str, Any]:
        return {
            f"k{n}": table(depth - 1) if depth and chance.random() < 0.4 else next(numbers)
            for n in range(chance.randint(1, 3))
        }

    data = {f"t{n}": [table(1), table(2)] if chance.random() < 0.5 else table(3) for n in range(2)}
    text = ugly(data, chance)
    lines = text.split("\n")

    for path, (line, column) in positions(text).items():
        value = at(data, path)
        rest = lines[line - 1][column - 1 :]
        if isinstance(value, int):
            assert re.search(rf"\b{value}\b", rest)
        else:
            assert rest[0] in "k\"'t[{"


@given(st.lists(st.sampled_from([*list("ab.=\"'[]{},#\n 1\\"), '"""', "'''", "\n[", "a="])))
def test_no_text_that_is_toml_has_a_key_placed_that_is_not_there(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = positions(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert set(found) == set(paths(data))


def test_places_of_a_report() -> None:
    text = '''schema = 1
[narrative]
overview = """
[fake]
x = 1
"""   # 年度
  problems = "有"

[requests.natural_person]
received = 12
[[answers]]
rule = "a"
values = { "requests.total.received" = 1 }
[[answers]]
cells = ["x",
  "y"]
'''

    assert positions(text) == {
        ("schema",): (1, 1),
        ("narrative",): (2, 1),
        ("narrative", "overview"): (3, 1),
        ("narrative", "problems"): (7, 3),
        ("requests",): (9, 1),
        ("requests", "natural_person"): (9, 1),
        ("requests", "natural_person", "received"): (10, 1),
        ("answers",): (11, 1),
        ("answers", "0"): (11, 1),
        ("answers", "0", "rule"): (12, 1),
        ("answers", "0", "values"): (13, 1),
        ("answers", "0", "values", "requests.total.received"): (13, 12),
        ("answers", "1"): (14, 1),
        ("answers", "1", "cells"): (15, 1),
        ("answers", "1", "cells", "0"): (15, 10),
        ("answers", "1", "cells", "1"): (16, 3),
    }


def test_columns_count_characters_not_bytes() -> None:
    assert positions('"年" = { "度" = 1 }')["年", "度"] == (1, 9)
