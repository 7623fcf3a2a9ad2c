import errno
import os

import pytest

from nianbao.report.refusals import refusal


def test_every_refusal_says_in_chinese_why_and_what_to_do() -> None:
    for code in errno.errorcode:
        said = refusal(OSError(code, os.strerror(code)))
        for words in (said.reason, said.remedy):
            assert any("\u4e00" <= character <= "\u9fff" for character in words)
            assert not words.endswith("。")
        assert said.remedy.startswith("请")
        assert said.sentences == f"{said.reason}。{said.remedy}。"
    assert refusal(OSError("odd")).reason == "系统报告“OSError”"


@pytest.mark.parametrize(
    ("code", "what_to_do"),
    [
        (errno.EACCES, "请向管理员要权限，或改用自己的文件夹"),
        (errno.EPERM, "请向管理员要权限，或改用自己的文件夹"),
        (errno.EROFS, "请改用能写的文件夹"),
        (errno.ENOSPC, "请删去不用的文件，腾出空间"),
        (errno.EDQUOT, "或请管理员加大配额"),
        (errno.EIO, "请尽快把文件复制到别的磁盘"),
        (errno.ENAMETOOLONG, "请改短"),
        (errno.ENOENT, "请核对路径"),
        (errno.EBUSY, "请关闭正在使用它的程序"),
        (errno.ESTALE, "请检查网络"),
    ],
)
def test_each_cause_has_its_own_remedy(code: int, what_to_do: str) -> None:
    assert what_to_do in refusal(OSError(code, os.strerror(code))).remedy
