"""Asking what is to count where another program has changed the file: difference by difference."""

from __future__ import annotations

from nianbao.wizard.differences import Difference
from nianbao.wizard.document import Document
from nianbao.wizard.plain.talk import Command, Given, Talk
from nianbao.wizard.restoring import is_to_be_decided

_HOW = "请选择（直接按回车以后再说）："
_SIDES = ["留这里的", "取文件的"]


def ask_about_outside(talk: Talk, document: Document) -> None:
    """Ask about a change made while the report is open; nothing is written until that is answered.

    Raises:
        Ended: there is nothing more to read.
    """
    name = document.path.name
    while document.saving.changed_outside:
        found = document.outside()
        talk.say(f"! {name} 已被其他程序改动，这里没有写入。{_counted(found)}")
        _tell(talk, found or ())
        if found is None:
            rows = ["全部用这里填的；文件里现有的内容另存为 .bak"]
        elif not found:
            rows = ["继续，写入文件"]
        else:
            rows = [
                "逐处选择",
                "全部采用文件里的内容",
                "全部用这里填的；文件里现有的内容另存为 .bak",
            ]
        try:
            chosen = talk.choose(_HOW, rows)
            taken = _chosen(talk, found) if found and chosen == 0 else None
        except Given as given:
            if given.command is Command.BACK:
                continue
            return
        if chosen is None:
            return
        if document.outside() != found:
            talk.say("刚才又被其他程序改动，请再看一遍。")
        elif taken is not None:
            document.merge_outside(taken)
        elif found is not None and chosen == 1:
            document.take_outside()
        else:
            document.keep_mine()


def ask_about_before(talk: Talk, document: Document) -> None:
    """Ask about what another program changed since the report was closed here; the file counts so far.

    Raises:
        Ended: there is nothing more to read.
    """
    found = document.changed_outside
    if not is_to_be_decided(found):
        return
    document.take_told()
    talk.say(f"! {document.path.name} 在这里关闭以后被其他程序改动。{_counted(found)}")
    _tell(talk, found)
    rows = ["逐处选择", "全部以文件为准", "全部恢复为上次在这里填的"]
    kept: set[str] = set()
    try:
        chosen = talk.choose("请选择（直接按回车以文件为准）：", rows)
        if chosen == 0:
            kept = {item.address for item in found} - _chosen(talk, found)
        elif chosen == 2:
            kept = {item.address for item in found}
    except Given:
        talk.say("以文件为准；要找回上次填的，请用 /撤销。")
    document.take_back(kept)
    document.save()


def _counted(found: tuple[Difference, ...] | None) -> str:
    if found is None:
        return "文件现在的内容读不出来，或者是按另一种格式填的，不能合并。"
    return f"两边有 {len(found)} 处不同：" if found else "两边填的内容一样。"


def _tell(talk: Talk, found: tuple[Difference, ...]) -> None:
    for item in found:
        talk.say(f"  {_said(item)}")


def _said(item: Difference) -> str:
    both = "；两边都改过，请核对" if item.here_changed and item.there_changed else ""
    return f"{item.place}：这里 {item.here}，文件 {item.there}{both}"


def _chosen(talk: Talk, found: tuple[Difference, ...]) -> set[str]:
    """The addresses at which the file's is to be taken; just Enter is what nobody touched here.

    Raises:
        Given: a command that leads out of it; nothing is chosen.
        Ended: there is nothing more to read.
    """
    taken = set()
    for number, item in enumerate(found, 1):
        talk.say(f"（{number}/{len(found)}）{_said(item)}")
        side = talk.choose(f"取哪一边（直接按回车{_SIDES[item.take]}）：", _SIDES)
        if side == 1 or (side is None and item.take):
            taken.add(item.address)
    return taken
