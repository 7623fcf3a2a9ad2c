"""Where a file really lies, what is there, and whether its name is one that a file can have.

Unlike the methods of a path, `is_file`, `is_folder` and `is_there` never raise: a name too long, a
folder that is closed to us, a network that is gone are all a plain no.
"""

import errno
import os
from pathlib import Path

from nianbao.report.disk import LONGEST_NAME


def checked(path: str | Path) -> Path:
    """Give `path` as a Path when its name is one that a file can have.

    Raises:
        OSError: ENAMETOOLONG or EINVAL, before the file system is asked.
    """
    path = Path(path)
    try:
        name = os.fsencode(path.name)
        whole = os.fsencode(path)
    except UnicodeEncodeError:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from None
    if b"\0" in whole or not name:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    if len(name) > LONGEST_NAME:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(path))
    return path


def resolved(path: str | Path) -> Path:
    """Give the absolute path with every symbolic link followed, whether the file is there or not.

    Raises:
        OSError: The name is none that a file can have, or the links lead round in a circle.
    """
    try:
        return checked(path).resolve()
    except RuntimeError:
        # How Python up to 3.12 tells a circle of links.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def beside(path: Path, before: str, after: str) -> Path:
    """Give the file in the same folder whose name is `path`'s between `before` and `after`.

    A name that would grow too long is cut, between characters, in its middle part.
    """
    name = path.name
    while len(os.fsencode(before + name + after)) > LONGEST_NAME:
        name = name[:-1]
    return path.with_name(before + name + after)


def typed_path(typed: str) -> Path:
    """Give what somebody typed as a path, `~` for their own folder; of nobody's folder as it is."""
    return Path(os.path.expanduser(typed))  # noqa: PTH111  A path's own method raises there.


def in_full(path: Path) -> Path:
    """Give the absolute path with its links followed as far as they can be; it never raises."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def is_file(path: Path) -> bool:
    """Whether a file is there that can be looked at."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a folder is there that can be looked at."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path) -> bool:
    """Whether anything is there that can be looked at."""
    return os.path.exists(path)  # noqa: PTH110
