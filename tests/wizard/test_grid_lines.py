"""What stands below the grid, and at a mistake in a file: told at the place itself."""

from __future__ import annotations

from pathlib import Path

from nianbao.report.width import display_width
from nianbao.wizard.document import Document
from tests.wizard.desk import Desk
from tests.wizard.session import wizard
from tests.wizard.table_app import TableApp

SLIP = Path(__file__).parents[2] / "examples" / "两位数字颠倒.toml"


def slip(desk: Desk) -> Document:
    """The example report in which two digits changed places."""
    desk.path.write_text(SLIP.read_text(encoding="utf-8"), encoding="utf-8")
    return desk.open()


async def test_a_part_of_a_wrong_sum_is_not_told_to_agree(desk: Desk) -> None:
    opened = slip(desk)
    parts = {
        address
        for finding in opened.findings
        for address in finding.cells
        if address in opened.edition.cells and opened.cell(address).mark not in "!?"
    }
    requests = {address for address in parts if address.startswith("requests.")}
    assert requests
    for address in requests:
        assert opened.line_at(address).startswith(("! ", "? ")), address
    start = min(requests)
    app = TableApp(opened, "requests", start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        below = "".join(app.lines()[-6:])
        assert opened.line_at(start)[:20] in below
        assert "相符" not in below


async def test_of_several_findings_the_one_of_fewest_cells_is_told(desk: Desk) -> None:
    opened = slip(desk)
    several = 0
    for address in opened.edition.cells:
        found = [item for item in opened.findings_at(address) if item.answered is None]
        told = [item for item in found if opened.line_at(address).endswith(item.message)]
        if opened.cell(address).mark not in "!?" and len(found) > 1 and told:
            several += 1
            assert len(told[0].cells) == min(len(item.cells) for item in found)
    assert several


async def test_a_caret_stands_below_the_column_of_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "年报.toml"
    file.write_text('organ = "市政府" 办\n', encoding="utf-8")
    for size in ((60, 20), (80, 24)):
        async with wizard(tmp_path, file, size=size) as session:
            lines = session.lines
            at = next(i for i, line in enumerate(lines) if "organ =" in line)
            column = lines[at].index("办")
            assert lines[at + 1].strip() == "^"
            assert display_width(lines[at + 1].split("^")[0]) == display_width(lines[at][:column])
            assert sum("这里有多余的内容" in line for line in lines) == 1
            assert "写法不对" in session.text
    assert file.read_text(encoding="utf-8") == 'organ = "市政府" 办\n'


async def test_a_mistake_far_to_the_right_is_still_pointed_at(tmp_path: Path) -> None:
    file = tmp_path / "年报.toml"
    file.write_text('organ = "' + "局" * 80 + '" 办\n', encoding="utf-8")
    async with wizard(tmp_path, file) as session:
        at = next(i for i, line in enumerate(session.lines) if line.strip() == "^")
        above = session.lines[at - 1]
        pointed = display_width(session.lines[at].split("^")[0])
        assert display_width(above[: above.index("办")]) == pointed
        assert max(map(display_width, session.lines)) <= 80
