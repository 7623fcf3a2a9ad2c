"""A desk for each test of the wizard."""

from pathlib import Path

import pytest

from tests.wizard.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
