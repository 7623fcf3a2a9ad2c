"""What the edit log adds to a report's file when it is opened: what was not written, and undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nianbao.editions import Edition, Editions
from nianbao.report.edit_log import ChangedOutside, Edit, EditLog, Value
from nianbao.report.typed_numbers import NotANumber, parse_number
from nianbao.wizard.cell_state import Held
from nianbao.wizard.contents import ANSWERS, FIELD, FIELDS, TEXT, Contents
from nianbao.wizard.differences import Difference, differences, follows_in_both
from nianbao.wizard.history import Change, Content, History, Step
from nianbao.wizard.journal import LogJournal
from nianbao.wizard.logged_answers import answers_of
from nianbao.wizard.totals import totals_of

MOST_STEPS = 500
"""How many steps back undo goes after reopening."""

TOLD_ONE_BY_ONE = 5
"""How many differences one sentence names."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A report as it is to be opened."""

    contents: Contents
    history: History
    told: tuple[str, ...] = ()
    """What there is to say about it."""
    unwritten: bool = False
    """Whether it holds what its file does not."""
    outside: tuple[Difference, ...] = ()
    """What another program changed in the file since it was last written; the file counts."""


def restored(
    log: EditLog,
    contents: Contents,
    known: str | None,
    journal: LogJournal,
    editions: Editions,
    *,
    begun: bool = False,
) -> Restored:
    """What a report holds by its file and its edit log.

    Edits that the file does not hold are done again, unless another program wrote the file since:
    then the file counts, and what it changed is logged as one step, so that undoing it brings back
    what was there before. A file that is gone is brought back from the log, as one step too, where
    the log holds edits that no file ever did; else its name is that of a new report.

    Args:
        log: the report's edit log.
        contents: what the file holds, or a new report at first.
        known: the file's digest; None for no file.
        journal: keeps that step.
        editions: all there are.
        begun: whether there is no file because the user begins a report.
    """
    pending = log.pending(known)
    if isinstance(pending, ChangedOutside):
        if known is not None:
            return _changed_outside(log, pending, contents, known, journal, editions)
        if begun or not pending.edits:
            return Restored(contents, History())
        return _brought_back(log, contents, journal, editions)
    now = contents
    count = 0
    for edit in pending.edits:
        content = _content(edit.after, edit.typed, edit.draft, edit.address, now.report.edition)
        if content is None:
            break
        count += now.at(edit.address) != content.value
        now = now.having({edit.address: content.value}, editions)
    now = _with_marks(log, now, editions)
    if not pending.edits:
        journal.start_from(known)
    told = (f"上次有 {count} 处修改还没有写入文件，已经恢复。",) if count else ()
    return Restored(now, _history(log, now, editions), told, unwritten=bool(count))


def _changed_outside(
    log: EditLog,
    pending: ChangedOutside,
    contents: Contents,
    known: str,
    journal: LogJournal,
    editions: Editions,
) -> Restored:
    before = _as_logged(log, contents, editions)
    there = {
        address: contents.at(address)
        for address in _logged_addresses(log, contents.report.edition)
        if _plain(before.at(address)) != _plain(contents.at(address))
    }
    journal.written(known)
    if not there:
        return Restored(contents, History())
    changes = tuple(Change(address, before.at(address), now) for address, now in there.items())
    history = _history(log, before, editions)
    history.add(Step(journal.append(changes), changes))
    journal.written(known)
    totals = totals_of(contents.report.edition)
    told = {a: c for a, c in there.items() if not follows_in_both(before, contents, a, totals)}
    outside = tuple(_by_whom(differences(before, told), pending, told))
    return Restored(contents, history, (_told_of(outside),), outside=outside)


def _brought_back(
    log: EditLog, contents: Contents, journal: LogJournal, editions: Editions
) -> Restored:
    logged = _as_logged(log, contents, editions)
    changes = tuple(
        Change(address, contents.at(address), logged.at(address))
        for address in _logged_addresses(log, contents.report.edition)
        if contents.at(address) != logged.at(address)
    )
    if not changes:
        return Restored(contents, History())
    history = History()
    history.add(Step(journal.append(changes), changes))
    told = (
        f"原来的文件不在了，已照编辑记录恢复 {len(changes)} 处。不是在这里填的内容（如导入的）"
        "编辑记录里没有，请核对。不要恢复，请撤销（<undo>）。"
    )
    return Restored(logged, history, (told,), unwritten=True)


def _by_whom(
    found: Iterable[Difference], pending: ChangedOutside, there: Mapping[str, Content]
) -> Iterator[Difference]:
    """The differences with whether they are of edits that the file never held, or another's."""
    written: dict[str, Value] = {}
    for edit in pending.edits:
        written.setdefault(edit.address, edit.before)
    for item in found:
        here = item.address in written
        other = _plain(there[item.address])
        changed = not here or item.address == ANSWERS or other != written[item.address]
        yield replace(item, here_changed=here, there_changed=changed)


def is_to_be_decided(outside: Sequence[Difference]) -> bool:
    """Whether there is more to decide than one sentence can tell: work of both, or too much."""
    return any(item.here_changed for item in outside) or len(outside) > TOLD_ONE_BY_ONE


