"""Every rule, in the order in which findings are printed."""

from __future__ import annotations

from nianbao.checks.balances import (
    disclosed_in_all,
    disputes_total,
    requests_balance,
    requests_concluded,
    requests_total,
)
from nianbao.checks.rule import Rule
from nianbao.checks.texts import live_figure

__all__ = ["RULES", "Rule"]

RULES: tuple[Rule, ...] = (
    requests_balance,
    requests_concluded,
    requests_total,
    disputes_total,
    live_figure,
    disclosed_in_all,
)
