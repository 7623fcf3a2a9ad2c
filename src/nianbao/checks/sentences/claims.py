"""What the sentences of a text claim about the figures of the tables, by the edition's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from nianbao.checks.sentences.own_names import own_names
from nianbao.checks.sentences.plain_words import Clause, clauses, denied
from nianbao.checks.sentences.prose import TEXTS, Sentence, sentences_of
from nianbao.checks.sentences.quantities import Quantity, quantities
from nianbao.editions import Edition
from nianbao.editions.phrases import Phrase, Wording
from nianbao.report import Number

_COUNTS = frozenset(["件", "件次", "次", "宗", "条", "份", "起", "例", "个", "项", ""])
_BEFORE, _AFTER = 60, 26
_LEAST_WORDS = 3
_MOST_CLAUSES = 200
_CLAUSE_END = re.compile("[，。；：、（(]")
_CLAUSE = re.compile("[^，。；：]+")
_LAST_CLAUSE = re.compile("[^，。；：]*$")
_YEAR = re.compile("(20[0-9]{2})年")
_YEAR_OF_ALL = re.compile(
    "(?<!结转)(?<!转结)(?<!顺延)(?<!转入)(?<!转至)(?<!转到)(?<!延至)(20[0-9]{2})年"
    "(?!度?(?:末|底)?(?:结转|转结|转入|未办结|遗留|顺延|接转))"
)
"""A year of which what follows is told; not that from or to which some were carried over."""
_OFFICE = re.compile(
    "([一-龥]{2,8}(?:局|委员会|委|厅|街道|镇|乡))(?:共|全年|本年|累计|总共)*(?:收到|受理|接收|办理|答复)"
)
_OURS = frozenset("我本全各该")
_SHARE = re.compile("[，（(]?(?:约)?(?:占|占比)[^，。；：#]{0,14}$")
_DENIAL = re.compile("[未没无零]")
_JOINT = re.compile("[、和与及或，]")
_SHARED = re.compile("均|各|都")
_COUNTED = re.compile("[数量][^，；：]{0,3}$")


@dataclass(frozen=True, slots=True)
class Claim:
    """That a number, or none, stands for a figure of the tables."""

    sentence: Sentence
    phrases: tuple[Phrase, ...]
    """What it may speak of, the likeliest first; more than one where the words name several."""
    value: Number
    place: tuple[int, int] | None
    """Where in the sentence's plain words the number stands, without its unit; None: no number."""
    is_joint: bool
    """Whether the words may mean all of the phrases' figures together."""
    is_narrower: bool = False
    """Whether the sentence may speak of other offices than the tables do."""
    denies: bool = False
    """Whether it says there was none, in words."""
    is_share: bool = False
    """Whether the number is what the figure is of another, in %."""
    counted: Number | None = None
    """Of a share: the number that stands before it for the figure itself."""


@lru_cache(maxsize=TEXTS)
def claims(text: str, edition: Edition, year: int, organ: str) -> tuple[Claim, ...]:
    """What a text, its live figures filled in, claims about the tables, in its order."""
    if not edition.wording.phrases:
        return ()
    return tuple(
        replace(claim, sentence=sentence)
        for sentence in sentences_of(text)
        if len(sentence.plain) >= _LEAST_WORDS
        for claim in _made(sentence.plain, sentence.before, edition, year, organ)
    )


@lru_cache(maxsize=4096)
def _made(plain: str, before: str, edition: Edition, year: int, organ: str) -> tuple[Claim, ...]:
    """What a sentence claims, wherever it stands: while one is written, the others stay the same."""
    sentence, wording = Sentence(0, len(plain), plain, plain, before), edition.wording
    made = [
        *_of_numbers(sentence, edition, year, organ),
        *_of_none(sentence, wording, year),
        *_of_none_by_words(sentence, wording, year, organ),
    ]
    if made and _is_narrower(sentence, wording, organ):
        made = [replace(claim, is_narrower=True) for claim in made]
    return tuple(made)


