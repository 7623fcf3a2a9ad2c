"""Pictures of the wizard's screens: `python -m tests.pictures [FOLDER [WORD …]]`.

In a folder: every screen at 80x24 and 120x40, dark, light, and without colour; or those whose names hold one of the
words. Without a folder: those that the README shows, where it shows them. Needs Chromium, DejaVu Sans
Mono and Noto Sans CJK SC.
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


# The fonts that the drawing would fetch; their names would stand before those that are here.
_FETCHED = re.compile(r"@font-face \{.*?\}", re.DOTALL)

# Chinese in the size that fills its two cells beside a Latin font of another shape.
_WIDE = """
    @font-face { font-family: Wide; src: local("Noto Sans CJK SC"); size-adjust: 115%; }
    @font-face { font-family: Wide; src: local("Noto Sans CJK SC Bold"); size-adjust: 115%; font-weight: bold; }
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the report that is open, and the keys that lead there."""

    name: str
    keys: Sequence[str]
    report: str | None = BUSY


SCREENS = (
    Screen("start", [], report=None),
    Screen("new", ["1"], report=None),
    Screen("pick", ["3"], report=None),
    Screen("settings", ["0"], report=None),
    Screen("keys", ["0", *["down"] * 5, "enter"], report=None),
    Screen("overview", [], report=SLIP),
    Screen("quick", ["ctrl+p", "k", "s", "t", "enter"], report=SLIP),
    Screen("basic", ["1"]),
    Screen("narrative", ["2"]),
    Screen("disclosure", ["3"]),
    Screen("table", ["4", *["down"] * 12], report=SLIP),
    Screen("disputes", ["5"]),
    Screen("review", ["f5"], report=SLIP),
    Screen("export", ["f12"]),
    Screen("help", ["4", "f1"]),
    Screen("palette", ["4", "ctrl+p"]),
)
SIZES = ((80, 24), (120, 40))
LOOKS = ("dark", "light", "no-colour")


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen at a size, in some colours."""

    screen: Screen
    size: tuple[int, int]
    look: str

    @property
    def name(self) -> str:
        """What its file is called."""
        look = "" if self.look == LOOKS[0] else f"-{self.look}"
        return f"{self.screen.name}-{self.size[0]}x{self.size[1]}{look}"


PICTURES = tuple(
    Picture(screen, size, look) for screen in SCREENS for size in SIZES for look in LOOKS
)
IN_THE_README = ("table-80x24", "narrative-80x24")


async def svg_of(picture: Picture, folder: Path) -> str:
    """The screen as Textual draws it."""
    from nianbao.settings import Settings, write_settings
    from nianbao.wizard.app import Wizard
    from nianbao.wizard.desk import Desk

    for example in (SLIP, BUSY):
        shutil.copy(EXAMPLES / example, folder)
    os.chdir(folder)
    without = picture.look == "no-colour"
    os.environ.pop("NO_COLOR", None)
    if without:
        os.environ["NO_COLOR"] = "1"
    write_settings(folder / "settings", Settings(theme="dark" if without else picture.look))
    clock = datetime(2026, 1, 5, 10, 32).astimezone
    report = picture.screen.report
    desk = Desk(folder / "state", settings_folder=folder / "settings", clock=clock)
    app = Wizard(desk, Path(report) if report else None)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        await pilot.press(*picture.screen.keys)
        await pilot.pause()
        svg = app.export_screenshot(title="nianbao")
    svg = _FETCHED.sub("", svg).replace("<style>", f"<style>{_WIDE}", 1)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Wide")
    return _TEXT.sub(_each_in_its_cells, svg)


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


def main(folder: Path, chosen: Sequence[Picture]) -> None:
    """Make these pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in chosen:
        with tempfile.TemporaryDirectory() as home:
            svg = asyncio.run(svg_of(picture, Path(home)))
        png_of(svg, folder / f"{picture.name}.png")
        print(picture.name)


if __name__ == "__main__":
    words = sys.argv[2:]
    if len(sys.argv) > 1:
        named = [p for p in PICTURES if not words or any(word in p.name for word in words)]
        main(Path(sys.argv[1]).resolve(), named)
    else:
        main(EXAMPLES / "pictures", [p for p in PICTURES if p.name in IN_THE_README])
