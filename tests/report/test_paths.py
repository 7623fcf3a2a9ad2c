from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report.paths import in_full, is_file, is_folder, is_there, typed_path

ODD = ["长" * 100, "长/" * 2000, "a\0b", "\ud800", "no/a", "circle/a", "~nosuchuser/a", ""]


@pytest.mark.parametrize("asked", [is_file, is_folder, is_there])
def test_whatever_stands_in_the_way_is_a_plain_no(
    tmp_path: Path, asked: Callable[[Path], bool]
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").touch()
    for name in ODD[:-1]:
        assert not asked(tmp_path / name)
    assert asked(tmp_path / "file") == (asked is not is_folder)
    assert asked(tmp_path) == (asked is not is_file)


def test_a_typed_path_is_one_whatever_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/wang")
    assert typed_path("~/年报") == Path("/home/wang/年报")
    assert typed_path("~nosuchuser/年报") == Path("~nosuchuser/年报")
    for name in ODD:
        assert in_full(typed_path(name)).is_absolute()
