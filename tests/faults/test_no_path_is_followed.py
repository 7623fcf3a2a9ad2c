"""Nothing that a document or a report points to is opened, fetched, or written."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao import operations
from nianbao.editions import built_in
from nianbao.report.new_report import blank_report
from nianbao.report.toml_writing import report_to_toml
from tests.faults.bombs import word, zipped
from tests.readers.made_pdf import file_of

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/numbering" Target="{}"/>'
    '<Relationship Id="r2" Type="http://x/styles" Target="{}" TargetMode="External"/>'
    '<Relationship Id="r3" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/t.dotx"'
    ' TargetMode="External"/><Relationship Id="r4" Type="http://x/worksheet" Target="{}"/>'
    "</Relationships>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TEXT = "某某局2024年政府信息公开工作年度报告"

# What is opened and whom it speaks to, told from inside by the interpreter itself.
PROGRAM = """
import json, sys
seen = []

def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        mode = arguments[1] if isinstance(arguments[1], str) else ""
        seen.append(["write" if "w" in mode or "a" in mode else "open", str(arguments[0])])
    elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "os.system", "os.exec")):
        seen.append([event, str(arguments)])

from pathlib import Path
from nianbao import operations
operations.editions()
sys.addaudithook(hook)
for name in sys.argv[1:]:
    try:
        record = operations.read_and_check(Path(name))
        if record.report is not None:
            for to in ("md", "txt", "json", "html"):
                operations.export(record.report, to)
            if name.endswith("p.docx"):
                # An office's own template may point anywhere too.
                operations.export(record.report, "docx", template=Path(name).read_bytes())
                print(name, "filled", file=sys.stderr)
    except operations.CannotExport:
        pass
print(json.dumps(seen))
"""


def _documents(folder: Path) -> list[Path]:
    secret = folder / "outside" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text(f"{_TEXT}\n一、总体情况\n机密\n", encoding="utf-8")
    inside = folder / "inside"
    inside.mkdir()
    for name, data in _made(secret).items():
        (inside / name).write_bytes(data)
    return sorted(inside.iterdir())


def _made(secret: Path) -> dict[str, bytes]:
    up = "../../../../../../../.." + str(secret)
    relations = _RELATIONS.format(up, secret.as_uri(), up)
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="x" r:link="r2" xmlns:r="y"/></w:drawing></w:r></w:p>'
    )
    body = f"<w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p><w:altChunk r:id='r2' xmlns:r='y'/>{picture}"
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    report = report_to_toml(blank_report(built_in().for_year(2024), "某局", 2024))
    stream = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/AA<</O 5 0 R>>>>"
    return {
        "a.docx": zipped({
            "[Content_Types].xml": "<Types/>", "word/document.xml": document,
            "word/_rels/document.xml.rels": relations, up: b"x", "../evil.txt": b"x",
        }),
        "b.docx": zipped({
            "[Content_Types].xml": "<Types/>", "word/document.xml": entity + "<a>&x;</a>",
        }),
        "c.docx": word(f'<w:instrText>INCLUDETEXT "{secret}"</w:instrText>'),
        "d.xlsx": zipped({
            "xl/workbook.xml": '<workbook xmlns:r="y"><sheets><sheet name="a" r:id="r4"/></sheets>'
            '<externalReferences><externalReference r:id="r2"/></externalReferences></workbook>',
            "xl/_rels/workbook.xml.rels": relations,
        }),
        "e.html": (
            f'<!DOCTYPE html SYSTEM "{secret.as_uri()}"><html xmlns:xi="http://www.w3.org/2001/XInclude">'
            f'<head><base href="http://127.0.0.1:9/"><link rel=stylesheet href="{secret.as_uri()}"></head>'
            f'<body><h1>{_TEXT}</h1><xi:include href="{secret.as_uri()}"/><img src="{secret.as_uri()}">'
            f'<iframe src="{secret.as_uri()}"></iframe><object data="{secret}"></object>'
            "<p>一、总体情况</p><p>略。</p><p>二、主动公开政府信息情况</p></body></html>"
        ).encode(),
        "f.xhtml": (
            f'<?xml version="1.0"?>{entity}<html><body><h1>{_TEXT}</h1><p>一、总体情况</p><p>&x;</p>'
            "<p>二、主动公开政府信息情况</p></body></html>"
        ).encode(),
        "g.md": f"# {_TEXT}\n\n## 一、总体情况\n\n![x]({secret})\n\n## 二、主动公开政府信息情况\n".encode(),
        "h.toml": report.replace("year = 2024", f'year = 2024\nlast_year = "{up}"').encode(),
        "i.toml": report.replace("year = 2024", f'year = 2024\nlast_year = "{secret}"').encode(),
        "j.toml": report.replace("year = 2024", 'year = 2024\nlast_year = ".."').encode(),
        "k.json": json.dumps({
            "schema": 1, "edition": "2021",
            "report": {"organ": "某局", "year": 2024, "last_year": up},
        }).encode(),
        # What a document is made of is a link out of the archive, or the picture in it is.
        "m.docx": linked({"[Content_Types].xml": "<Types/>"}, {"word/document.xml": str(secret)}),
        "n.docx": linked(
            {"[Content_Types].xml": "<Types/>", "word/document.xml": document},
            {"word/media/image1.png": up, "word/header1.xml": str(secret), "word/footnotes.xml": up},
        ),
        "o.xlsx": linked({"[Content_Types].xml": "<Types/>"}, {"xl/workbook.xml": up}),
        "p.docx": pointing_outside(secret.as_uri()),
        "l.pdf": file_of([
            b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            stream,
            b"<</Length 0/F(%s)>>stream\n\nendstream" % str(secret).encode(),
            b"<</S/Launch/F(%s)>>" % str(secret).encode(),
        ]),
    }  # fmt: skip


def linked(files: dict[str, str], links: dict[str, str]) -> bytes:
    """An archive in which some entries are symbolic links, as an unpacker would make them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for name, target in links.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, target)
    return made.getvalue()


