from nianbao.checks.sentences.plain_words import Clause, clauses, denied
from nianbao.checks.sentences.quantities import quantities
from nianbao.editions import built_in

KNOWN = built_in().for_year(2024).wording.vocabulary


def said(sentence: str, before: str = "") -> list[Clause]:
    found = quantities(sentence)
    return [clause for _, clause in clauses(sentence, found, before, KNOWN, 2024)]


def test_the_order_of_known_words_changes_nothing() -> None:
    for sentence in (
        "收到政府信息公开申请5件",
        "政府信息公开申请收到5件",
        "5件政府信息公开申请收到",
    ):
        (clause,) = said(sentence)
        assert clause.is_plain
        assert clause.said.meanings == {"received", "request"}


def test_a_clause_speaks_of_what_the_one_before_named() -> None:
    received, concluded = said("收到政府信息公开申请9件，办结8件")
    assert received.is_plain
    assert concluded.said.meanings == {"concluded", "request"}
    (alone,) = said("办结8件", before="（二）依申请公开")
    assert alone.said.meanings == {"concluded", "request"}


def test_behind_a_number_of_something_else_nothing_is_plain_until_it_is_named_again() -> None:
    _, concluded, named = said("受理消费者投诉66件，办结60件，办结政府信息公开申请8件")
    assert not concluded.is_plain
    assert named.is_plain


def test_what_brackets_hold_ends_with_them() -> None:
    clauses_of = said("收到政府信息公开申请9件（其中网上申请5件），办结8件")
    assert [one.is_plain for one in clauses_of] == [True, False, True]


def test_a_reason_before_a_number_makes_it_narrower() -> None:
    (clause,) = said("因涉及商业敏感内容，不予公开政府信息公开申请3件")
    assert clause.is_narrowed
    assert not clause.is_plain


def test_what_is_done_with_the_counted_ones_makes_what_follows_doubtful() -> None:
    _, kept = said("对规范性文件45件进行摸排，保留40件")
    assert not kept.is_plain


def test_what_there_was_none_of() -> None:
    assert list(denied("全年未收到政府信息公开申请，办结工作有序", "", KNOWN, 2024)) == [
        {"received", "request"}
    ]
    assert list(denied("没有收到涉密申请的来信", "", KNOWN, 2024)) == []
