"""Where each key of a TOML text stands."""

from __future__ import annotations

import tomllib

from nianbao.report.toml_tokens import Kind, place, tokens

Path = tuple[str, ...]


def positions(text: str) -> dict[Path, tuple[int, int]]:
    """Line and column (from 1) of every key and header of a text that is TOML, by its path.

    The tables of an array are told apart by their index: `("answers", "0", "rule")`. A path that
    the scan is not sure of is left out: no line rather than a wrong one.
    """
    found: dict[Path, tuple[int, int]] = {}
    counts: dict[Path, int] = {}
    base: Path = ()
    parts: list[str] = []
    start = 0
    depth = 0
    header: Kind | None = None
    for kind, begin, end in tokens(text):
        if kind in (Kind.HEADER, Kind.ARRAY_HEADER):
            header, parts = kind, []
        elif kind is Kind.KEY and depth == 0:
            if not parts:
                start = begin
            parts.append(_key(text[begin:end]))
        elif kind is Kind.CLOSE and header is not None and parts:
            base = _resolved(tuple(parts), counts)
            if header is Kind.ARRAY_HEADER:
                counts[base] = counts.get(base, 0) + 1
                base = (*base, str(counts[base] - 1))
            _place_all(found, base, place(text, start))
            parts, header = [], None
        elif kind is Kind.EQUALS and depth == 0:
            _place_all(found, (*base, *parts), place(text, start))
            parts = []
        elif kind in (Kind.OPEN_ARRAY, Kind.OPEN_TABLE):
            depth += 1
        elif kind is Kind.CLOSE and depth:
            depth -= 1
        elif kind is Kind.LINE and depth == 0:
            parts, header = [], None
    return found


def _place_all(found: dict[Path, tuple[int, int]], path: Path, where: tuple[int, int]) -> None:
    """Places `path`, and every table above it that no header names, where it is first met."""
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], where)


def _resolved(path: Path, counts: dict[Path, int]) -> Path:
    """`path` with the index of the newest table put behind every array of tables above it."""
    done: Path = ()
    for part in path[:-1]:
        done = (*done, part)
        if done in counts:
            done = (*done, str(counts[done] - 1))
    return (*done, path[-1])


def _key(written: str) -> str:
    if written[0] in "\"'":
        return next(iter(tomllib.loads(f"{written} = 0")))
    return written