def pointing_outside(place: str) -> bytes:
    """A whole Word file, of which pictures, the template and the settings lie elsewhere."""
    report = blank_report(built_in().for_year(2024), "某局", 2024)
    made = io.BytesIO()
    relations = "".join(
        f'<Relationship Id="far{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{place}" TargetMode="External"/>'
        for number, kind in enumerate(("image", "attachedTemplate", "subDocument", "oleObject"))
    )
    with (
        zipfile.ZipFile(io.BytesIO(operations.export(report, "docx"))) as archive,
        zipfile.ZipFile(made, "w") as worse,
    ):
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", f"{relations}</Relationships>".encode())
                assert place.encode() in data
            worse.writestr(entry, data)
    return made.getvalue()


def test_no_path_in_any_document_is_opened_and_nothing_is_fetched(tmp_path: Path) -> None:
    files = _documents(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, files)],
        capture_output=True,
        text=True,
        cwd=tmp_path / "outside",
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
    )
    assert done.returncode == 0, done.stderr
    seen: list[list[str]] = json.loads(done.stdout.splitlines()[-1])
    read = {path for _, path in seen}
    assert {str(file) for file in files} <= read
    assert [path for path in read if "secret" in path or "evil" in path] == []
    # Where the documents are, nothing else was looked into.
    assert {path for path in read if path.startswith(str(tmp_path))} == set(map(str, files))
    assert [event for event, _ in seen if event != "open"] == []
    assert any(path.endswith("p.docx filled") for path in done.stderr.splitlines())
    assert {entry.name for entry in tmp_path.iterdir()} == {"inside", "outside"}


@pytest.mark.parametrize("name", ["../x.toml", "/etc/passwd", "a/b.toml", "..", ".", "C:\\x.toml"])
def test_last_years_file_is_a_bare_name_or_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.toml").write_text("", encoding="utf-8")
    folder = tmp_path / "unit"
    folder.mkdir()
    report = report_to_toml(blank_report(built_in().for_year(2024), "某局", 2024))
    file = folder / "年报.toml"
    file.write_text(
        report.replace("year = 2024", f"year = 2024\nlast_year = '{name}'"), encoding="utf-8"
    )
    record = operations.read_and_check(file)
    assert record.error is not None
    assert "只写文件名" in record.error.message
    assert record.error.line == 7
