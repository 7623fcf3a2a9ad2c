"""A set of sentence patterns that was kept before the phrases were first tried on it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.made_sentences import Nones


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Patterns in the ways of published reports, their figures those of `made_sentences`."""

    name: str
    figures: tuple[str, ...]
    """Sentences that are true or false of the tables."""
    others: tuple[str, ...]
    """Sentences of figures that stand in no table."""
    nones: Nones
    """Sentences that there was none."""
    sound: tuple[str, ...] = ()
    """Whole paragraphs without a contradiction."""
