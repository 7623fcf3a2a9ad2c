"""A Word document turned into PDF by LibreOffice, where it is installed.

There is no second layout engine here: the page of the PDF is the page of the Word file.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
_SECONDS = 120


class NoConverter(Exception):
    """LibreOffice is not there, or did not do it; the message says so in Chinese."""


def converter() -> str | None:
    """The program that turns Word into PDF, if this machine has it."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).exists()), None)


def to_pdf(docx: bytes, program: str | None) -> bytes:
    """The PDF of a Word document.

    Args:
        docx: the document.
        program: LibreOffice's `soffice`, as `converter` finds it.

    Raises:
        NoConverter: there is none, or it gives no PDF within two minutes.
    """
    if program is None:
        raise NoConverter(
            "转成 PDF 要用 LibreOffice，这里没有找到。"
            "请先用 --to docx 导出 Word，再在 Word 或 WPS 里另存为 PDF；"
            "或者装上 LibreOffice 后再试。"
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(docx)
        # A profile of its own, for LibreOffice gives up where another window of it is open.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        words = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        try:
            subprocess.run([*words, str(source)], capture_output=True, timeout=_SECONDS, check=True)
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoConverter(
                "LibreOffice 没有转成 PDF。请用 --to docx 导出 Word，"
                "再在 Word 或 WPS 里另存为 PDF。"
            ) from error
