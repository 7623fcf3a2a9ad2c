"""The rules that `[checks]` of the settings selects and ignores."""

from __future__ import annotations

from collections.abc import Mapping

from nianbao.checks.choice import Choice, UnknownRule, rule_name
from nianbao.settings.reading import SettingsMistake, SettingsRead


def chosen_rules(
    read: SettingsRead, others: Mapping[str, str]
) -> tuple[Choice, tuple[SettingsMistake, ...]]:
    """The rules to check, and the words of the settings that name none, which count for nothing.

    Args:
        read: the settings.
        others: the titles of rules that are not of the catalogue, by name: those of imports.
    """
    chosen: dict[str, set[str]] = {}
    mistakes = []
    for key, words in (("select", read.settings.select), ("ignore", read.settings.ignore)):
        chosen[key] = set()
        for word in words:
            try:
                chosen[key].add(rule_name(word, others))
            except UnknownRule as unknown:
                said = str(unknown).rstrip("。")
                message = (
                    f"“checks.{key}”：{said}{'' if said.endswith('？') else '。'}这一条没有用。"
                )
                mistakes.append(read.mistake(message, "checks", key))
    return Choice(frozenset(chosen["select"]), frozenset(chosen["ignore"])), tuple(mistakes)
