"""Why the system refuses to read or write a file, and what can be done about it, in Chinese."""

import errno
from dataclasses import dataclass

from nianbao.report.disk import LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the system refused, and what the user can do; both without a full stop."""

    reason: str
    remedy: str

    @property
    def sentences(self) -> str:
        """Both, each as a sentence."""
        return f"{self.reason}。{self.remedy}。"


_ROOM = "请删去不用的文件，腾出空间"
_RIGHTS = "请向管理员要权限，或改用自己的文件夹；文件设为只读的，请取消只读"
_NETWORK = "请检查网络，或重新连接网络文件夹"
_IN_USE = "文件正被其他程序占用", "请关闭正在使用它的程序"
_TOO_MANY_OPEN = "打开的文件太多", "请关闭一些程序"
_GONE = "设备不存在或已经移除", "请重新接上设备"

_REFUSALS = {
    "ENOSPC": ("磁盘已满", _ROOM),
    "EDQUOT": ("磁盘配额已用完", f"{_ROOM}，或请管理员加大配额"),
    "EROFS": ("所在的磁盘是只读的", "请改用能写的文件夹；U 盘请先关闭写保护"),
    "EACCES": ("没有权限", _RIGHTS),
    "EPERM": ("系统不允许这样做", _RIGHTS),
    "ENOENT": (
        "找不到文件或所在的文件夹",
        "请核对路径；在 U 盘或网络文件夹里的，请重新接上",
    ),
    "ENOTDIR": ("路径中有一段不是文件夹", "请核对路径"),
    "EISDIR": ("这是文件夹，不是文件", "请指明文件夹里的文件"),
    "EEXIST": ("同名文件已经存在", "请换一个名字"),
    "ENAMETOOLONG": (
        f"文件名太长（最多 {LONGEST_NAME} 个字节，约 85 个汉字）",
        "请改短，或放到层数少一些的文件夹里",
    ),
    "EINVAL": ("文件名或文件系统不支持这样做", "请换一个文件名，或换到别的文件夹"),
    "EIO": ("磁盘读写出错，磁盘可能已损坏", "请尽快把文件复制到别的磁盘，并请管理员检查"),
    "EFBIG": ("文件太大，超过系统的限制", "请换到别的磁盘"),
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EMFILE": _TOO_MANY_OPEN,
    "ENFILE": _TOO_MANY_OPEN,
    "ELOOP": ("符号链接互相指向，找不到真正的文件", "请改用文件真正的路径"),
    "ENODEV": _GONE,
    "ENXIO": _GONE,
    "ESTALE": ("网络文件夹的连接已失效", _NETWORK),
    "ETIMEDOUT": ("网络文件夹没有响应", _NETWORK),
    "EHOSTDOWN": ("网络文件夹所在的机器没有响应", _NETWORK),
    "ENOTCONN": ("网络文件夹的连接已断开", _NETWORK),
    "ENOTSUP": ("所在的文件系统不支持这样做", "请换到别的文件夹"),
}
_REFUSAL_OF = {
    getattr(errno, name): Refusal(*words)
    for name, words in _REFUSALS.items()
    if hasattr(errno, name)
}


def refusal(error: OSError) -> Refusal:
    """Give why the system refused, and what to do."""
    if error.errno in _REFUSAL_OF:
        return _REFUSAL_OF[error.errno]
    reason = f"系统报告“{error.strerror or type(error).__name__}”"
    return Refusal(reason, "请处理后再试，或换到别的文件夹")
