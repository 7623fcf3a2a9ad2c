"""The system's calls by which files change."""

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_NAME = 255
"""The most bytes a file's name has on every usual file system; an ideograph takes three."""


def _not_on_this_system(*_: int) -> None:
    pass


# Windows has none of the three.
_change_owner: Callable[[int, int, int], None] = getattr(os, "fchown", _not_on_this_system)
_change_mode: Callable[[int, int], None] = getattr(os, "fchmod", _not_on_this_system)
_sync_data: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Disk:
    """The calls by which files change, so that a test can let any one of them fail."""

    open: Callable[[str, int, int], int] = os.open
    write: Callable[[int, bytes], int] = os.write
    change_owner: Callable[[int, int, int], None] = _change_owner
    change_mode: Callable[[int, int], None] = _change_mode
    sync: Callable[[int], None] = os.fsync
    sync_data: Callable[[int], None] = _sync_data
    truncate: Callable[[int, int], None] = os.ftruncate
    close: Callable[[int], None] = os.close
    replace: Callable[[str, str], None] = os.replace
    rename: Callable[[str, str], None] = os.rename
    link: Callable[[str, str], None] = os.link
    unlink: Callable[[str], None] = os.unlink
    sleep: Callable[[float], None] = time.sleep
    is_windows: bool = os.name == "nt"


REAL_DISK = Disk()

CANNOT = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EPERM", "EACCES", "EMLINK")
    if hasattr(errno, name)
)
"""What a file system answers that cannot do a thing at all, as against one that fails at it."""


def sync(descriptor: int, call: Callable[[int], None]) -> None:
    """Sync with `call`, content with a file system that cannot sync at all."""
    try:
        call(descriptor)
    except OSError as error:
        if error.errno not in CANNOT:
            raise


def write_all(descriptor: int, data: bytes, disk: Disk) -> None:
    """Write all of `data`, however little the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[disk.write(descriptor, bytes(view[: 1 << 20])) :]
