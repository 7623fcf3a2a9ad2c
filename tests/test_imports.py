"""What starting a command loads, seen in a fresh interpreter: the linter sees only the static graph."""

import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {"textual", "rich.console", "lxml", "docx", "openpyxl", "pdfplumber", "pypdfium2"}
BELOW_THE_WIZARD = [
    *("cli", "operations", "readers", "writers", "settings", "checks", "report", "editions")
]

LOADED_BY_A_COMMAND = """
import contextlib, io, sys
from nianbao.cli import main
with contextlib.redirect_stdout(io.StringIO()) as said:
    try:
        code = main(sys.argv[1:])
    except SystemExit as leaving:
        code = leaving.code
print("exit", code or 0, bool(said.getvalue()))
print(*sys.modules, sep="\\n")
"""


def python(source: str, *arguments: str, folder: Path) -> list[str]:
    command = [sys.executable, "-X", "utf8", "-c", source, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    """Run a command to its good end, in which it says something; give the modules it loaded."""
    end, *modules = python(LOADED_BY_A_COMMAND, *arguments, folder=folder)
    assert end == "exit 0 True"
    return set(modules)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    new = ["new", "--organ", "某某街道办事处", "--year", "2024", "--zero", "-o", "report.toml"]
    python(
        "import sys; from nianbao.cli import main; sys.exit(main(sys.argv[1:]))",
        *new,
        folder=folder,
    )
    return folder


@pytest.mark.parametrize("name", BELOW_THE_WIZARD)
def test_importing_a_room_below_the_wizard_loads_nothing_slow(name: str, tmp_path: Path) -> None:
    source = f"import sys, nianbao.{name}; print(*sys.modules, sep='\\n')"
    assert SLOW.isdisjoint(python(source, folder=tmp_path))


@pytest.mark.parametrize(
    "command",
    [
        "--version",
        "--help",
        "check report.toml --ignore required-section",
        "check report.toml --ignore required-section --format json",
        "export report.toml --to md",
        "export report.toml --to txt",
        "export report.toml --to json",
        "export report.toml --to html -o -",
        "compare report.toml report.toml --format html",
        "check report.toml --ignore required-section --format brief",
        "show report.toml",
        "schema",
    ],
)
def test_a_command_loads_nothing_slow(command: str, folder: Path) -> None:
    assert SLOW.isdisjoint(loaded_by(folder, *command.split()))


def test_the_version_is_told_without_reading_the_form(folder: Path) -> None:
    assert "nianbao.editions" not in loaded_by(folder, "--version")


OF_AN_EXPORT = {
    "nianbao": (
        "argument_parser arguments cli export_command file_arguments finding_texts printing "
        "checks editions operations readers report writers"
    ),
    "nianbao.checks": (
        "balance_messages balances carried_figures completeness equations errors finding "
        "last_year placing quoted record rule texts"
    ),
    "nianbao.editions": (
        "catalogue edition_file loading model sections table_loading tables toml_positions "
        "toml_tokens"
    ),
    "nianbao.operations": "checking opening publishing writing",
    "nianbao.readers": "sources unreadable",
    "nianbao.report": (
        "file_keys filled_text layout live_figures model texts toml_file toml_sanity "
        "typed_numbers width"
    ),
    "nianbao.writers": "markdown printed",
}
"""Every module of ours that an export as Markdown needs: each more is time at every start."""

COSTLY = {
    *("difflib", "html", "importlib.resources", "json", "logging", "platformdirs", "random"),
    *("shutil", "subprocess", "tempfile", "threading", "tomli_w", "zipfile"),
}
"""What of the standard library, and of others, an export of a text format can do without."""


def test_an_export_loads_only_what_it_needs(folder: Path) -> None:
    needed = {f"{room}.{name}" for room, names in OF_AN_EXPORT.items() for name in names.split()}
    loaded = loaded_by(folder, *["export", "report.toml", "--to", "md"])
    assert {name for name in loaded if name.startswith("nianbao.")} == needed
    for to in ("md", "txt", "html"):
        loaded = loaded_by(folder, "export", "report.toml", "--to", to, "-o", "-")
        assert COSTLY.isdisjoint(loaded), to


def test_the_start_screen_is_drawn_without_the_form(tmp_path: Path) -> None:
    source = "import sys, nianbao.wizard.app, nianbao.wizard.screens.start; print(*sys.modules)"
    (loaded,) = python(source, folder=tmp_path)
    assert "nianbao.editions" not in loaded.split()


def test_the_slow_ones_would_be_seen(tmp_path: Path) -> None:
    loaded = python("import sys, textual; print(*sys.modules, sep='\\n')", folder=tmp_path)
    assert not SLOW.isdisjoint(loaded)
