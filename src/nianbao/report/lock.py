"""Who has a report open: a lock file beside it, which another opener reads."""

import errno
import json
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.paths import beside, resolved
from nianbao.report.saving import write_new
from nianbao.report.state_files import make_private_folder, state_file

Clock = Callable[[], datetime]

_LONGEST = 10_000
"""The most bytes read of a lock file; ours have a few hundred."""


@dataclass(frozen=True, slots=True)
class HeldBy:
    """Whose lock stands on a report."""

    person: str
    machine: str
    pid: int
    since: datetime
    stale: bool
    """Whether nobody holds it any more, for certain: on this machine, by a process that is gone."""
    file: Path
    """The lock file."""
    content: bytes
    """What stands in it, so that no other lock than this one is broken."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is ours until `release`."""

    file: Path
    content: bytes

    @classmethod
    def acquire(
        cls,
        path: str | Path,
        state_folder: Path,
        who: str,
        clock: Clock,
        *,
        disk: Disk = REAL_DISK,
    ) -> "Lock | HeldBy":
        """Lock a report, taking over a lock whose process on this machine is gone.

        Args:
            path: The report's file, there or not.
            state_folder: Where the lock lies when none can be put beside the file.
            who: The person to name to others.
            clock: Gives the time, with its zone.
            disk: The system's calls.

        Returns:
            The lock, or who holds it. A lock file that cannot be understood is held by nobody
            known, and not stale: the user decides.

        Raises:
            OSError: No lock file could be written in either folder; nothing is locked.
        """
        target = resolved(path)
        places = (
            beside(target, ".", ".nianbao-lock"),
            state_file(target, state_folder, "lock"),
        )
        for _ in range(10):
            found = [held for place in places if (held := _holder(place)) is not None]
            holding = next((held for held in found if not held.stale), None)
            if holding is not None:
                return holding
            stuck = {
                held.file for held in found if not break_lock(held) and _holder(held.file) == held
            }
            content = _content(who, clock)
            file = _put([place for place in places if place not in stuck], content, disk)
            if file is not None:
                return Lock(file, content)
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))

    def release(self) -> None:
        """Give the report free, unless somebody has broken this lock meanwhile."""
        with suppress(OSError):
            if self.file.read_bytes() == self.content:
                self.file.unlink()


def break_lock(held: HeldBy) -> bool:
    """Remove the very lock that `held` told of, when it is stale or the user decides so.

    Returns:
        Whether it is gone; not so when it could not be removed, or another one has taken its place.
    """
    try:
        with held.file.open("rb") as file:
            _wait_for_others_who_break(file.fileno())
            same = os.path.samestat(os.fstat(file.fileno()), held.file.stat())
            if not same or file.read(_LONGEST) != held.content:
                return False
            if os.name != "nt":
                held.file.unlink()
                return True
        # Windows removes no file that is open.
        held.file.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _wait_for_others_who_break(descriptor: int) -> None:
    """Until the file is closed, nobody else breaks this lock: they would remove the next one."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _put(places: list[Path], content: bytes, disk: Disk) -> Path | None:
    """The first place that took the lock, None when somebody else was faster."""
    for place in places:
        try:
            if place.suffix == ".lock":
                make_private_folder(place.parent)
            write_new(place, content, disk=disk)
        except FileExistsError:
            return None
        except OSError:
            if _bytes_of(place) == content:
                # In place all the same, only its name may not outlast a power failure.
                return place
            # A folder that is read-only, full or gone; others on this machine still see the last.
            if place is places[-1]:
                raise
        else:
            return place
    raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def _content(who: str, clock: Clock) -> bytes:
    fields = {
        "person": who,
        "machine": platform.node(),
        "pid": os.getpid(),
        "started": _start_of(os.getpid()),
        "since": clock().isoformat(timespec="seconds"),
        "token": os.urandom(8).hex(),
    }
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")


def _holder(file: Path) -> HeldBy | None:
    """Who holds the lock in `file`, None when there is none."""
    try:
        since = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        return None
    content = _bytes_of(file)
    try:
        fields = json.loads(content)
        person, machine, pid = fields["person"], fields["machine"], fields["pid"]
        since = datetime.fromisoformat(fields["since"]).astimezone()
        if not (isinstance(person, str) and isinstance(machine, str) and isinstance(pid, int)):
            raise TypeError
        stale = machine == platform.node() and not _runs(pid, fields.get("started"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return HeldBy("", "", 0, since, stale=False, file=file, content=content)
    return HeldBy(_shown(person), _shown(machine), pid, since, stale, file, content)


def _bytes_of(file: Path) -> bytes:
    """What stands in the file, nothing when it may not be read."""
    try:
        return file.read_bytes()[:_LONGEST]
    except OSError:
        return b""


def _shown(name: str) -> str:
    """A name from a file that anybody may have written, fit for a terminal."""
    return "".join(character for character in name if character.isprintable())[:100]


def _runs(pid: int, started: object) -> bool:
    """Whether the process still runs; another that was given its number later is not it."""
    if not 0 < pid < 2**31:
        return False
    start = _start_of(pid)
    if start is not None and started is not None:
        return start == started
    return _process_exists(pid)


def _start_of(pid: int) -> str | None:
    """When the process started, in the system's own words; "" for a dead one, None if unknown."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return None
    # The second field is the command in brackets, which may hold anything.
    state, *fields = stat.rpartition(")")[2].split()
    # Dead, and only waiting to be asked for its exit code.
    return "" if state in "ZX" else f"{fields[18]}@{boot}"


if sys.platform == "win32":

    def _process_exists(pid: int) -> bool:
        import ctypes

        query_limited_information, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(query_limited_information, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == still_active

else:

    def _process_exists(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True
