"""A word that a pattern is said to need stands in every match of it."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.editions.any_of import AnyOf, needed_words


def patterns() -> Iterator[str]:
    for edition in built_in().all:
        wording = edition.wording
        yield from (*wording.ignored, *wording.elsewhere)
        for phrase in wording.phrases:
            yield from (*phrase.patterns, *phrase.unless, *phrase.never, *phrase.none)


PATTERNS = tuple(dict.fromkeys(patterns()))
ANY = AnyOf(PATTERNS)
UNION = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("新收(?:到)?[^#，]{0,30}申请", ("新收",)),
        ("(?:收到|受理)(?:了)*申请#", ("申请#",)),
        ("结转|顺延", ("结转", "顺延")),
        ("撤[回销]", ("撤",)),
        ("(?<![我本])单位", ("单位",)),
        ("(?:公民|个人)(?![、和])", ("公民", "个人")),
        ("ab?c", ("a",)),
        ("ab+c", ("ab",)),
        ("a{0,2}b{2}c{0}", ("b",)),
        (r"\d+\.5", (".5",)),
        ("(?:a|b*)", None),
        ("a|", None),
        ("", None),
        ("[甲乙]", None),
        ("(?i)abc", None),
        ("(?P<name>abc)", None),
        ("(?<name>abc)", None),
        ("(?>abc)", None),
    ],
)
def test_the_words_a_pattern_needs(pattern: str, words: tuple[str, ...] | None) -> None:
    assert needed_words(pattern) == words


@settings(max_examples=60)
@given(st.data())
def test_every_match_of_an_editions_pattern_holds_a_word_it_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    words = needed_words(pattern)
    text = data.draw(st.from_regex(pattern))
    assert words is None or any(word in text for word in words)
    assert AnyOf((pattern,)).is_in(text)
    other = data.draw(st.text("申请收到结转#的不，0", max_size=12))
    assert ANY.without(text + other) == re.sub(UNION, "", text + other)
    assert ANY.is_in(other) == any(re.search(one, other) for one in PATTERNS)


def test_most_patterns_of_the_editions_need_a_word() -> None:
    without = [pattern for pattern in PATTERNS if needed_words(pattern) is None]
    assert len(without) < len(PATTERNS) / 10, without


def test_without_patterns_nothing_matches() -> None:
    nothing = AnyOf(())
    assert not nothing.is_in("申请")
    assert list(nothing.finditer("申请")) == []
    assert nothing.without("申请") == "申请"
