"""Which rules are checked: those that somebody selected, but for those to be ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.checks.catalogue import RULES, Rule

_NEAREST = 3
_NEAR = 0.5
_NO_OTHERS: Mapping[str, str] = {}


class UnknownRule(Exception):
    """No rule is called so; the message says it in Chinese and names the nearest."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Some rules of the catalogue; as it is, all of them."""

    select: frozenset[str] = frozenset()
    """The names of the only rules that are checked; empty: all."""
    ignore: frozenset[str] = frozenset()
    """The names of rules that are not checked."""

    def __contains__(self, name: object) -> bool:
        return (not self.select or name in self.select) and name not in self.ignore

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are checked, in the order of the catalogue."""
        return tuple(rule for rule in RULES if rule.name in self)


def find_rule(word: str, others: Mapping[str, str] = _NO_OTHERS) -> Rule:
    """The rule of that name or title; `others` are the titles of rules that may be meant as well.

    Raises:
        UnknownRule: there is none in the catalogue.
    """
    titles = {rule.name: rule.title for rule in RULES}
    for rule in RULES:
        if word in (rule.name, rule.title):
            return rule
    # Only what is mistyped needs it.
    from difflib import get_close_matches

    titles |= others
    named = {word: name for name, title in titles.items() for word in (name, title)}
    near = dict.fromkeys(named[known] for known in get_close_matches(word, named, _NEAREST, _NEAR))
    meant = "、".join(f"{name}（{titles[name]}）" for name in near)
    raise UnknownRule(f"没有“{word}”这条规则" + (f"，是不是 {meant}？" if meant else "。"))


def rule_name(word: str, others: Mapping[str, str] = _NO_OTHERS) -> str:
    """The name of a rule of the catalogue, or of one of `others` (title by name).

    Raises:
        UnknownRule: there is none.
    """
    for name, title in others.items():
        if word in (name, title):
            return name
    return find_rule(word, others).name
