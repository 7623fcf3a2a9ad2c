"""A report as JSON: the tree of its file under the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from nianbao.report import Report
from nianbao.report.live_figures import fill
from nianbao.report.toml_writing import report_tree
from nianbao.writers.json_text import json_text

_STEP = "  "


def to_json(report: Report) -> str:
    """The whole report as JSON, valid under `nianbao schema`, ending with a newline.

    Live figures are filled in; answers, which speak of the file and not of the report, are left
    out. Amounts are exact JSON numbers; dates and times are strings, as ISO 8601 writes them.
    """
    tree = report_tree(report)
    tree.pop("answers", None)
    if "narrative" in tree:
        tree["narrative"] = {name: fill(text, report) for name, text in tree["narrative"].items()}
    return _json(tree, "") + "\n"


def _json(value: Any, margin: str) -> str:
    """`value` as `json` writes it, but decimals to the last digit."""
    if isinstance(value, Mapping):
        items = [f"{json_text(str(key))}: {_json(v, margin + _STEP)}" for key, v in value.items()]
        return _bracketed("{}", items, margin)
    if isinstance(value, list | tuple):
        return _bracketed("[]", [_json(v, margin + _STEP) for v in value], margin)
    if value is None or isinstance(value, bool | int | str):
        return json_text(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    return json_text(value.isoformat() if hasattr(value, "isoformat") else str(value))


def _bracketed(brackets: str, items: list[str], margin: str) -> str:
    if not items:
        return brackets
    inside = ",\n".join(f"{margin}{_STEP}{item}" for item in items)
    return f"{brackets[0]}\n{inside}\n{margin}{brackets[1]}"
