"""The form's wording stands in the edition files and nowhere in the code."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "nianbao"
EDITIONS = sorted((SOURCE / "editions").glob("*.toml"))
WORDING = {"corner", "heading", "label", "title"}
LIST_MARK = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+\.)")

# The words by which everybody knows the form; some stand only inside longer labels.
ALWAYS = {"本年新收", "予以公开", "不予公开", "结果维持", "商业企业", "本年制发件数"}


def labels(node: object, key: str = "") -> Iterator[str]:
    """Give every label below a node, with its list mark and without."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from labels(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from labels(value, key)
    elif isinstance(node, str) and key in WORDING:
        yield from (text for text in (node, LIST_MARK.sub("", node)) if len(text) >= 3)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda path: path.stem)
def test_an_edition_has_the_labels_looked_for(edition: Path) -> None:
    found = set(labels(tomllib.loads(edition.read_text(encoding="utf-8"))))
    assert {"予以公开", "结果维持", "商业企业"} <= found


def test_no_label_of_an_edition_stands_in_the_code() -> None:
    forbidden = ALWAYS.union(
        *(labels(tomllib.loads(path.read_text(encoding="utf-8"))) for path in EDITIONS)
    )
    found = [
        f"{path.relative_to(SOURCE)}: {label}"
        for path in sorted(SOURCE.rglob("*.py"))
        for label in sorted(forbidden)
        if label in path.read_text(encoding="utf-8")
    ]
    assert found == []
