"""Pictures of the wizard's screens: `python -m tests.pictures [FOLDER [NAME …]]`.

Without a folder, those that the README shows, where it shows them. Needs Chromium and a font that draws Chinese
in two cells (Noto Sans Mono CJK SC).
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SLIP = "两位数字颠倒.toml"
BUSY = "淮安市洪泽区人民政府2024年.toml"


# A text element: where it starts, how long it is, and what it shows.
_TEXT = re.compile(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*>)([^<]*)</text>')


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen: the report that is open, the keys that lead there, and the size."""

    name: str
    keys: Sequence[str]
    report: str | None = BUSY
    size: tuple[int, int] = (80, 24)


PICTURES = (
    Picture("start-80x24", [], report=None),
    Picture("new-80x24", ["1"], report=None),
    Picture("overview-80x24", [], report=SLIP),
    Picture("basic-80x24", ["1"]),
    Picture("narrative-80x24", ["2"]),
    Picture("disclosure-80x24", ["3"]),
    Picture("table-80x24", ["4", *["down"] * 12], report=SLIP),
    Picture("disputes-80x24", ["5"]),
    Picture("review-80x24", ["f5"], report=SLIP),
    Picture("export-80x24", ["f12"]),
    Picture("help-80x24", ["4", "f1"]),
    Picture("palette-80x24", ["4", "ctrl+p"]),
    Picture("overview-120x40", [], report=SLIP, size=(120, 40)),
    Picture("narrative-120x40", ["2"], size=(120, 40)),
    Picture("table-120x40", ["4", *["down"] * 12], report=SLIP, size=(120, 40)),
    Picture("review-120x40", ["f5"], report=SLIP, size=(120, 40)),
)


IN_THE_README = ("table-80x24", "narrative-80x24")


async def svg_of(picture: Picture, folder: Path) -> str:
    """The screen as Textual draws it."""
    from nianbao.wizard.app import Wizard
    from nianbao.wizard.desk import Desk

    for example in (SLIP, BUSY):
        shutil.copy(EXAMPLES / example, folder)
    os.chdir(folder)
    clock = datetime(2026, 1, 5, 10, 32).astimezone
    file = Path(picture.report) if picture.report else None
    app = Wizard(Desk(folder / "state", clock=clock), file)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        await pilot.press(*picture.keys)
        await pilot.pause()
        svg = app.export_screenshot(title="nianbao")
    return _TEXT.sub(_each_in_its_cells, svg.replace("Fira Code", "Noto Sans Mono CJK SC"))


def _each_in_its_cells(text: re.Match[str]) -> str:
    """Rich spaces a run of text by its characters, where a wide one takes two cells."""
    before, start, middle, length, after, content = text.groups()
    shown = html.unescape(content)
    cell = float(length) / max(len(shown), 1)
    places = (float(start) + cell * cell_len(shown[:index]) for index in range(len(shown)))
    return f'{before}x="{" ".join(f"{x:g}" for x in places)}"{middle}{after}{content}</text>'


def png_of(svg: str, file: Path) -> None:
    """Draw the SVG in a browser, which keeps the widths of its cells."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    width, height = (round(float(side)) for side in found.groups())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        body = f'<!doctype html><meta charset="utf-8"><body style="margin:0">{svg}'
        page.write_text(body, encoding="utf-8")
        browser = shutil.which("chromium") or "chromium-browser"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        options += ["--disable-background-networking", f"--user-data-dir={folder}/profile"]
        options += [f"--window-size={width},{height}", f"--screenshot={file}", page.as_uri()]
        subprocess.run([browser, *options], check=True, capture_output=True)


def main(folder: Path, names: Sequence[str]) -> None:
    """Make every picture, or those of these names."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        if not names or picture.name in names:
            with tempfile.TemporaryDirectory() as home:
                svg = asyncio.run(svg_of(picture, Path(home)))
            png_of(svg, folder / f"{picture.name}.png")
            print(picture.name)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).resolve(), sys.argv[2:])
    else:
        main(EXAMPLES / "pictures", IN_THE_README)
