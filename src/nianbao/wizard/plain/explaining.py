"""Saying line by line why a warning is no mistake."""

from __future__ import annotations

from nianbao.report.texts import clean_line
from nianbao.wizard.document import Document
from nianbao.wizard.plain.talk import Talk
from nianbao.wizard.reasons import reasons


def explain(talk: Talk, document: Document) -> None:
    """Ask which warning or hint is to be explained, and why it is none.

    Raises:
        Given: a command that leads out of it.
        Ended: there is nothing more to read.
    """
    found = [one for one in document.all_findings if one.answered is None and not one.is_error]
    if not found:
        talk.say("没有可以说明的存疑或提示；错误只能改正。")
        return
    rows = [f"{one.severity.label}：{one.message}" for one in found]
    chosen = talk.choose("说明第几条（直接按回车返回）：", rows)
    if chosen is None:
        return
    offered = reasons(found[chosen])
    for number, reason in enumerate(offered, 1):
        talk.say(f"  {number} {reason}")
    typed = clean_line(talk.ask("理由（输入编号选用，或直接写；直接按回车不说明）："))
    if not typed:
        return
    number = int(typed) if typed.isdecimal() and len(typed) == 1 else 0
    document.explain(found[chosen], offered[number - 1] if 0 < number <= len(offered) else typed)
    document.save()
    talk.say("已说明，不再算作问题；相关的数或句子改了，会重新提示。")
