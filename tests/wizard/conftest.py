"""A desk for each test of the wizard, and style sheets parsed once for all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stylesheets_parsed_once import parse_once
from tests.wizard.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(autouse=True, scope="session")
def stylesheets_parsed_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        yield
