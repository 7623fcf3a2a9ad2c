"""Textual parses the same style sheets anew for every application: in tests, which start hundreds, a third of the work.

What is kept is what Textual's own cache of one style sheet keeps, and by the same key; only for all applications of
the process, and apart for each set of variables (a theme), whose values are parsed in.
"""

from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Let every style sheet of this process share what was parsed, until `patch` is undone."""
    parse = Stylesheet._parse_rules
    parsed: dict[Any, list[RuleSet]] = {}

    def parse_rules(self: Stylesheet, *arguments: Any, **named: Any) -> list[RuleSet]:
        key = (arguments, frozenset(named.items()), frozenset(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, *arguments, **named)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_rules)
