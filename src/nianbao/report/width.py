"""Text measured in the cells of a fixed-width screen: a full-width character takes two.

Ambiguous characters (quotation marks, dashes) count as one cell, as `rich.cells` counts them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

INDENT = "\u3000\u3000"
"""What opens a Chinese paragraph: two full-width spaces."""

_NOT_AT_LINE_START = frozenset("，。、；：！？）》〉」』】〕〗］｝”’％…·,.;:!?)]}%")
_NOT_AT_LINE_END = frozenset("（《〈「『【〔〖［｛“‘([{")
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

_UNSEEN = frozenset(
    "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u2065\ufeff\ufff9\ufffa\ufffb"
)


def display_width(text: str) -> int:
    """The cells that `text` takes; zero-width and control characters take none."""
    return cell_len(text)


def printable(text: str) -> str:
    """`text` as one line that can be sent to a terminal: no control character, no line end.

    White space that is no kind of space becomes one; characters that turn the direction of writing
    go as well, since they would move what stands beside them.
    """
    return "".join(c for c in without_controls(text) if c not in _BIDI_CONTROLS)


def sendable(text: str) -> str:
    """`text` as `printable` gives it, without what no terminal shows but some count as a cell."""
    return "".join(c for c in printable(text) if c not in _UNSEEN)


def without_controls(text: str) -> str:
    """`text` as one line without control characters; tabs and line ends are spaces."""
    return text if text.isprintable() else "".join(map(_without_control, text))


def _without_control(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace():
        return character if category == "Zs" else " "
    return "" if category in ("Cc", "Cs") else character


def pad_right(text: str, width: int) -> str:
    """`text` with spaces behind it up to `width` cells; longer text as it is."""
    return text + " " * (width - cell_len(text))


def pad_left(text: str, width: int) -> str:
    """`text` with spaces before it up to `width` cells; longer text as it is."""
    return " " * (width - cell_len(text)) + text


def pad_both(text: str, width: int) -> str:
    """`text` in the middle of `width` cells, an odd space behind it; longer text as it is."""
    room = max(0, width - cell_len(text))
    return " " * (room // 2) + text + " " * (room - room // 2)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The characters of `text`, each with the zero-width ones behind it and its width in cells."""
    start = 0
    for index, character in enumerate(text):
        if index > start and cell_len(character):
            yield text[start:index], cell_len(text[start:index])
            start = index
    if text:
        yield text[start:], cell_len(text[start:])


def cut(text: str, width: int, mark: str = "") -> str:
    """The beginning of `text` that fits in `width` cells, with `mark` where something is cut."""
    if cell_len(text) <= width:
        return text
    room, kept = width - cell_len(mark), ""
    for cluster, size in clusters(text):
        if size > room:
            break
        kept, room = kept + cluster, room - size
    return kept + mark


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """`text` in lines of at most `width` cells, which joined as they are give `text` again.

    The first line leaves `indent` cells free. A break stands beside a full-width character or
    behind a space, which stays at the end of its line; a Latin word or a number is only parted
    where it is longer than a line. Punctuation that closes does not start a line, and one that opens
    does not end it, where moving one or two characters down avoids it.

    Raises:
        ValueError: a full-width character does not fit into `width`, or not beside `indent`.
    """
    if width - indent < 2:
        raise ValueError(f"no full-width character fits in {width} - {indent}")
    lines: list[str] = []
    line: list[tuple[str, int]] = []
    used = indent
    for cluster, size in clusters(text):
        while used + size > width:
            at = _break(line, cluster)
            lines.append("".join(part for part, _ in line[:at]))
            line = line[at:]
            used = sum(size for _, size in line)
        line.append((cluster, size))
        used += size
    lines.append("".join(part for part, _ in line))
    return lines


def _break(line: list[tuple[str, int]], following: str) -> int:
    """Before which character of a full line the break stands; at its end where nowhere else."""
    shown = [*(part for part, _ in line), following]
    allowed = [at for at in range(len(line), 0, -1) if _may_part(shown[at - 1], shown[at])]
    if not allowed:
        return len(line)
    tidy = next((at for at in allowed if _parts_well(shown[at - 1], shown[at])), 0)
    # Further back the gap at the end of the line would look worse than what it avoids.
    return tidy if tidy and allowed[0] - tidy <= 2 else allowed[0]


def _may_part(left: str, right: str) -> bool:
    if right[0].isspace():
        return False
    return left[0].isspace() or _is_wide(left) or _is_wide(right)


def _parts_well(left: str, right: str) -> bool:
    """Whether a line may end with `left` and the next begin with `right` by the rules of print."""
    return right[0] not in _NOT_AT_LINE_START and left[0] not in _NOT_AT_LINE_END


def _is_wide(cluster: str) -> bool:
    return cell_len(cluster) > 1
