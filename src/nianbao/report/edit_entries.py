"""What stands in an edit log: its entries, and the lines they are written as.

A line is a JSON object: an edit, or a mark that tells which edits the report's file holds. The last
edit of a group has `end`; a group without one was not written whole, and does not count.

More than the contract's `{written: n, digest}` stands in a mark: `file`, where the report lay, by
which its log is found when it was moved; and before each replacing of the file there is a mark
`{writing: n, digest}`, by which a file replaced just before the program died is known as its own.
Readers of older logs, which have neither, do without.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

Value: TypeAlias = (
    "int | Decimal | str | date | bool | Sequence[Value] | Mapping[str, Value] | None"
)
"""What an address can hold; None for blank."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one address held before and after an edit."""

    address: str
    before: Value
    after: Value
    typed: bool | None = None
    """Afterwards: whether a total was typed by hand; None where that is no question."""
    draft: str | None = None
    """Afterwards: what was typed and could not be read."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change as the log has it."""

    n: int
    group: int
    """The edits of a group are undone at once."""
    who: str
    when: datetime
    address: str
    before: Value
    after: Value
    typed: bool | None = None
    draft: str | None = None
    undoes: int | None = None
    """The group that this edit's group takes back."""
    redoes: int | None = None
    """The group that this edit's group does again."""
    typed_before: bool | None = None
    """`typed` of the edit of this address before it; as all that is not written, None if unknown."""
    draft_before: str | None = None

    def following(self, typed: bool | None, draft: str | None) -> "Edit":
        """Give it with what its address had before."""
        return Edit(
            self.n,
            self.group,
            self.who,
            self.when,
            self.address,
            self.before,
            self.after,
            self.typed,
            self.draft,
            self.undoes,
            self.redoes,
            typed,
            draft,
        )

    @property
    def change(self) -> Change:
        """What it changed."""
        return Change(self.address, self.before, self.after, self.typed, self.draft)

    @property
    def reverse(self) -> Change:
        """The change that takes it back."""
        return Change(self.address, self.after, self.before, self.typed_before, self.draft_before)


@dataclass(frozen=True, slots=True)
class Written:
    """The report's file, of this digest, holds all edits up to `n`."""

    n: int
    digest: str
    file: str | None = field(default=None, compare=False)
    """Where the file was, so that its log is found when it has been moved; None if not told."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The report's file is about to be replaced by one that holds all edits up to `n`.

    Without it, a file replaced just before the program died would look changed from outside.
    """

    n: int
    digest: str


Entry = Edit | Written | Writing


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and the offset at which its group, or the mark, begins in the log."""

    entry: Entry
    start: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be read of a log."""

    placed: tuple[Placed, ...]
    whole: int
    """Up to this offset all is whole."""
    damaged: bool
    """Whether more than the end of a last write that was cut off is lost after that."""


def lines_of_group(edits: Sequence[Edit]) -> bytes:
    """Give the lines of one group's edits, the last one marked as its end."""
    *first, last = [_fields(edit) for edit in edits]
    return b"".join(map(_line, [*first, {**last, "end": True}]))


def line_of_mark(mark: Written | Writing) -> bytes:
    """Give the line of a mark."""
    if isinstance(mark, Writing):
        return _line({"writing": mark.n, "digest": mark.digest})
    told = {"file": mark.file} if mark.file is not None else {}
    return _line({"written": mark.n, "digest": mark.digest, **told})


def mark_in(line: bytes) -> Written | Writing | None:
    """Give the mark that a line of a log is; None where it is something else, or no whole line."""
    if not line.startswith((b'{"written"', b'{"writing"')):
        return None
    try:
        entry = _entry(_object(line))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return entry if isinstance(entry, Written | Writing) else None


def parse_log(data: bytes) -> Parsed:
    """Read a log as far as it is whole; a line of a kind not known is passed over."""
    placed: list[Placed] = []
    group: list[Edit] = []
    whole = start = 0
    while (end := data.find(b"\n", start)) >= 0:
        try:
            fields = _object(data[start:end])
            entry, ends = _entry(fields), fields.get("end") is True
        except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError):
            return Parsed(tuple(placed), whole, damaged=True)
        start = end + 1
        if isinstance(entry, Edit) and (not group or group[0].group == entry.group):
            group.append(entry)
            if not ends:
                continue
            placed.extend(Placed(edit, whole) for edit in group)
            group.clear()
        elif group:
            return Parsed(tuple(placed), whole, damaged=True)
        elif entry is not None:
            placed.append(Placed(entry, whole))
        whole = start
    return Parsed(tuple(placed), whole, damaged=False)


def _fields(edit: Edit) -> dict[str, Any]:
    fields = {
        "n": edit.n,
        "group": edit.group,
        "who": edit.who,
        "when": edit.when.isoformat(),
        "address": edit.address,
        "before": _encoded(edit.before),
        "after": _encoded(edit.after),
    }
    optional = {name: getattr(edit, name) for name in ("typed", "draft", "undoes", "redoes")}
    return fields | {name: value for name, value in optional.items() if value is not None}


def _line(fields: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(fields, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # Half a character pair, as a terminal may send it.
        return json.dumps(fields).encode() + b"\n"


def _refuse(constant: str) -> None:
    raise ValueError(constant)


# Made once: a log has tens of thousands of lines.
_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse)


def _object(line: bytes) -> dict[str, Any]:
    fields = _DECODER.decode(line.decode())
    if not isinstance(fields, dict):
        raise TypeError
    return fields


def _entry(fields: dict[str, Any]) -> Entry | None:
    if "written" in fields:
        file = _optional(str, fields, "file")
        return Written(_is(int, fields["written"]), _is(str, fields["digest"]), file)
    if "writing" in fields:
        return Writing(_is(int, fields["writing"]), _is(str, fields["digest"]))
    if "n" not in fields:
        return None
    return Edit(
        n=_is(int, fields["n"]),
        group=_is(int, fields["group"]),
        who=_is(str, fields["who"]),
        when=datetime.fromisoformat(fields["when"]),
        address=_is(str, fields["address"]),
        before=_decoded(fields["before"]),
        after=_decoded(fields["after"]),
        typed=_optional(bool, fields, "typed"),
        draft=_optional(str, fields, "draft"),
        undoes=_optional(int, fields, "undoes"),
        redoes=_optional(int, fields, "redoes"),
    )


def _is(kind: type[T], value: Any) -> T:
    # Exactly this type: a truth value is an int, and no number.
    if type(value) is not kind:
        raise TypeError
    return value


def _optional(kind: type[T], fields: Mapping[str, Any], name: str) -> T | None:
    return None if fields.get(name) is None else _is(kind, fields[name])


def _encoded(value: Value) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case date() if not isinstance(value, datetime):
            return {"date": value.isoformat()}
        case Mapping():
            return {"table": {name: _encoded(inner) for name, inner in value.items()}}
        case list() | tuple():
            return [_encoded(inner) for inner in value]
        case _:
            raise TypeError(f"an edit log holds no {type(value).__name__}")


def _decoded(value: Any) -> Value:
    match value:
        case {"decimal": str(number)}:
            return Decimal(number)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"table": dict(table)}:
            return {name: _decoded(inner) for name, inner in table.items()}
        case dict():
            raise ValueError
        case list():
            return [_decoded(inner) for inner in value]
        case _:
            inner: Value = value
            return inner
