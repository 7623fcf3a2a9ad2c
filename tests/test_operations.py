"""The public API: what a program that uses nianbao relies on."""

import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from platformdirs import user_config_path

from nianbao import operations
from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.new_report import follows
from tests.command_line import OFF_BY_NINE, report_text
from tests.generated import reports

BAD_FILES = {
    "nothing": b"",
    "not toml": b"schema = \n",
    "another toml": b'[project]\nname = "x"\n',
    "gb18030": 'schema = 1\nedition = "2021"\n[report]\norgan = "某局"\n'.encode("gb18030"),
    "no text": b"\x00\x01\x02",
    "word": b"PK\x03\x04rest",
    "pdf": b"%PDF-1.7",
    "half a character": "schema = 1\n[report]\norgan = '某'".encode()[:-2],
    "a bom and nothing": b"\xef\xbb\xbf",
    "utf-16": "schema = 1".encode("utf-16"),
    "too large": b"#" * 4_000_001,
    "too deep": b"a = " + b"[" * 50 + b"]" * 50,
    "a huge number": b"a = " + b"9" * 5000,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_a_record_that_says_why(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(BAD_FILES[name])
    record = operations.read_and_check(file)
    assert (record.path, record.report, record.findings) == (str(file), None, ())
    assert record.error is not None
    assert record.error.message.endswith("。")
    assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize("where", ["none.toml", "", "none/a.toml", "a\0b.toml", "x" * 300])
def test_a_file_that_is_not_there_is_a_record_too(where: str, tmp_path: Path) -> None:
    record = operations.read_and_check(str(tmp_path / where) if where else tmp_path)
    assert record.report is None
    assert record.error is not None
    assert (record.error.line, record.error.column) == (None, None)


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_record(data: bytes) -> None:
    record = operations.read_and_check(data)
    assert record.path == "-"
    assert (record.report is None) == (record.error is not None)


@settings(max_examples=25)
@given(report=reports())
def test_a_report_read_back_is_the_same_and_is_checked_alike(report: Report) -> None:
    data = operations.to_toml(report)
    assert operations.read(data) == report
    record = operations.read_and_check(data)
    assert record.report == report
    assert record == operations.read_and_check(data) == pickle.loads(pickle.dumps(record))


def test_findings_know_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(report_text(OFF_BY_NINE), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    record = operations.read_and_check(file, select=["requests-balance", "requests-concluded"])
    assert len(record.findings) == 4
    for finding in record.findings:
        assert finding.line is not None
        assert lines[finding.line - 1].split(" =")[0] in ("received", "concluded")


def test_last_years_report_is_the_neighbour_the_file_names(tmp_path: Path) -> None:
    file = tmp_path / "2022.toml"
    file.write_text(report_text(year=2022, head='last_year = "2021.toml"\n'), encoding="utf-8")
    report = operations.read(file)
    assert operations.last_year_of(report, file) is None
    (tmp_path / "2021.toml").write_text(report_text(), encoding="utf-8")
    last = operations.last_year_of(report, file)
    assert last is not None
    assert last.year == 2021
    assert operations.last_year_of(report, file.read_bytes()) is None


def test_an_edition_of_ones_own_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "nianbao" / "editions"
    folder.mkdir(parents=True)
    shipped = Path(str(operations.__file__)).parents[1] / "editions" / "2021.toml"
    text = shipped.read_text(encoding="utf-8")
    text = text.replace('name = "2021"', 'name = "2031"', 1)
    text = text.replace("first_year = 2021", "first_year = 2031", 1)
    (folder / "next.toml").write_text(text, encoding="utf-8")

    assert operations.editions().names == ("2019", "2021", "2031")
    new = operations.new_report("某局", 2031)
    assert new.edition.name == "2031"
    assert operations.read(operations.to_toml(new)) == new


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(KeyError):
        operations.new_report("某局", 2022, "1999")


@settings(max_examples=40)
@given(last=reports(), gap=st.integers(1, 2), zero=st.booleans())
def test_a_report_started_from_last_years(last: Report, gap: int, zero: bool) -> None:
    new = operations.new_report(last.organ, last.year + gap, last=last, zero=zero)

    assert operations.read(operations.to_toml(new)) == new
    assert new.edition == built_in().for_year(last.year + gap)
    assert (new.answers, new.published, new.last_year) == ((), None, None)
    assert new.narrative == last.narrative
    assert new.title is None or str(new.year) in new.title
    carried = {
        address.replace("carried_in", "carried_forward"): number
        for address, number in new.cells.items()
        if address.endswith(".carried_in")
    }
    left = {
        address: number
        for address, number in last.cells.items()
        if address.endswith(".carried_forward")
    }
    if not follows(last, new.year):
        assert set(carried.values()) <= {0}
    elif not zero:
        assert carried == left
    else:
        assert carried == {**dict.fromkeys(carried, 0), **left}
    form = {address for address, cell in new.edition.cells.items() if not cell.row.optional}
    if zero:
        assert set(new.cells) == form
    else:
        assert set(new.cells) < form


def test_writing_keeps_a_file_with_comments(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    report = operations.new_report("某局", 2022)
    assert operations.write_report(report, file) is None
    with pytest.raises(FileExistsError):
        operations.write_report(report, file)
    file.write_text("# 备注\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    kept = operations.write_report(report, file, force=True)
    assert kept == tmp_path / "a.toml.bak"
    assert kept.read_text(encoding="utf-8").startswith("# 备注\n")
    assert file.read_bytes() == operations.to_toml(report)


@pytest.mark.parametrize(
    ("home", "config"),
    [("/home/某人", None), ("/home/某人", ""), ("/home/某人", "/etc/某人"), (None, None)],
)
def test_settings_lie_where_the_system_has_them(
    home: str | None, config: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("HOME", home), ("XDG_CONFIG_HOME", config)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert operations.settings_folder() == user_config_path("nianbao")


CONTRADICTION = "收到政府信息公开申请17件，均按期答复。"


def contradicting() -> Report:
    overview = (
        f"（一）主动公开\n{'全年发布信息若干，' * 12}均已公开。\n（二）依申请公开\n{CONTRADICTION}"
    )
    edition = built_in().for_year(2024)
    cells = dict.fromkeys(edition.cells, 0) | {"requests.total.received": 95}
    return Report(edition, "某市教育局", 2024, {"overview": overview}, cells)


@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_sentence_of_a_text_document_is_told_at_its_line_and_column(
    form: Any, tmp_path: Path
) -> None:
    file = tmp_path / f"年报.{form}"
    file.write_bytes(operations.export(contradicting(), form))
    record = operations.read_and_check(file)
    (found,) = [one for one in record.findings if one.rule == "text-received"]
    line = file.read_text(encoding="utf-8").split("\n")[(found.line or 0) - 1]
    assert line[(found.column or 0) - 1 :].startswith("收到政府信息公开申请17件")
    of_text = [one for one in record.findings if one.rule == "five-aspects"]
    assert of_text
    assert all(one.line is not None for one in of_text)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_sentence_of_another_document_is_told_with_its_paragraph(
    form: Any, tmp_path: Path
) -> None:
    file = tmp_path / f"年报.{form}"
    file.write_bytes(operations.export(contradicting(), form))
    record = operations.read_and_check(file)
    (found,) = [one for one in record.findings if one.rule == "text-received"]
    assert found.line is None
    assert re.search(r"（在原文第 [0-9]+ 段）$", found.message)