def _told_of(outside: Sequence[Difference]) -> str:
    listed = "；".join(
        f"{item.place} 由 {item.here} 改为 {item.there}" for item in outside[:TOLD_ONE_BY_ONE]
    )
    rest = f"；等共 {len(outside)} 处" if len(outside) > TOLD_ONE_BY_ONE else ""
    return f"文件与上次在这里填写的不同，以文件为准：{listed}{rest}。要找回原来的内容，请撤销（<undo>）。"


@dataclass(frozen=True, slots=True)
class _Known:
    """Something read from the log that an address can hold."""

    value: Content


def _content(
    value: Value, typed: bool | None, draft: str | None, address: str, edition: Edition
) -> _Known | None:
    """What an address holds by the log; None where it cannot hold that."""
    if address in edition.cells:
        if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
            return _Known(Held(value, draft, bool(typed)))
        return None
    if address == ANSWERS:
        answers = answers_of(value)
        return None if answers is None else _Known(answers)
    if address in {TEXT + section.name for section in edition.texts}:
        return _Known(value) if isinstance(value, str) else None
    if address.startswith(FIELD) and address.removeprefix(FIELD) in FIELDS:
        if address == f"{FIELD}year":
            return _Known(value) if isinstance(value, int) else None
        return _Known(value) if isinstance(value, str | date | None) else None
    return None


def _last_edits(log: EditLog) -> dict[str, Edit]:
    return {entry.address: entry for entry in log.read() if isinstance(entry, Edit)}


def _logged_addresses(log: EditLog, edition: Edition) -> Iterator[str]:
    for address, edit in _last_edits(log).items():
        if _content(edit.after, edit.typed, edit.draft, address, edition) is not None:
            yield address


def _as_logged(log: EditLog, contents: Contents, editions: Editions) -> Contents:
    """The contents with what the log says last at each address it knows."""
    edition = contents.report.edition
    found = {
        address: content.value
        for address, edit in _last_edits(log).items()
        if (content := _content(edit.after, edit.typed, edit.draft, address, edition)) is not None
    }
    return contents.having(found, editions)


def _with_marks(log: EditLog, contents: Contents, editions: Editions) -> Contents:
    """The contents with what no file tells: who typed a total, and what could not be read."""
    logged = _as_logged(log, contents, editions)
    same = {
        address: logged.at(address)
        for address in _last_edits(log)
        if address in contents.report.edition.cells
        and logged.report.cells.get(address) == contents.report.cells.get(address)
    }
    return contents.having(same, editions)


def _history(log: EditLog, contents: Contents, editions: Editions) -> History:
    """The steps that led to these contents, as far back as the log fits them."""
    done = list(_steps_back(log, log.done(), contents, editions))
    undone = list(_steps_on(log, log.undone(), contents, editions))
    return History(reversed(done), reversed(undone))


def _steps_back(
    log: EditLog, groups: Iterable[int], contents: Contents, editions: Editions
) -> Iterator[Step]:
    for group in list(groups)[-MOST_STEPS:][::-1]:
        befores: dict[str, Content] = {}
        for edit in log.group(group):
            edition = contents.report.edition
            before = _content(
                edit.before, edit.typed_before, edit.draft_before, edit.address, edition
            )
            after = _content(edit.after, edit.typed, edit.draft, edit.address, edition)
            if before is None or after is None:
                return
            if _plain(contents.at(edit.address)) != _plain(after.value):
                return
            befores[edit.address] = before.value
        earlier = _totals_told(contents.having(befores, editions), log.group(group), editions)
        yield Step(
            group,
            tuple(Change(a, earlier.at(a), contents.at(a)) for a in befores),
        )
        contents = earlier


def _totals_told(contents: Contents, edits: Sequence[Edit], editions: Editions) -> Contents:
    """A total of which the log does not tell whose it was follows only if it equals its sum."""
    totals = totals_of(contents.report.edition)
    cells = contents.report.cells
    held = {
        edit.address: Held(cells.get(edit.address), None, typed=True)
        for edit in edits
        if edit.typed_before is None
        and edit.address in totals
        and cells.get(edit.address) != totals.sum(edit.address, cells)
    }
    return contents.having(held, editions)


def _steps_on(
    log: EditLog, groups: Iterable[int], contents: Contents, editions: Editions
) -> Iterator[Step]:
    for group in list(groups)[::-1]:
        afters: dict[str, Content] = {}
        for edit in log.group(group):
            edition = contents.report.edition
            before = _content(edit.before, None, None, edit.address, edition)
            after = _content(edit.after, edit.typed, edit.draft, edit.address, edition)
            if before is None or after is None or _is_unfinished(edit, edition):
                return
            if _plain(contents.at(edit.address)) != _plain(before.value):
                return
            afters[edit.address] = after.value
        yield Step(group, tuple(Change(a, contents.at(a), after) for a, after in afters.items()))
        contents = contents.having(afters, editions)


def _is_unfinished(edit: Edit, edition: Edition) -> bool:
    """Whether a number was set aside while it was typed: typing has gone on since, or was given up."""
    if edit.draft is None:
        return False
    with suppress(NotANumber):
        parse_number(edit.draft, edition.cells[edit.address].kind)
        return True
    return False


def _plain(content: Content) -> object:
    return content.value if isinstance(content, Held) else content
