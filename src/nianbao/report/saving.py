"""Putting bytes into a file so that it is the old one or the new one, whole, whatever happens."""

import errno
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from nianbao.report.disk import CANNOT, REAL_DISK, Disk, sync, write_all
from nianbao.report.paths import beside, checked, resolved

_TEMPORARY = re.compile(r"\.nianbao-[0-9a-f]{16}\.tmp")
_AN_HOUR = 3600
_WINDOWS_WAITS = (0.05, 0.1, 0.2, 0.3, 0.35)


def _nothing() -> None:
    pass


def replace_file(
    path: str | Path,
    data: bytes,
    *,
    mode: int | None = None,
    before_replace: Callable[[], None] = _nothing,
    disk: Disk = REAL_DISK,
) -> None:
    """Make `path` hold `data`: afterwards it is the new file whole, or still the old one.

    A symbolic link stays, its target is replaced. Mode, and where the system allows it owner, of
    the old file are kept. A new file gets `mode`, or what the umask leaves of 0666.

    Args:
        path: The file, there or not.
        data: All it shall hold.
        mode: The mode whatever the old one was; None keeps it.
        before_replace: Called when the new bytes are safe on the disk and the old file still
            stands; what it raises keeps the old file.
        disk: The system's calls.

    Raises:
        OSError: It could not be written (`refusal` says why in Chinese), nothing has changed. Only
            when the folder's entry could not be synced, the new file may already be in place.
    """
    target = resolved(path)
    old = _status(target)
    if old is not None:
        _refuse_what_should_stay(target, old)
    temporary = _write_temporary(target, data, mode, old, disk)
    try:
        before_replace()
        _replace(temporary, target, disk)
    except BaseException:
        _remove(temporary, disk)
        raise
    sync_folder(target.parent, disk)


def write_new(
    path: str | Path,
    data: bytes,
    *,
    force: bool = False,
    mode: int | None = None,
    disk: Disk = REAL_DISK,
) -> None:
    """Write a file that must not be there yet, whole or not at all.

    Args:
        path: The file; with `force` it may be there and is replaced.
        data: All it shall hold.
        force: Replace what is there.
        mode: The new file's mode; None for what the umask leaves of 0666.
        disk: The system's calls.

    Raises:
        FileExistsError: Something of that name is there, even if it came only this moment.
        OSError: It could not be written.
    """
    if force:
        replace_file(path, data, mode=mode, disk=disk)
        return
    target = checked(path)
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    temporary = _write_temporary(target, data, mode, None, disk)
    try:
        _put_where_nothing_is(temporary, target, disk)
    except BaseException:
        _remove(temporary, disk)
        raise
    sync_folder(target.parent, disk)


def keep_backup(path: str | Path, *, disk: Disk = REAL_DISK) -> Path | None:
    """Copy the file to `NAME.bak` beside it (`.bak.2` …, never over another).

    Returns:
        The copy, or None when there is no file to keep.

    Raises:
        OSError: The file could not be read, or the copy not written.
    """
    source = resolved(path)
    try:
        data = source.read_bytes()
        mode = stat.S_IMODE(source.stat().st_mode)
    except FileNotFoundError:
        return None
    return write_beside(source, ".bak", data, mode=mode, disk=disk)


def write_beside(
    path: Path, ending: str, data: bytes, *, mode: int | None = None, disk: Disk = REAL_DISK
) -> Path:
    """Write `data` to a new file named as `path` with `ending` behind it, `ending.2` if taken.

    Raises:
        OSError: It could not be written.
    """
    for number in count(1):
        copy = beside(path, "", ending if number == 1 else f"{ending}.{number}")
        with suppress(FileExistsError):
            write_new(copy, data, mode=mode, disk=disk)
            return copy
    raise AssertionError("numbers do not end")


def remove_left_over(folder: Path, now: float) -> None:
    """Remove what a program that was killed while it saved has left in `folder`, an hour ago or more.

    Whatever cannot be removed stays: nothing ever reads it.

    Args:
        folder: Where reports lie.
        now: Seconds since 1970.
    """
    with suppress(OSError):
        for entry in os.scandir(folder):
            with suppress(OSError):
                if _TEMPORARY.fullmatch(entry.name) and entry.stat().st_mtime < now - _AN_HOUR:
                    Path(entry.path).unlink()


def sync_folder(folder: Path, disk: Disk = REAL_DISK) -> None:
    """Make the names of new files in `folder` outlast a power failure."""
    if disk.is_windows:
        return
    try:
        descriptor = disk.open(str(folder), os.O_RDONLY, 0)
    except PermissionError:
        # One may write into a folder without being allowed to list it.
        return
    try:
        sync(descriptor, disk.sync)
    finally:
        disk.close(descriptor)


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse_what_should_stay(target: Path, old: os.stat_result) -> None:
    """A folder or a device is not to be replaced, nor a file its owner has set read-only."""
    if stat.S_ISDIR(old.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(target))
    if not os.access(target, os.W_OK):
        code = errno.EROFS if _is_on_read_only_disk(target) else errno.EACCES
        raise OSError(code, os.strerror(code), str(target))


def _is_on_read_only_disk(target: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(target).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _write_temporary(
    target: Path, data: bytes, mode: int | None, old: os.stat_result | None, disk: Disk
) -> str:
    """Write and sync a file of another name in `target`'s folder; leave none when that fails."""
    # A name of its own, because with the target's in it, it could grow too long.
    temporary = str(target.with_name(f".nianbao-{os.urandom(8).hex()}.tmp"))
    if mode is None and old is not None:
        mode = stat.S_IMODE(old.st_mode)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = disk.open(temporary, flags, 0o666 if mode is None else 0o600)
    try:
        try:
            if old is not None:
                _keep_owner(descriptor, old, disk)
            if mode is not None:
                disk.change_mode(descriptor, mode)
            write_all(descriptor, data, disk)
            sync(descriptor, disk.sync)
        finally:
            disk.close(descriptor)
    except BaseException:
        _remove(temporary, disk)
        raise
    return temporary


def _keep_owner(descriptor: int, old: os.stat_result, disk: Disk) -> None:
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        # Only root may give a file away; anybody else's save makes it their own, as in any editor.
        with suppress(PermissionError):
            disk.change_owner(descriptor, old.st_uid, old.st_gid)


def _replace(temporary: str, target: Path, disk: Disk) -> None:
    waits = _WINDOWS_WAITS if disk.is_windows else ()
    for wait in waits:
        try:
            disk.replace(temporary, str(target))
        except PermissionError:
            # On Windows a scanner or Word holds the file for a moment.
            disk.sleep(wait)
        else:
            return
    disk.replace(temporary, str(target))


def _put_where_nothing_is(temporary: str, target: Path, disk: Disk) -> None:
    if disk.is_windows:
        # There, renaming refuses a name that is taken.
        disk.rename(temporary, str(target))
        return
    try:
        disk.link(temporary, str(target))
    except OSError as error:
        if error.errno not in CANNOT:
            raise
    else:
        _remove(temporary, disk)
        return
    # A file system without hard links: take the name first, then put the file over our own.
    taken = disk.open(str(target), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        disk.close(taken)
        disk.replace(temporary, str(target))
    except BaseException:
        _remove(str(target), disk)
        raise


def _remove(file: str, disk: Disk) -> None:
    with suppress(OSError):
        disk.unlink(file)
