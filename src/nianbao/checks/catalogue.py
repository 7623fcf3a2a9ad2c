"""Every rule, in the order in which findings are printed."""

from __future__ import annotations

from functools import lru_cache

from nianbao.checks.balances import disclosed_in_all, issued_in_force
from nianbao.checks.completeness import blank_cells
from nianbao.checks.errors import ERRORS
from nianbao.checks.fit import deadline, edition_of_year
from nianbao.checks.kept_text import text_figure_unchanged, text_repeated
from nianbao.checks.last_year import in_force, items_carried
from nianbao.checks.plausibility import amount_unit, jump, rules_competence
from nianbao.checks.rule import Rule
from nianbao.checks.sentences.figures_in_text import (
    normative_text,
    text_disputes,
    text_none,
    text_received,
    text_results,
)
from nianbao.checks.sentences.personal_data import personal_data
from nianbao.checks.sentences.words_in_text import (
    fee_consistent,
    foreign_place,
    text_parts,
)
from nianbao.checks.sentences.years import text_year
from nianbao.checks.text_form import (
    fee_statement,
    five_aspects,
    overview_length,
    placeholder,
    preface,
    problems_empty,
    text_unread,
)
from nianbao.editions import Edition, EditionError

__all__ = ["RULES", "Rule", "refuse_unknown_rules"]

RULES: tuple[Rule, ...] = (
    *ERRORS,
    edition_of_year,
    blank_cells,
    in_force,
    items_carried,
    rules_competence,
    text_received,
    text_results,
    text_disputes,
    normative_text,
    text_none,
    text_parts,
    text_year,
    text_figure_unchanged,
    text_repeated,
    personal_data,
    five_aspects,
    problems_empty,
    fee_statement,
    placeholder,
    disclosed_in_all,
    issued_in_force,
    jump,
    amount_unit,
    fee_consistent,
    foreign_place,
    overview_length,
    text_unread,
    preface,
    deadline,
)


@lru_cache(maxsize=16)
def refuse_unknown_rules(edition: Edition) -> None:
    """See to it that no balance of an edition goes unchecked because nobody knows its rule.

    Raises:
        EditionError: a rule that its file names is not of the catalogue, or not of that kind.
    """
    for table in edition.tables:
        for key, subjects, named in (
            ("balances", "equations", [balance.rule for balance in table.balances]),
            ("carried", "carried", [carried.rule for carried in table.carried]),
        ):
            known = [rule.name for rule in RULES if rule.subjects == subjects]
            for name in named:
                if name not in known:
                    raise EditionError(
                        f"表“{table.name}”的 {key} 里写的规则“{name}”不存在，"
                        f"可以写：{'、'.join(known)}",
                        f"格式“{edition.name}”",
                    )
