"""The reports worked on lately, and where in each one was; kept in the state folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.paths import is_file

_KEPT = 20


@dataclass(frozen=True, slots=True)
class RecentReport:
    """A report worked on lately."""

    path: Path
    organ: str
    year: int
    state: str
    """How far it was, in a word."""
    when: str
    """When it was last open, as an ISO time."""
    section: str = ""
    """The section one was in, "" for none."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The address of the cursor in each section that was open, by section name."""

    @property
    def shown_time(self) -> str:
        """The time as the start screen shows it: `11月24日 10:32`."""
        when = datetime.fromisoformat(self.when)
        return f"{when.month}月{when.day}日 {when:%H:%M}"


class RecentReports:
    """The list of reports worked on lately. Losing it costs nothing but comfort: it never raises."""

    def __init__(self, folder: Path, disk: Disk = REAL_DISK) -> None:
        self._disk = disk
        self._file = folder / "recent.json"

    def all(self) -> tuple[RecentReport, ...]:
        """Those whose file is still there, the latest first."""
        return tuple(report for report in self._read() if is_file(report.path))

    def known(self) -> tuple[RecentReport, ...]:
        """All of them, the latest first, whether their file is still there or not."""
        return tuple(self._read())

    def of(self, path: Path) -> RecentReport | None:
        """What is known of one report."""
        return next((report for report in self._read() if report.path == path), None)

    def remember(self, report: RecentReport) -> None:
        """Put a report at the top of the list."""
        others = [known for known in self._read() if known.path != report.path]
        self._write([report, *others])

    def forget(self, path: Path) -> None:
        """Take a report off the list, which is known by another path from now on."""
        known = self._read()
        others = [report for report in known if report.path != path]
        if len(others) < len(known):
            self._write(others)

    def _write(self, reports: list[RecentReport]) -> None:
        from nianbao.report.saving import replace_file

        kept = [_as_json(known) for known in reports[:_KEPT]]
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # As ASCII: a path in another encoding has characters that UTF-8 cannot write.
            replace_file(self._file, json.dumps(kept, indent=1).encode(), disk=self._disk)

    def _read(self) -> list[RecentReport]:
        try:
            found = [_from_json(item) for item in json.loads(self._file.read_bytes())]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return []
        # Each report once, whoever wrote the list.
        return list({report.path: report for report in reversed(found)}.values())[::-1]


def _as_json(report: RecentReport) -> dict[str, object]:
    return {**asdict(report), "path": str(report.path)}


def _from_json(item: dict[str, object]) -> RecentReport:
    report = RecentReport(**item)  # type: ignore[arg-type]
    datetime.fromisoformat(report.when)
    places = dict(report.places)
    words = (report.path, report.organ, report.state, report.section, *places, *places.values())
    if not (all(isinstance(word, str) for word in words) and isinstance(report.year, int)):
        raise TypeError
    return replace(report, path=Path(report.path), places=places)
