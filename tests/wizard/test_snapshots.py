"""How eight screens are laid out, to the cell and the colour.

After a change that is meant, look at the new ones (`pytest tests/wizard/test_snapshots.py` writes a report to compare
them in a browser) and keep them: `pytest tests/wizard/test_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.widgets import Static

from nianbao.wizard.app import Wizard
from nianbao.wizard.desk import Desk
from nianbao.wizard.field import Field
from tests.wizard.session import NOW

ORGAN = "洛阳市西工区金谷园街道办事处政务服务中心"
EXAMPLE = Path(__file__).parents[2] / "examples" / "两位数字颠倒.toml"
FOLDER = "/home/王芳/年报"

SnapCompare = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]

WIDE, NARROW = (120, 40), (80, 24)


def wizard(folder: Path, *, with_report: bool) -> Wizard:
    desk = Desk(folder / "state", folder=folder, clock=lambda: NOW)
    if not with_report:
        return Wizard(desk)
    slip = EXAMPLE.read_text(encoding="utf-8")
    file = folder / "年报.toml"
    file.write_text(
        slip.replace('organ = "某某区人民政府"', f'organ = "{ORGAN}"'), encoding="utf-8"
    )
    assert len(ORGAN) == 20
    assert ORGAN in file.read_text(encoding="utf-8")
    return Wizard(desk, file)


def after(*keys: str) -> Before:
    """Press keys; then, where the screen tells a path, let it be the same on every machine."""

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        assert pilot.app._exception is None
        for name, words in (
            ("#folder", f"文件夹：{FOLDER}"),
            ("#file", f"文件：{FOLDER}/年报.toml"),
        ):
            try:
                found = pilot.app.screen.query_one(name)
            except NoMatches:
                continue
            if isinstance(found, Field):
                found.value = FOLDER
            elif isinstance(found, Static):
                found.update(words)
        await pilot.pause()

    return act


SCREENS: dict[str, tuple[tuple[str, ...], tuple[int, int]]] = {
    "start": ((), NARROW),
    "overview": ((), NARROW),
    "requests_with_an_error": (("4", *["down"] * 12), NARROW),
    "disputes": (("5",), WIDE),
    "narrative": (("2",), NARROW),
    "review": (("f5",), WIDE),
    "export": (("f12",), NARROW),
    "quick_filling": (("ctrl+p", "k", "s", "t", "enter"), NARROW),
    "help": (("6", "f1"), NARROW),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_looks_as_it_did(
    snap_compare: SnapCompare, tmp_path: Path, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    keys, size = SCREENS[screen]
    app = wizard(tmp_path, with_report=screen != "start")
    assert snap_compare(app, terminal_size=size, run_before=after(*keys))
