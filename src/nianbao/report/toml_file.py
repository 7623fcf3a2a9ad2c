"""The text of a report's file read into a `Report`, every mistake told with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from nianbao.editions import Editions
from nianbao.editions.toml_positions import Place, positions
from nianbao.editions.toml_tokens import Kind, place, tokens
from nianbao.report.file_keys import Problem, ReportKeys
from nianbao.report.model import Report
from nianbao.report.toml_sanity import InsaneToml, refuse_insane


class ReportFileError(Exception):
    """The text is no report file; the first problem is the message, all are kept."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """`problems` holds at least one, in the order of the file."""
        self.problems = problems
        self.message, self.line, self.column = (
            problems[0].message,
            problems[0].line,
            problems[0].column,
        )
        super().__init__(self.message)


@dataclass(frozen=True)
class ReportText:
    """A report and the text it was read from, which tells where its keys stand."""

    report: Report
    text: str

    @cached_property
    def commented(self) -> bool:
        """Whether the text holds comments, which the next rewrite does not keep."""
        return any(token.kind is Kind.COMMENT for token in tokens(self.text))

    def place_of(self, address: str) -> Place | None:
        """Line and column of a cell or text; a blank cell's is its table's header."""
        path = tuple(address.split("."))
        for length in range(len(path), 0, -1):
            if (found := self._places.get(path[:length])) is not None:
                return found
        return None

    def place_in(self, section: str, index: int) -> Place | None:
        """Line and column of a character of a section's text."""
        if section not in self._characters:
            from nianbao.report.toml_strings import places_in_string

            key = self._places.get(("narrative", section))
            starts = () if key is None else places_in_string(self.text, self._index(key))
            self._characters[section] = starts
        known = self._characters[section]
        return place(self.text, known[index]) if index < len(known) else None

    def _index(self, at: Place) -> int:
        """The index in the text of a line and column."""
        start = 0
        for _ in range(at[0] - 1):
            start = self.text.index("\n", start) + 1
        return start + at[1] - 1

    @cached_property
    def _characters(self) -> dict[str, tuple[int, ...]]:
        """Where each character of the texts asked for so far stands."""
        return {}

    @cached_property
    def _places(self) -> Mapping[tuple[str, ...], Place]:
        return positions(self.text)


def read_report(text: str, editions: Editions) -> ReportText:
    """The report that the text of a file holds.

    Raises:
        ReportFileError: the text is not TOML, not sane, or not a report.
    """
    try:
        refuse_insane(text)
    except InsaneToml as error:
        raise ReportFileError((Problem(error.message, error.line, error.column),)) from error
    try:
        data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        from nianbao.report.toml_syntax import explain_syntax_error

        raise ReportFileError((explain_syntax_error(text, error),)) from error
    keys = ReportKeys(data, lambda: positions(text))
    report = keys.report(editions)
    if report is None:
        raise ReportFileError(keys.problems)
    return ReportText(report, text)