def _is_narrower(sentence: Sentence, wording: Wording, organ: str) -> bool:
    governs = any(re.search(pattern, organ) for pattern in wording.governments)
    words = wording.own_office if governs else wording.whole_area
    said = sentence.plain[:600]
    for office in _OFFICE.finditer(said):
        if not _OURS.intersection(office[1][-3:-1]) and office[1][-3:] not in organ:
            return True
    return any(re.search(pattern, said) for pattern in words)


def _of_numbers(sentence: Sentence, edition: Edition, year: int, organ: str) -> Iterator[Claim]:
    plain, wording, own = sentence.plain, edition.wording, own_names(organ)
    spoken: tuple[bool, ...] = ()
    found = quantities(plain)
    spoken_year = year
    plainly = _plainly(sentence, found, edition, year, own)
    counted: Claim | None = None
    for index, quantity in enumerate(found):
        last_end = found[index - 1].end if index else 0
        next_start = found[index + 1].start if index + 1 < len(found) else len(plain)
        before = plain[max(last_end, quantity.start - _BEFORE) : quantity.start]
        after = plain[quantity.end : min(next_start, quantity.end + _AFTER)]
        since = found[index - 1].start if index else max(0, quantity.start - _BEFORE)
        if years := _YEAR_OF_ALL.findall(plain, since, quantity.start):
            spoken_year = int(years[-1])
        if quantity.unit == "%" and (share := _SHARE.search(before)):
            if counted and not share.start() and not wording.is_elsewhere(before):
                yield replace(
                    counted, value=quantity.value, place=None, is_share=True, counted=counted.value
                )
            continue
        counted = None
        if quantity.unit not in _COUNTS or not quantity.exact:
            continue
        if _SHARED.search(before[-2:]) and quantity.value:
            continue
        before = own.sub("我", before)
        around = f"{_without(before, wording)}#{_without(_to_clause_end(after), wording)}"
        if len(around) < _LEAST_WORDS:
            continue
        spoken = spoken or tuple(
            topic.is_in(plain) or topic.is_in(sentence.before) for topic in wording.topics
        )
        phrases = _phrases(around, spoken, spoken_year == year, bool(quantity.unit), edition)
        phrases = tuple(one for one in phrases if not one.foreign.is_in(plain))
        clause = plainly.get(quantity)
        if clause and (quantity.unit or _COUNTED.search(before)):
            is_own_year = spoken_year == year
            by_words = _by_words(clause, spoken, is_own_year, wording)
            by_words = tuple(one for one in by_words if not _is_foreign(one, clause, sentence))
            phrases = phrases if set(by_words) & set(phrases) else (*by_words, *phrases)
        if phrases:
            joint = len(phrases) > 1 and bool(_JOINT.search(around))
            place = quantity.start, quantity.digits_end
            doubtful = clause is not None and not clause.is_plain
            counted = Claim(sentence, phrases, quantity.value, place, joint, doubtful)
            yield counted


def _plainly(
    sentence: Sentence,
    found: tuple[Quantity, ...],
    edition: Edition,
    year: int,
    own: re.Pattern[str],
) -> dict[Quantity, Clause]:
    """What the clauses of a sentence's numbers say by their words alone."""
    plain, wording = sentence.plain, edition.wording
    if not any(one.unit in _COUNTS for one in found):
        return {}
    for pattern in (own, wording.unimportant):
        plain = pattern.sub(_blotted, plain)
    before = _without(sentence.before, wording)
    return dict(clauses(plain, found, before, wording.vocabulary, year))


def _blotted(found: re.Match[str]) -> str:
    return "、" * len(found[0])


def _by_words(
    clause: Clause, spoken: tuple[bool, ...], is_own_year: bool, wording: Wording
) -> tuple[Phrase, ...]:
    """The phrases that the words of a clause are by themselves, whatever their order."""
    if not clause.said.is_known:
        return ()
    said = _said_by(clause.led, spoken, is_own_year, wording)
    said = said or _said_by(clause.said.meanings, spoken, is_own_year, wording)
    if said and clause.sums:
        subject = clause.said.meanings & wording.vocabulary.subjects
        said = (*said, *_said_by(subject, spoken, is_own_year, wording))
    return tuple(dict.fromkeys(said))


