"""The commands as a user runs them: in a process of their own, with both streams apart."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# What is a name and no English: formats, commands, options, rules, the files of examples.
_NAMES = re.compile(
    r"\b[a-z]+(?:-[a-z]+)+\b|nianbao|[\w年报.]*\.(toml|md|txt|json|docx|html|xlsx)\b|\.?toml|Markdown|JSON|Schema|json|text|csv|txt|Ctrl|"
    r"UTF|(?<!\w)--?[a-z-]+|"
    r"\b(new|check|import|export|show|compare|schema)\b|"
    r"Word|Excel|PDF|HTML|LibreOffice|WPS|PAGER|less|\b(docx|html|xlsx|pdf|all|jsonl|sarif|brief)\b"
)


def english_in(said: str, typed: str = "") -> list[str]:
    """The English words in what was said, but for names and what the user typed."""
    without = re.sub("|".join(map(re.escape, typed.split())) or "(?!)", "", _NAMES.sub("", said))
    return re.findall("[A-Za-z]{3,}", without)


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()


def nianbao(
    *words: str | Path,
    folder: Path,
    stdin: bytes = b"",
    environment: dict[str, str] | None = None,
) -> Done:
    """Run `nianbao` with these words in `folder`, without the user's own settings."""
    settings = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
        **(environment or {}),
    }
    command = [sys.executable, "-m", "nianbao", *map(str, words)]
    done = subprocess.run(
        command, cwd=folder, input=stdin, env=settings, capture_output=True, timeout=60
    )
    return Done(done.returncode, done.stdout, done.stderr)


def report_text(cells: str = "", *, year: int = 2021, head: str = "", extra: str = "") -> str:
    """The text of a report's file of the 2021 edition."""
    return (
        f'schema = 1\nedition = "2021"\n\n[report]\norgan = "某某街道办事处"\nyear = {year}\n'
        f"{head}\n{cells}\n{extra}"
    )


OFF_BY_NINE = """[requests.natural_person]
received = 12
concluded = 21

[requests.total]
received = 12
concluded = 21
"""
"""Four broken equations: two columns do not balance, and their results have no parts."""
