"""PDF is what LibreOffice makes of the Word file, or a word on how to get there."""

from pathlib import Path

import pytest

from nianbao.writers.pdf import NoConverter, converter, to_pdf

SOFFICE = """#!/bin/sh
echo "$@" > {told}
while [ $# -gt 1 ]; do
    case "$1" in --outdir) folder=$2 ;; esac
    shift
done
{act}
"""


def soffice(folder: Path, act: str) -> str:
    program = folder / "soffice"
    program.write_text(SOFFICE.format(told=folder / "told", act=act), encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_libreoffice_makes_it_in_a_profile_of_its_own(tmp_path: Path) -> None:
    program = soffice(tmp_path, 'cat "$1" > "$folder/report.pdf"')
    assert to_pdf(b"a docx", program) == b"a docx"
    told = (tmp_path / "told").read_text(encoding="utf-8").split()
    assert "--headless" in told
    profile = next(word for word in told if word.startswith("-env:UserInstallation=file:///"))
    assert not Path(profile.partition("file://")[2]).exists()


@pytest.mark.parametrize("act", ["exit 1", "exit 0"])
def test_a_failure_is_told_with_the_way_round_it(act: str, tmp_path: Path) -> None:
    with pytest.raises(NoConverter, match="请用 --to docx 导出 Word"):
        to_pdf(b"a docx", soffice(tmp_path, act))


def test_without_libreoffice_it_is_said_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("nianbao.writers.pdf._USUAL_PLACES", ())
    with pytest.raises(NoConverter, match="这里没有找到"):
        to_pdf(b"a docx", None)
    assert converter() is None
    program = soffice(tmp_path, "exit 0")
    assert converter() == program
