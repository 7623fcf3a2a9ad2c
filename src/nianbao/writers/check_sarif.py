"""What was found in SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from nianbao import __version__
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.record import Record
from nianbao.checks.rule import Rule
from nianbao.writers.check_json import json_number
from nianbao.writers.json_text import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def records_to_sarif(records: Sequence[Record], rules: Iterable[Rule]) -> str:
    """One run with every rule, every finding as a result, and unreadable files as notifications.

    A finding that was explained is a suppressed result, its reason the justification.
    """
    described = [_rule(rule) for rule in rules]
    index = {str(rule["id"]): number for number, rule in enumerate(described)}
    for finding in (finding for record in records for finding in record.findings):
        if finding.rule not in index:
            index[finding.rule] = len(described)
            described.append(_of_finding(finding))
    unread = [record for record in records if record.report is None]
    run = {
        "tool": {
            "driver": {
                "name": "nianbao",
                "version": __version__,
                "language": "zh-CN",
                "rules": described,
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": list(map(_notification, unread)),
            }
        ],
        "results": [
            _result(record, finding, index) for record in records for finding in record.findings
        ],
    }
    sarif = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(sarif, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.what},
        "help": {
            "text": f"{rule.why}\n来源：{rule.source}\n违反：{rule.broken}\n符合：{rule.kept}"
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _of_finding(finding: Finding) -> dict[str, Any]:
    """A doubt of the import, which is none of the catalogue's rules."""
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.title},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(record: Record, finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(record.path)}}
    if finding.line is not None:
        column = {} if finding.column is None else {"startColumn": finding.column}
        place["region"] = {"startLine": finding.line, **column}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.cells:
        location["logicalLocations"] = [
            {"fullyQualifiedName": cell, "kind": "member"} for cell in finding.cells
        ]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "properties": {
            "expected": json_number(finding.expected),
            "actual": json_number(finding.actual),
            "imbalance": json_number(finding.imbalance),
            "section": finding.section,
            "quote": finding.quote,
        },
    }
    if finding.answered is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.answered}]
    return result


def _notification(record: Record) -> dict[str, Any]:
    error = record.error
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(record.path)}}
    if error is not None and error.line is not None:
        column = {} if error.column is None else {"startColumn": error.column}
        place["region"] = {"startLine": error.line, **column}
    return {
        "level": "error",
        "message": {"text": "" if error is None else error.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    return quote("stdin" if path == "-" else path.replace("\\", "/"), errors="surrogateescape")
