"""Old formats (.doc, .xls, .wps, RTF) turned into new ones by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from nianbao.readers.imported import NotAReport, NotInstalled

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
_NEW = {"xls": "xlsx"}
_NAMES = {
    "doc": ("旧版的 Word 或 WPS 文档", ".docx"),
    "xls": ("旧版的 Excel 或 WPS 表格", ".xlsx"),
    "rtf": ("RTF 文档", ".docx"),
    "xml": ("Word 2003 的 XML 文档", ".docx"),
    "odt": ("OpenDocument 文档", ".docx"),
}


def converted(data: bytes, ending: str) -> bytes:
    """The same document as .docx or .xlsx.

    LibreOffice runs with a profile of its own, so that it neither meets an open window nor any
    setting or macro of the user's.

    Raises:
        NotInstalled: there is no LibreOffice.
        NotAReport: it cannot convert the document, or not in time.
    """
    kind, new = _NAMES[ending]
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise NotInstalled(
            f"这是{kind}，要用 LibreOffice 转换", f"也可以在 Word、Excel 或 WPS 里另存为 {new} 再读入",
            program="LibreOffice",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        source = folder / f"report.{ending}"
        source.write_bytes(data)
        target = _NEW.get(ending, "docx")
        _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                target,
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            kind,
        )
        made = folder / "out" / f"report.{target}"
        if not made.is_file():
            raise NotAReport(
                f"这是{kind}，LibreOffice 没能打开它，可能加了密码或已损坏；"
                f"请在 Word、Excel 或 WPS 里打开它，另存为 {new} 再读入。"
            )
        return made.read_bytes()


def _run(command: list[str], kind: str) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise NotAReport(f"这是{kind}，LibreOffice 转换它超过 {_SECONDS} 秒，没有读取。") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything it started: it starts another one that does the work."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
