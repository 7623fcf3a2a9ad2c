"""Both READMEs say the same, and what they say is what the commands do."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.arguments import COMMANDS

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def sessions(readme: str) -> list[tuple[str, str]]:
    """The commands shown in a README, each with what it prints."""
    shown = "".join(blocks(readme, "console"))
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)
    return [(command, output.strip()) for command, output in found]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_shown_prints_what_is_shown(readme: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    assert sessions(readme)
    for command, output in sessions(readme):
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), command
        assert done.stdout.strip() == output, command


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = ([command for command, _ in sessions(readme)] for readme in READMES)
    assert english == chinese
    without_comments = [
        [re.sub(r"\s*#.*", "", block) for block in blocks(readme, "sh")] for readme in READMES
    ]
    assert without_comments[0] == without_comments[1]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_named(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert named[: len(COMMANDS)] == [command.name for command in COMMANDS]


@pytest.mark.parametrize("readme", READMES)
def test_every_file_linked_is_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        assert (ROOT / target).exists(), target
