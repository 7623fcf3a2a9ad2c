"""The system's calls by which files change, and in Chinese why it refuses one."""

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

_REASONS = {
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已用完",
    "EROFS": "所在的磁盘是只读的",
    "EACCES": "没有权限",
    "EPERM": "系统不允许这样做",
    "ENOENT": "找不到文件或所在的文件夹",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EISDIR": "这是文件夹，不是文件",
    "EEXIST": "同名文件已经存在",
    "ENAMETOOLONG": f"文件名太长（最多 {LONGEST_NAME} 个字节，约 85 个汉字），请改短",
    "EINVAL": "文件名或文件系统不支持这样做",
    "EIO": "磁盘读写出错，磁盘可能已损坏",
    "EFBIG": "文件太大，超过系统的限制",
    "EBUSY": "文件正被其他程序占用",
    "ETXTBSY": "文件正被其他程序占用",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ELOOP": "符号链接互相指向，找不到真正的文件",
    "ENODEV": "设备不存在或已经移除",
    "ENXIO": "设备不存在或已经移除",
    "ESTALE": "网络文件夹的连接已失效",
    "ETIMEDOUT": "网络文件夹没有响应",
    "EHOSTDOWN": "网络文件夹所在的机器没有响应",
    "ENOTSUP": "所在的文件系统不支持这样做",
    "ENOTCONN": "网络文件夹的连接已断开",
}
_REASON_OF = {
    getattr(errno, name): words for name, words in _REASONS.items() if hasattr(errno, name)
}

CANNOT = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EPERM", "EACCES", "EMLINK")
    if hasattr(errno, name)
)
"""What a file system answers that cannot do a thing at all, as against one that fails at it."""


def reason(error: OSError) -> str:
    """Give a few Chinese words for why the system refused, without a full stop."""
    if error.errno in _REASON_OF:
        return _REASON_OF[error.errno]
    return f"系统报告“{error.strerror or type(error).__name__}”"


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