def _is_foreign(phrase: Phrase, clause: Clause, sentence: Sentence) -> bool:
    """Whether other words of the sentence make of the clause something else."""
    says_little = len(clause.said.meanings) == 1
    return phrase.foreign.is_in(sentence.whole if says_little else sentence.plain)


def _said_by(
    meanings: frozenset[str], spoken: tuple[bool, ...], is_own_year: bool, wording: Wording
) -> tuple[Phrase, ...]:
    return tuple(
        phrase
        for index in wording.said_by(meanings)
        if spoken[wording.topic_of_each[index]]
        and ((phrase := wording.phrases[index]).other_years or is_own_year)
    )


def _to_clause_end(after: str) -> str:
    """What belongs to a number behind it: up to the end of its clause."""
    end = _CLAUSE_END.search(after)
    return after if end is None else after[: end.start()]


def _without(text: str, wording: Wording) -> str:
    return wording.unimportant.without(text)


@lru_cache(maxsize=16384)
def _phrases(
    around: str, spoken: tuple[bool, ...], is_own_year: bool, is_counted: bool, edition: Edition
) -> tuple[Phrase, ...]:
    """The phrases that the words round a number (`#`) are, the tightest first.

    Args:
        around: the words.
        spoken: for each topic of the wording, whether the text is about it.
        is_own_year: whether the sentence speaks of the report's year.
        is_counted: whether the number has a unit.
        edition: the edition whose phrases are looked for.
    """
    wording = edition.wording
    if not is_counted and "数" not in around.partition("#")[0]:
        return ()
    is_elsewhere = not is_own_year or wording.is_elsewhere(around)
    found: list[tuple[int, Phrase]] = []
    for phrase, topic in zip(wording.phrases, wording.topic_of_each, strict=True):
        if not spoken[topic] or (is_elsewhere and not phrase.other_years):
            continue
        said = [len(one[0]) for one in phrase.said.finditer(around) if "#" in one[0]]
        if said and not phrase.excluded.is_in(_clause_of(around)):
            found.append((min(said), phrase))
    found.sort(key=lambda pair: pair[0])
    return tuple(phrase for _, phrase in found)


def _clause_of(around: str) -> str:
    """The clause in which `#` stands, with the one before where it has only a word or two."""
    before, _, after = around.partition("#")
    clause = _LAST_CLAUSE.search(before)
    start = clause.start() if clause else 0
    if len(before) - start <= 2 and start:
        earlier = _LAST_CLAUSE.search(before[: start - 1])
        start = earlier.start() if earlier else 0
    return f"{before[start:]}#{after}"


def _of_none(sentence: Sentence, wording: Wording, year: int) -> Iterator[Claim]:
    named = _YEAR.search(sentence.plain[:80])
    is_own_year = named is None or int(named[1]) == year
    for found in islice(_CLAUSE.finditer(sentence.plain), _MOST_CLAUSES):
        clause = found[0]
        if not _DENIAL.search(clause):
            continue
        said = _without(clause[:200], wording)
        for phrase in wording.phrases:
            if (
                phrase.none
                and (is_own_year or phrase.other_years)
                and phrase.denied.is_in(said)
                and not phrase.excluded.is_in(said)
                and not wording.is_elsewhere(said)
            ):
                yield Claim(sentence, (phrase,), 0, None, False, denies=True)


def _of_none_by_words(
    sentence: Sentence, wording: Wording, year: int, organ: str
) -> Iterator[Claim]:
    """What a clause says there was none of by its words alone, whatever their order."""
    if not _DENIAL.search(sentence.plain):
        return
    known = wording.vocabulary
    said = _without(own_names(organ).sub("我", sentence.plain), wording)
    for meanings in denied(said, _without(sentence.before, wording), known, year):
        subjects = meanings & known.subjects
        for phrase in wording.phrases:
            spoken_of = subjects & frozenset().union(*phrase.words)
            if (
                phrase.none
                and (spoken_of or not subjects)
                and phrase.is_said_by(meanings - (subjects - spoken_of))
                and (phrase.about.is_in(sentence.plain) or phrase.about.is_in(sentence.before))
                and not phrase.foreign.is_in(sentence.plain)
            ):
                yield Claim(sentence, (phrase,), 0, None, False, denies=True)
