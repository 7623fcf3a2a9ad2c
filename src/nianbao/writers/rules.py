"""The catalogue of rules as text for people, and as JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from nianbao.checks.rule import Rule
from nianbao.report.width import display_width, pad_right

_FIELDS = ("rule", "title", "severity", "level", "what", "why", "source", "broken", "kept")


def rules_to_text(rules: Sequence[Rule]) -> str:
    """A line a rule: how grave, its name and its title."""
    width = max(display_width(rule.name) for rule in rules)
    return "".join(
        f"{rule.severity.label}  {pad_right(rule.name, width)}  {rule.title}\n" for rule in rules
    )


def rule_to_text(rule: Rule) -> str:
    """All there is to know about one rule."""
    parts = (
        ("应当", rule.what),
        ("原因", rule.why),
        ("来源", rule.source),
        ("违反", rule.broken),
        ("符合", rule.kept),
    )
    head = f"{rule.name} {rule.severity.label} {rule.title}\n"
    return head + "".join(f"{name}：{words}\n" for name, words in parts)


def rules_to_json(rules: Sequence[Rule]) -> str:
    """A list of objects, one a rule."""
    return json.dumps(list(map(_fields, rules)), ensure_ascii=False, indent=2) + "\n"


def rules_to_csv(rules: Sequence[Rule]) -> str:
    """A header and a line a rule."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_fields, rules))
    return text.getvalue()


def _fields(rule: Rule) -> dict[str, str | int]:
    return {
        "rule": rule.name,
        "title": rule.title,
        "severity": rule.severity.value,
        "level": rule.level,
        "what": rule.what,
        "why": rule.why,
        "source": rule.source,
        "broken": rule.broken,
        "kept": rule.kept,
    }
