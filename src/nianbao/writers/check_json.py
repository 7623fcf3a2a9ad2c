"""What was found in reports, as JSON: the same bytes for the same records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nianbao.checks.explanation import Change, Diagnosis
from nianbao.checks.finding import Finding
from nianbao.checks.record import Record
from nianbao.report import Number
from nianbao.writers.json_text import json_text


def records_to_json(records: Iterable[Record]) -> str:
    """The records in the order given, each with its findings in the order found."""
    return json_text({"files": list(map(_record, records))}, indent=2) + "\n"


def records_to_json_lines(records: Iterable[Record]) -> str:
    """A line a record, each what `files` of the JSON holds."""
    lines = (json_text(_record(record)) for record in records)
    return "".join(f"{line}\n" for line in lines)


def _record(record: Record) -> dict[str, Any]:
    if record.report is None or record.error is not None:
        error = record.error
        return {
            "path": record.path,
            "error": None
            if error is None
            else {"message": error.message, "line": error.line, "column": error.column},
        }
    report = record.report
    return {
        "path": record.path,
        "organ": report.organ,
        "year": report.year,
        "edition": report.edition.name,
        "findings": list(map(_finding, record.findings)),
        "diagnoses": list(map(_diagnosis, record.diagnoses)),
    }


def _diagnosis(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "findings": list(diagnosis.findings),
        "certain": diagnosis.certain,
        "explanations": [
            {"kind": explanation.kind, "changes": list(map(_change, explanation.changes))}
            for explanation in diagnosis.explanations
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "cell": change.cell,
        "from": json_number(change.before),
        "to": json_number(change.after),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity.value,
        "message": finding.message,
        "cells": list(finding.cells),
        "expected": json_number(finding.expected),
        "actual": json_number(finding.actual),
        "imbalance": json_number(finding.imbalance),
        "section": finding.section,
        "quote": finding.quote,
        "line": finding.line,
        "column": finding.column,
        "answered": finding.answered,
    }


def json_number(value: Number | None) -> int | float | None:
    """A number as JSON has it: whole without a point."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == int(value) else float(value)
