"""While a document is read, the screen says so, keys wait, and Esc gives it up."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from nianbao import operations
from nianbao.wizard.desk import Desk
from nianbao.wizard.screens.start import Start
from tests.wizard.session import NOW, ORGAN, Session, sample, wizard, write


@pytest.fixture
def reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Reading a PDF, which holds last year's report, takes until this is set."""
    go_on, read = Event(), operations.import_document

    def slowly(source: object, **how: object) -> object:
        if not str(source).endswith(".pdf"):
            return read(source, **how)  # type: ignore[arg-type]
        go_on.wait(20)
        return read(Path(str(source)).with_suffix(".toml"), **how)  # type: ignore[arg-type]

    monkeypatch.setattr(operations, "import_document", slowly)
    return go_on


async def until(session: Session, holds: Callable[[], bool]) -> None:
    """Wait for something that a thread brings about."""
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.02)
        await session.pilot.pause()
    raise AssertionError(session.text)


def last_years(folder: Path) -> Path:
    """A PDF of last year's report; its text lies beside, where the picker does not see it first."""
    cells = {"requests.natural_person.carried_forward": 3}
    write(folder / "去年.toml", sample(cells, {"overview": "去年做了这些。"}, year=2024))
    pdf = folder / "去年.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    return pdf


async def pick(session: Session) -> None:
    """Pick last year's PDF on the start screen."""
    await session.press("2")
    await session.paste("去年.pdf")
    await session.pilot.press("enter")
    await until(session, lambda: session.shows("正在读 去年.pdf"))


async def test_it_is_told_esc_gives_it_up_and_keys_wait_for_it(
    tmp_path: Path, reading_goes_on: Event
) -> None:
    last_years(tmp_path)
    async with wizard(tmp_path) as session:
        await pick(session)
        assert session.footer.split() == ["Esc", "不等了", "Ctrl+Q", "退出"]
        await session.pilot.press("0", "escape")
        await until(session, lambda: isinstance(session.app.screen, Start))
        await pick(session)
        # Typed in a hurry, for the page that is not there yet.
        await session.pilot.press("home", *["delete"] * 4, *"2026")
        assert session.shows("正在读 去年.pdf")
        reading_goes_on.set()
        await until(session, lambda: session.shows("2026年1月1日"))
        await session.press("end", "backspace", "5", "enter", "enter", "enter")
        assert (session.report.organ, session.report.year) == (ORGAN, 2025)
        assert session.report.narrative["overview"] == "去年做了这些。"
        assert session.report.cells["requests.natural_person.carried_in"] == 3


async def test_a_report_that_names_a_pdf_as_last_years_is_opened_the_same_way(
    tmp_path: Path, reading_goes_on: Event
) -> None:
    pdf = last_years(tmp_path)
    file = tmp_path / "今年.toml"
    file.write_text(
        operations.to_toml(sample())
        .decode()
        .replace("year = 2025\n", f'year = 2025\nlast_year = "{pdf.name}"\n'),
        encoding="utf-8",
    )
    async with wizard(tmp_path, file) as session:
        await until(session, lambda: session.shows("正在读 去年.pdf"))
        reading_goes_on.set()
        await until(session, lambda: session.app.walk is not None)
        assert session.document.last_year is not None
        await session.press("escape")
        # It is remembered: nothing has to be read again.
        await session.open(file)
        assert session.document.last_year is not None
    reading_goes_on.clear()
    async with wizard(tmp_path, file, last_year=pdf) as session:
        await until(session, lambda: session.shows("正在读 去年.pdf"))
        await session.pilot.press("escape")
        await until(session, lambda: isinstance(session.app.screen, Start))
        reading_goes_on.set()


def test_a_slow_document_is_looked_into_only_where_its_name_tells_the_year(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "state", folder=tmp_path, clock=lambda: NOW)
    for name in ("2024年年报.pdf", "2019年年报.pdf", "2024年通知.pdf", "年报.docx", "通知.docx"):
        (tmp_path / name).write_bytes(b"")
    asked: list[str] = []
    desk.documents.report = lambda path: asked.append(path.name)  # type: ignore[method-assign]
    desk.look_around()
    assert sorted(asked) == ["2024年年报.pdf", "年报.docx"]


async def test_last_years_pdf_is_looked_for_while_the_page_is_filled_in(
    tmp_path: Path, reading_goes_on: Event
) -> None:
    last_years(tmp_path).rename(tmp_path / "2024年年报.pdf")
    (tmp_path / "去年.toml").rename(tmp_path / "2024年年报.toml")
    async with wizard(tmp_path) as session:
        await session.pilot.press("1")
        await session.type(ORGAN)
        assert session.shows("正在文件夹里找")
        await session.pilot.press("enter", "enter", "enter", "enter", "enter")
        await until(session, lambda: session.shows("按 Esc 不等了"))
        reading_goes_on.set()
        await until(session, lambda: session.app.walk is not None)
        assert session.report.last_year in ("2024年年报.pdf", "2024年年报.toml")
        assert session.document.last_year is not None


async def test_leaving_does_not_wait(tmp_path: Path, reading_goes_on: Event) -> None:
    pdf = last_years(tmp_path)
    async with wizard(tmp_path, tmp_path / "今年.toml", last_year=pdf) as session:
        await until(session, lambda: session.shows("正在读 去年.pdf"))
        held = session.app._settling
        await session.pilot.press("1", "ctrl+q")
        assert held is not None
        await asyncio.wait_for(held, 5)
        assert session.app.return_code == 0
    assert not reading_goes_on.is_set()
    reading_goes_on.set()
