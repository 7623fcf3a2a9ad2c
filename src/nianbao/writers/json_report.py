"""A report as JSON: the tree of its file under the same keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from nianbao.report import Report
from nianbao.report.live_figures import fill
from nianbao.report.toml_writing import report_tree

_STEP = "  "
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


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
        items = [f"{_string(str(key))}: {_json(v, margin + _STEP)}" for key, v in value.items()]
        return _bracketed("{}", items, margin)
    if isinstance(value, list | tuple):
        return _bracketed("[]", [_json(v, margin + _STEP) for v in value], margin)
    if value is None or isinstance(value, bool | int | str):
        return _string(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    return _string(value.isoformat() if hasattr(value, "isoformat") else str(value))


def _string(value: str | bool | int | None) -> str:
    """As `json` writes it; what a terminal or an editor might obey stands there by its number."""
    shown = json.dumps(value, ensure_ascii=False)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)


def _bracketed(brackets: str, items: list[str], margin: str) -> str:
    if not items:
        return brackets
    inside = ",\n".join(f"{margin}{_STEP}{item}" for item in items)
    return f"{brackets[0]}\n{inside}\n{margin}{brackets[1]}"
