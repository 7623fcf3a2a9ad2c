"""A sentence that names a key names the command: the key may be another one."""

import ast
import re
from pathlib import Path

import nianbao.wizard

WIZARD = Path(nianbao.wizard.__file__).parent
KEY = re.compile(r"(?<![A-Za-z])(?:F[1-9]\d?|Ctrl\+\w+|PgUp|PgDn)(?![A-Za-z0-9])")


def sentences(file: Path) -> list[str]:
    """The texts of a module that are told to the user: those with Chinese, docstrings left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        if not node.value.isascii()
    ]


def test_no_sentence_names_a_key_by_hand() -> None:
    found = {file.name: sentences(file) for file in WIZARD.rglob("*.py")}
    assert sum(map(len, found.values())) > 100
    assert [(name, text) for name, all_ in found.items() for text in all_ if KEY.search(text)] == []
