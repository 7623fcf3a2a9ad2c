"""What a document is, is told by its bytes; what cannot be read is named with what to do."""

from __future__ import annotations

import io
import shutil
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao import operations
from nianbao.readers.formats import document_of_bytes
from nianbao.readers.imported import NotAReport, NotInstalled
from tests.command_line import nianbao
from tests.readers.whole_forms import TITLE, assert_right, numbered, page, read, word

REPORT = numbered()
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str, encrypted: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    data = bytearray(file.getvalue())
    if encrypted:
        for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(signature)
            while at >= 0:
                data[at + flags] |= 1
                at = data.find(signature, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped("OFD.xml", "Doc_0/Document.xml"), "这是 OFD 文档，不能直接读入；请用阅读器打开它，另存为 PDF 或 Word"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "文档加了密码，请在 Word、Excel 或 WPS 里去掉密码"),
        (zipped("[Content_Types].xml", "word/document.xml", encrypted=True), "文档加了密码"),
        (zipped("年报.docx"), "这是压缩包，里面不是一份 Word 或 Excel 文档；请解压后选其中的年报"),
        (b"Rar!\x1a\x07\0", "这是压缩包，不能读入"),
        (b"\x89PNG\r\n\x1a\n", "这是图片，不能读入；请选年报的网页、Word、PDF 或文本文件"),
        (b"\xff\xd8\xff\xe0", "这是图片"),
        (b"%PDF-1.4 nothing", "PDF 不完整或已损坏，请用阅读器打开它，另存一次"),
        ("某某局2018年政府信息公开工作年度报告\n一、概述\n".encode(), "2018 年度及以前没有统一表格，不能读入"),
        (page(REPORT).replace("2023年", "2017年").encode(), "2018 年度及以前没有统一表格，不能读入"),
        (b"\0\1\2\3", "文件里不是文字，请核对是否选错了文件"),
        (b"\x80\x81\xff\xfe\xfd", "不是 UTF-8 或 GB18030 编码的文字"),
        (b"", "没有找到报告各部分的标题"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(operations.Unreadable) as refused:
        read(data)
    assert said in refused.value.problems[0].message


def test_the_bytes_decide_and_not_the_ending(tmp_path: Path) -> None:
    for data, ending in (
        (word(REPORT), ".doc"),
        (page(REPORT).encode(), ".doc"),
        (page(REPORT).encode(), ".xls"),
        (word(REPORT), ".pdf"),
    ):
        path = tmp_path / f"年报{ending}"
        path.write_bytes(data)
        assert_right(operations.import_document(path), REPORT)


def test_a_document_from_stdin_is_read(tmp_path: Path) -> None:
    done = nianbao("import", "-", "-o", "a.toml", folder=tmp_path, stdin=word(REPORT))
    assert (done.code, done.err) == (0, "已写入 a.toml。\n")
    assert done.out.startswith(f"读入完毕：{TITLE}，填入 200 格")
    checked = nianbao("check", "-", folder=tmp_path, stdin=page(REPORT).encode())
    assert checked.code == 1
    assert "（七）总计" in checked.out


def test_without_a_library_it_is_named_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    install = "pip install 'nianbao[office]'"
    monkeypatch.setattr("nianbao.readers.pdf.find_spec", lambda _: None)
    with pytest.raises(NotInstalled) as missing:
        document_of_bytes(b"%PDF-1.4")
    assert "读 PDF 要用 pdfplumber，这里没有安装" in missing.value.message
    assert install in missing.value.message
    for name in [known for known in sys.modules if known.startswith("nianbao.readers.web_page")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(NotInstalled) as missing:
        document_of_bytes(page(REPORT).encode())
    assert "读网页要用 lxml，这里没有安装" in missing.value.message
    assert "全选、复制，粘贴到文本文件里" in missing.value.message


@pytest.mark.parametrize(
    ("data", "kind", "new"),
    [
        (OLD + "WordDocument".encode("utf-16-le"), "旧版的 Word 或 WPS 文档", ".docx"),
        (OLD + "Workbook\0".encode("utf-16-le"), "旧版的 Excel 或 WPS 表格", ".xlsx"),
        (b"{\\rtf1\\ansi", "RTF 文档", ".docx"),
        (zipped("mimetype", "content.xml"), "OpenDocument 文档", ".docx"),
    ],
)
def test_without_libreoffice_an_old_format_is_named(
    data: bytes, kind: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotInstalled) as missing:
        document_of_bytes(data)
    assert missing.value.message == (
        f"这是{kind}，要用 LibreOffice 转换，这里没有安装。请安装 LibreOffice 后再试；"
        f"也可以在 Word、Excel 或 WPS 里另存为 {new} 再读入。"
    )


def test_an_old_format_is_read_as_what_libreoffice_makes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(word(REPORT))
    office = tmp_path / "soffice"
    office.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n'
        f'mkdir -p "$2" && cp {tmp_path}/made.docx "$2/report.docx"\n'
    )
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert shutil.which("soffice") == str(office)
    assert_right(read(OLD + b"\0" * 600), REPORT)
    office.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(NotAReport, match="LibreOffice 没能打开它，可能加了密码或已损坏"):
        document_of_bytes(OLD + b"\0" * 600)
