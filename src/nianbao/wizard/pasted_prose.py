"""Text pasted from Word or a page, without what belongs to the layout it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.readers.tidy import is_page_number, tidy, without_list_mark
from nianbao.report.texts import clean_text
from nianbao.wizard.joined_lines import PastedLine, joined_lines

LONG = 500
"""Characters of a paragraph above which it is split: what is typed in a longer one comes slowly."""

TOO_LONG = 3000
"""Characters of a paragraph above which it is hardly usable."""

_SENTENCE = re.compile(r".*?(?:[。！？](?:[”’」』）)】]*)|$)")
_CLAUSE = re.compile(r".*?(?:；|$)")
# Fonts of symbols leave their list marks in the private area.
_SYMBOLS = re.compile("^[\ue000-\uf8ff]+\\s*")
_WIDE = "[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]"
_INDENT = re.compile(r"\u3000|[ \u00a0]{2}|\t|[\ue000-\uf8ff]")
_GAP = re.compile(f"(?<={_WIDE})[ \t\u3000]{{2,}}(?={_WIDE})")


@dataclass(frozen=True, slots=True)
class PastedProse:
    """A pasted text as it comes in."""

    text: str
    split: int
    """How many paragraphs were split, being longer than `LONG`."""
    too_long: int
    """How many are longer than `TOO_LONG` all the same."""
    joined: int = 0
    """How many line ends in the middle of a sentence went."""
    tidied: int = 0
    """How many lines lost an indent, a mark, invisible characters or spaces, or were a page's number."""


def pasted_prose(text: str) -> PastedProse:
    """A pasted text with one paragraph a line.

    Gone are indents, list marks, invisible characters, page numbers, blank lines and doubled
    spaces; lines that a page's width cut are put together; a paragraph over 500 characters is split
    at the ends of its sentences. A word or a sentence without a line end keeps its place in the line
    it is pasted into.
    """
    raw = clean_text(text.replace("\x0b", "\n")).split("\n")
    lines = [_line(line) for line in raw]
    kept = [i for i, line in enumerate(lines) if line and not is_page_number(_bare(raw[i]))]
    if len(lines) == 1:
        paragraphs, joined, kept = lines, 0, [0]
    else:
        paragraphs, joined = joined_lines(_lines(raw, lines, kept))
    pieces = [list(_split(paragraph)) for paragraph in paragraphs]
    return PastedProse(
        "\n".join(piece for parts in pieces for piece in parts),
        sum(len(parts) > 1 for parts in pieces),
        sum(len(piece) > TOO_LONG for parts in pieces for piece in parts),
        joined,
        sum(index not in kept or before.rstrip() != lines[index] for index, before in _said(raw)),
    )


def told_of_paste(pasted: PastedProse) -> str:
    """What to say after a paste; nothing where it came in as it was."""
    done = []
    if pasted.joined:
        done.append(f"接好断行 {pasted.joined} 处")
    if pasted.tidied:
        done.append(f"去掉缩进、列表符号等 {pasted.tidied} 处")
    if pasted.split:
        done.append(f"{pasted.split} 段超过 {LONG} 字，已在句末分段")
    said = [f"已整理粘贴的文字：{'，'.join(done)}（<undo> 撤销粘贴）"] if done else []
    if pasted.too_long:
        said.append(f"有 {pasted.too_long} 段超过 {TOO_LONG} 字且无法自动分段，请自行分段")
    return "；".join(said) + "。" if said else ""


def _said(raw: list[str]) -> Iterator[tuple[int, str]]:
    """The lines in which anything stands."""
    return ((index, line) for index, line in enumerate(raw) if line.strip())


def _lines(raw: list[str], lines: list[str], kept: list[int]) -> Iterator[PastedLine]:
    for before, index in zip([-1, *kept], kept, strict=False):
        is_listed = without_list_mark(_bare(raw[index])) != _bare(raw[index])
        # Page numbers between two lines, with their empty lines, part no paragraph.
        between = lines[before + 1 : index]
        is_parted = bool(between) and not any(between)
        yield PastedLine(lines[index], is_listed or is_parted or bool(_INDENT.match(raw[index])))


def _line(line: str) -> str:
    return _SYMBOLS.sub("", without_list_mark(_bare(line)))


def _bare(line: str) -> str:
    """A line with its list mark, but without anything else of its layout."""
    without_gaps = _GAP.sub("", line.replace("\u00a0", " ").strip())
    return _SYMBOLS.sub("", tidy(without_gaps))


def _split(paragraph: str) -> Iterator[str]:
    """The paragraph in pieces of at most `LONG` characters, as far as sentences end in it."""
    if len(paragraph) <= LONG:
        yield paragraph
        return
    piece = ""
    for sentence in _parts(paragraph):
        if piece and len(piece) + len(sentence) > LONG:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece


def _parts(paragraph: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(paragraph):
        if len(sentence) > LONG:
            yield from filter(None, _CLAUSE.findall(sentence))
        elif sentence:
            yield sentence
