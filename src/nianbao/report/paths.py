"""Where a file really lies, and whether its name is one that a file can have."""

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
