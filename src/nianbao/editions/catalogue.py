"""The editions there are: the built-in ones and those of the user's settings folder."""

from __future__ import annotations

import os
import pkgutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path

from nianbao.editions.edition_file import EditionError
from nianbao.editions.loading import edition_from_toml
from nianbao.editions.model import Edition

_BUILT_IN = ("2019.toml", "2021.toml")


@dataclass(frozen=True)
class Offered:
    """An edition by its name and its years, read whole when it is asked for."""

    name: str
    first_year: int
    last_year: int | None
    read: Callable[[], Edition] = field(compare=False, repr=False)

    @cached_property
    def edition(self) -> Edition:
        """The whole edition."""
        return self.read()

    def covers(self, year: int) -> bool:
        """Whether the form was in force for reports on that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@dataclass(frozen=True)
class Editions:
    """Every edition that can be used, in the order of the years they cover."""

    offered: tuple[Offered, ...]

    @classmethod
    def of(cls, *editions: Edition) -> Editions:
        """Just these editions."""
        return cls(tuple(map(_offered, editions)))

    @property
    def all(self) -> tuple[Edition, ...]:
        """Every edition, each of them whole."""
        return tuple(one.edition for one in self.offered)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the editions."""
        return tuple(one.name for one in self.offered)

    def get(self, name: str) -> Edition | None:
        """The edition of that name, if there is one."""
        return next((one.edition for one in self.offered if one.name == name), None)

    def for_year(self, year: int) -> Edition:
        """The edition that was in force for reports on that year, else the nearest one."""
        covering = [one for one in self.offered if one.covers(year)]
        return (covering[-1] if covering else self.offered[0]).edition

    def with_folder(self, folder: Path) -> Editions:
        """These editions and those of the folder's `*.toml` files; a file wins over a name here.

        Raises:
            EditionError: a file cannot be read, or has a mistake.
        """
        found = {one.name: one for one in self.offered}
        for file in sorted(folder.glob("*.toml")) if _is_folder(folder) else ():
            try:
                text = file.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise EditionError("读不出来，请确认文件完好并以 UTF-8 保存", str(file)) from error
            edition = edition_from_toml(text, str(file))
            found[edition.name] = _offered(edition)
        return Editions(tuple(sorted(found.values(), key=lambda one: one.first_year)))


def _is_folder(folder: Path) -> bool:
    """Whether there is such a folder; one that is closed to us is none."""
    return os.path.isdir(folder)  # noqa: PTH112  A path's own method raises there.


def _offered(edition: Edition) -> Offered:
    return Offered(edition.name, edition.first_year, edition.last_year, lambda: edition)


@lru_cache(maxsize=1)
def built_in() -> Editions:
    """The editions that come with nianbao."""
    return Editions(tuple(map(_built_in, _BUILT_IN)))


def _built_in(file: str) -> Offered:
    # Not through importlib.resources, whose import costs more than an edition: this reads from a
    # zip as well.
    data = pkgutil.get_data("nianbao.editions", file)
    if data is None:
        raise EditionError("读不出来，请重新安装 nianbao", file)
    text = data.decode()
    # What stands before the first table is TOML by itself.
    head = tomllib.loads(text.partition("\n[")[0])
    return Offered(
        head["name"],
        head["first_year"],
        head.get("last_year"),
        partial(edition_from_toml, text, file, is_built_in=True),
    )
