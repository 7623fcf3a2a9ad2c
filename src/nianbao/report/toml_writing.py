"""A report as the text of its file: the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomli_w

from nianbao.report.file_keys import SCHEMA
from nianbao.report.model import Answer, Number, Report
from nianbao.report.typed_numbers import plain_number


def report_to_toml(report: Report) -> str:
    """The text of the report's file, in the form's order, a key a line."""
    return tomli_w.dumps(report_tree(report), multiline_strings=True)


def report_tree(report: Report) -> dict[str, Any]:
    """The tree of the report's file in plain Python values, in the file's order."""
    tree: dict[str, Any] = {"schema": SCHEMA, "edition": report.edition.name}
    tree["report"] = {"organ": report.organ, "year": report.year}
    for key in ("title", "published", "last_year"):
        value = getattr(report, key)
        if value is not None:
            tree["report"][key] = value
    texts = {
        section.name: report.narrative[section.name]
        for section in report.edition.texts
        if report.narrative.get(section.name)
    }
    if texts:
        tree["narrative"] = texts
    for table in report.edition.tables:
        columns: dict[str, dict[str, Number]] = {}
        for cell in table.cells.values():
            _, column, key = cell.address.split(".")
            numbers = columns.setdefault(column, {})
            if cell.address in report.cells:
                numbers[key] = plain_number(report.cells[cell.address])
        filled = {column: numbers for column, numbers in columns.items() if numbers}
        if filled:
            tree[table.name] = filled
    if report.answers:
        tree["answers"] = [answer_tree(answer) for answer in report.answers]
    if report.extra:
        tree["extra"] = dict(report.extra)
    return tree


def answer_tree(answer: Answer) -> dict[str, Any]:
    """An answer in plain Python values, in the file's order."""
    tree: dict[str, Any] = {"rule": answer.rule, "cells": list(answer.cells)}
    if answer.quote is not None:
        tree["quote"] = answer.quote
    tree["reason"] = answer.reason
    if answer.values:
        tree["values"] = _values_tree(answer.values)
    return tree


def _values_tree(values: Mapping[str, Number | None]) -> dict[str, Any]:
    return {
        address: "" if value is None else plain_number(value) for address, value in values.items()
    }
