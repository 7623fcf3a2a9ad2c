import pytest

from nianbao.editions import built_in
from nianbao.editions.edition_file import EditionError, EditionText, Node
from nianbao.editions.vocabulary import Said, Vocabulary, vocabulary

KNOWN = Vocabulary(
    {
        "我局": "",
        "共": "",
        "共有": "",
        "申请": "request",
        "公开申请": "request",
        "收到": "received",
    },
    frozenset(["request"]),
)


def test_words_are_taken_longest_first_whatever_their_order() -> None:
    for clause in ("我局共收到公开申请", "公开申请，我局共有收到".replace("，", "、")):
        assert KNOWN.said(clause, 2024) == Said(frozenset(["request", "received"]), True, True)
    assert not KNOWN.said("共收到申请", 2024).names


def test_one_strange_word_makes_a_clause_unknown_but_not_mute() -> None:
    said = KNOWN.said("收到来信申请", 2024)
    assert not said.is_known
    assert said.meanings == {"request", "received"}


def test_a_year_is_known_by_its_distance_from_the_reports() -> None:
    assert KNOWN.said("2024年收到", 2024).meanings == {"received"}
    assert KNOWN.said("2023年度收到", 2024) == Said(frozenset(["received", "last_year"]), True)
    assert KNOWN.said("2025年收到", 2024).meanings == {"received", "next_year"}
    assert not KNOWN.said("2020年收到", 2024).is_known


def nodes(*tables: dict[str, object]) -> list[Node]:
    return Node({"words": list(tables)}, (), EditionText("", "edition.toml")).nodes("words")


def test_a_word_that_stands_twice_is_refused() -> None:
    with pytest.raises(EditionError, match="“收到”出现了两次"):
        vocabulary(nodes({"means": "a", "words": "收到"}, {"means": "b", "words": "收到"}))


@pytest.mark.parametrize("year", [2020, 2024])
def test_every_meaning_of_the_built_in_words_is_of_use(year: int) -> None:
    wording = built_in().for_year(year).wording
    used = frozenset().union(*(one for phrase in wording.phrases for one in phrase.words))
    beside = frozenset().union(*(phrase.beside for phrase in wording.phrases))
    stated = {meaning for meaning in wording.vocabulary.words.values() if meaning}
    # Those of rows that a form does not have, or for which no sentence is known, make clauses
    # say something else: that they are known is what keeps those clauses apart.
    assert used | beside <= stated
    assert wording.vocabulary.subjects <= stated
