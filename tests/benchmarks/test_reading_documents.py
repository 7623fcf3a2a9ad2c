"""How long `nianbao import` takes for a document of each kind, start-up included."""

from pathlib import Path

import pytest

from nianbao import operations
from tests.benchmarks.figures import run, seconds, tell

DATA = Path(__file__).parents[1] / "data"
EXAMPLE = Path(__file__).parents[2] / "examples" / "淮安市洪泽区人民政府2024年.toml"
ROUNDS = 5

# On a machine that is busy with other things only a gross loss fails.
GROSS_LOSS = 10


@pytest.fixture
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    kind = request.param
    if kind == "pdf":
        return DATA / "淮安市洪泽区人民政府2024年.pdf"
    if kind == "published page":
        return DATA / "上海市人民政府办公厅2019年.html"
    file = tmp_path / f"年报.{kind}"
    file.write_bytes(operations.export(operations.read(EXAMPLE), kind))
    return file


@pytest.mark.parametrize(
    ("document", "budget"),
    [("docx", 500), ("html", 500), ("published page", 500), ("xlsx", 500), ("md", 500), ("txt", 500),
     ("json", 500), ("pdf", 1500)],
    indirect=["document"],
    ids=["docx", "html", "published page", "xlsx", "md", "txt", "json", "pdf"],
)  # fmt: skip
def test_a_document_is_imported_at_once(
    document: Path, budget: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", str(document)).returncode == 0
    measured = [1000 * seconds(lambda: run("import", str(document))) for _ in range(ROUNDS)]
    with capsys.disabled():
        print()
        tell(f"nianbao import of {document.suffix}", measured, budget)
    assert min(measured) <= GROSS_LOSS * budget
