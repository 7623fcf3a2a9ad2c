"""What is kept of a report in the user's state folder, under a name made from the report's path."""

import hashlib
import os
from pathlib import Path

from nianbao.report.paths import resolved


def state_file(report: str | Path, state_folder: Path, ending: str) -> Path:
    """Give the file in `state_folder` that belongs to a report: the same by whatever link it goes.

    Raises:
        OSError: The report's name is none that a file can have.
    """
    name = os.fsencode(os.path.normcase(resolved(report)))
    return state_folder / "nianbao" / f"{hashlib.sha256(name).hexdigest()}.{ending}"


def make_private_folder(folder: Path) -> None:
    """Make `folder` where it is not there, and closed to others where it is.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
