"""A report as JSON: the tree of its file under the same keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from nianbao.report import Number, Report
from nianbao.report.live_figures import fill
from nianbao.report.toml_writing import report_tree

_STEP = "  "
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def to_json(report: Report) -> str:
    """The whole report as JSON, valid under `nianbao schema`, ending with a newline.

    Live figures are filled in. What is the office's own and not the report's is left out, since
    this is published: answers, the name of last year's file, and `extra`. Amounts are exact JSON
    numbers; the day of publication is a string, as ISO 8601 writes it.
    """
    tree = report_tree(replace(report, answers=(), last_year=None, extra={}))
    if "narrative" in tree:
        tree["narrative"] = {name: fill(text, report) for name, text in tree["narrative"].items()}
    return _json(tree, "") + "\n"


def _json(value: Mapping[str, Any] | Number | str | date, margin: str) -> str:
    """`value` as `json` writes it, but decimals to the last digit."""
    if isinstance(value, Mapping):
        inside = margin + _STEP
        items = [f"{inside}{_string(key)}: {_json(item, inside)}" for key, item in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{margin}}}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return _string(value.isoformat() if isinstance(value, date) else value)


def _string(value: str | int) -> str:
    """As `json` writes it; what a terminal or an editor might obey stands there by its number."""
    shown = json.dumps(value, ensure_ascii=False)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)
