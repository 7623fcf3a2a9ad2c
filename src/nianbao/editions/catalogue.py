"""The editions there are: the built-in ones and those of the user's settings folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from nianbao.editions.edition_file import EditionError
from nianbao.editions.loading import edition_from_toml
from nianbao.editions.model import Edition


@dataclass(frozen=True)
class Editions:
    """Every edition that can be used, in the order of the years they cover."""

    all: tuple[Edition, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the editions."""
        return tuple(edition.name for edition in self.all)

    def get(self, name: str) -> Edition | None:
        """The edition of that name, if there is one."""
        return next((edition for edition in self.all if edition.name == name), None)

    def for_year(self, year: int) -> Edition:
        """The edition that was in force for reports on that year, else the nearest one."""
        covering = [edition for edition in self.all if edition.covers(year)]
        return covering[-1] if covering else self.all[0]

    def with_folder(self, folder: Path) -> Editions:
        """These editions and those of the folder's `*.toml` files; a file wins over a name here.

        Raises:
            EditionError: a file cannot be read, or has a mistake.
        """
        found = {edition.name: edition for edition in self.all}
        for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            try:
                text = file.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise EditionError("读不出来，请确认文件完好并以 UTF-8 保存", str(file)) from error
            edition = edition_from_toml(text, str(file))
            found[edition.name] = edition
        return Editions(tuple(sorted(found.values(), key=lambda edition: edition.first_year)))


@lru_cache(maxsize=1)
def built_in() -> Editions:
    """The editions that come with nianbao."""
    folder = resources.files("nianbao.editions")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name
    )
    editions = (edition_from_toml(file.read_text(encoding="utf-8"), file.name) for file in files)
    return Editions(tuple(sorted(editions, key=lambda edition: edition.first_year)))
