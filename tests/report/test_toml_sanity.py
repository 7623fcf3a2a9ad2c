import os
import resource
import socket
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.toml_sanity import (
    LARGEST,
    InsaneToml,
    UnreadableFile,
    decode,
    read_limited,
    refuse_insane,
)
from tests.report.hostile_toml import HOSTILE

# Twice what design allows, so that a busy machine fails nothing; what the bounds are there to
# prevent takes three to ten times as long. The memory is the interpreter's and the tests' with it.
SECONDS = 4
BYTES = 300_000_000


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_below_four_megabytes_takes_long_or_much(name: str) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    done = subprocess.run(
        [sys.executable, "-m", "tests.report.hostile_toml", name],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "src"},
    )

    assert done.stdout in {"refused\n", "not TOML\n", "read\n"}, done.stderr


def refusal(text: str) -> tuple[str, int, int]:
    with pytest.raises(InsaneToml) as caught:
        refuse_insane(text)
    return caught.value.message, caught.value.line, caught.value.column


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a = 1\nb = " + "[" * 17 + "]" * 17, "方括号、花括号的嵌套超过 16 层", 2, 21),
        ("a = " + "{a=" * 17 + "1" + "}" * 17, "方括号、花括号的嵌套超过 16 层", 1, 53),
        ("k = 1\n" * 900 + "b = " + "9" * 16 + "\n" + "k = 1\n" * 90, "数字超过 15 位", 901, 5),
        ("k = 1\n" * 7_501, "文件里的项目和行数太多，不像是一份年报", 7_501, 1),
        ("\n[a.b.c.d.e.f.g.h.i]", "用点连接的键超过 8 段", 2, 18),
        ("a.b.c.d.e.f.'g'.h.\"i\" = 1", "用点连接的键超过 8 段", 1, 19),
        ("a = { a.b.c.d.e.f.g.h.i = 1 }", "用点连接的键超过 8 段", 1, 23),
        ("年 = '1'\na = 1", None, 0, 0),
        ("a = 1234567890123456", "数字超过 15 位", 1, 5),
        ("a = -0.1234567890123456", "数字超过 15 位", 1, 5),
        ("a = 1_2345_6789_0123_456", "数字超过 15 位", 1, 5),
        ("a = 0xfffffffffffffffff", "数字超过 15 位", 1, 5),
        ("a = 1e15", "数字超过 15 位", 1, 5),
        ("a = 1e-99999", "数字超过 15 位", 1, 5),
        ("a = [1,\n  1234567890123456]", "数字超过 15 位", 2, 3),
        ("a = 2021-01-01T00:00:00." + "1" * 30, "日期或时间太长", 1, 5),
        ("a" * 1001 + " = 1", "键的名称超过 1000 个字符", 1, 1),
        ("a.a.a.a.a = 1\n" * 2_001, "文件里的键太多，不像是一份年报", 2_001, 1),
        ("#\n" * 15_001, "文件里的项目和行数太多，不像是一份年报", 15_001, 1),
        ("a = '\\\\'\n" * 60_000, "文件里的反斜杠（\\）太多，不像是一份年报", 1, 6),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_insane_is_refused_in_chinese_with_its_place(
    text: str, message: str | None, line: int, column: int
) -> None:
    if message is None:
        refuse_insane(text)
    else:
        said = f"{message}，未读取这个文件。请核对是否选错了文件，或者换用备份。"
        assert refusal(text) == (said, line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 16 + "]" * 16,
        "a.b.c.d.e.f.g.h = 1",
        "[a.b.c.d.e.f.g.h]",
        "a = 123456789012345",
        "a = -12345678901.2345",
        "a = 1e14",
        "a = 2021-01-01T00:00:00.123456+08:00",
        "a = 2021-01-01 00:00:00.123456+08:00",
        "a = 00:00:00.123456",
        "12345678901234567890 = 1",
        "[12345678901234567890]",
        "a = { 12345678901234567890 = 1 }",
        "a.12345678901234567890 = 1",
        "a = '12345678901234567890 [[[[[[[[[[[[[[[[[['",
        'a = "\\" 12345678901234567890 a.b.c.d.e.f.g.h.i.j"',
        "a = '''\n12345678901234567890\n" + "[" * 20 + "\na.b.c.d.e.f.g.h.i = 1\n'''",
        'a = """\n""12345678901234567890"\n' + "[" * 20 + '\n"""""',
        "# 12345678901234567890 " + "[" * 20,
        "a = [ # 12345678901234567890 ]" + "[" * 20 + "\n]",
        "a = nan",
        "",
    ],
)
def test_digits_and_brackets_in_texts_comments_and_keys_do_not_count(text: str) -> None:
    refuse_insane(text)
    tomllib.loads(text)


def test_four_megabytes_are_counted_in_bytes() -> None:
    text = 'a = "' + "年" * (LARGEST // 3 - 2) + '"'
    assert len(text.encode()) <= LARGEST
    refuse_insane(text)

    with pytest.raises(InsaneToml, match="超过 4 MB"):
        refuse_insane(text + "年年")


def test_what_is_not_toml_passes_so_that_its_own_error_is_told() -> None:
    refuse_insane("这不是 TOML [[[[[[[[[[[[[[[[[[[[[ 12345678901234567890")


values = st.recursive(
    st.integers(-(10**15) + 1, 10**15 - 1)
    | st.decimals("-99999999999", "99999999999", places=4)
    | st.text(max_size=20)
    | st.booleans()
    | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), values, max_size=4))
def test_what_people_write_is_never_refused(data: dict[str, object]) -> None:
    refuse_insane(tomli_w.dumps(data, multiline_strings=True))


def unreadable(path: Path | str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_limited(path)
    return caught.value.message


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"a" * LARGEST)
    assert read_limited(tmp_path / "a.toml") == b"a" * LARGEST
    assert read_limited(str(tmp_path / "a.toml")) == b"a" * LARGEST


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"a" * (LARGEST + 1))
    assert unreadable(tmp_path / "a.toml").startswith("文件超过 4 MB")


def test_a_file_that_hides_its_size_is_read_no_further() -> None:
    assert read_limited("/proc/self/status").startswith(b"Name:")
    with pytest.raises(UnreadableFile, match="文件超过 0 MB"):
        read_limited("/proc/self/status", 10)


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
    (tmp_path / "circle").symlink_to("circle")

    assert unreadable(tmp_path / "none").startswith("找不到这个文件")
    assert unreadable(tmp_path) == "这是文件夹，不是文件，请指明其中的年报文件。"
    assert unreadable(tmp_path / "pipe").startswith("这是设备或管道，不是普通文件")
    assert unreadable(tmp_path / "socket").startswith("这是设备或管道，不是普通文件")
    assert unreadable("/dev/zero").startswith("这是设备或管道，不是普通文件")
    assert "符号链接互相指向" in unreadable(tmp_path / "circle")
    assert "文件名太长" in unreadable(tmp_path / ("年" * 90))
    assert "路径中有一段不是文件夹" in unreadable("/dev/null/a.toml")
    assert unreadable("a\0b") == "文件名里有不能用的字符，请核对文件名。"
    assert unreadable("") != ""


def test_why_the_system_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"a")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert unreadable(file).startswith("读不了这个文件：没有权限。请向管理员要权限")


def undecodable(data: bytes) -> tuple[str, int | None, int | None]:
    with pytest.raises(UnreadableFile) as caught:
        decode(data)
    return caught.value.message, caught.value.line, caught.value.column


def test_utf_8_is_decoded_with_or_without_its_mark() -> None:
    assert decode("年报\r\n".encode()) == "年报\r\n"
    assert decode("\ufeff年报".encode()) == "年报"
    assert decode(b"") == ""


def test_other_encodings_are_named() -> None:
    text = 'schema = 1\norgan = "西工区金谷园街道办事处"\n'

    message, line, column = undecodable(text.encode("gb18030"))
    assert message == "文件像是以 GB18030（记事本的 ANSI）保存的，请另存为 UTF-8。"
    assert (line, column) == (2, 10)
    assert "UTF-16" in undecodable(text.encode("utf-16"))[0]
    assert "UTF-16" in undecodable(b"\xfe\xff" + text.encode("utf-16-be"))[0]


def test_damaged_utf_8_is_told_with_its_place_and_not_taken_for_gb18030() -> None:
    damaged = "标题\n受".encode() + "理".encode()[:1] + "机关办理结果\n".encode()
    assert damaged.decode("gb18030")

    message, line, column = undecodable(damaged)

    assert message.startswith("这里的字节不是 UTF-8 编码的文字")
    assert (line, column) == (2, 2)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04....", "这是 Word、Excel、OFD 文档或压缩包，不是年报文件。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "这是旧版 Word、Excel、WPS 文档，不是年报文件。"),
        (b"%PDF-1.7", "这是 PDF 文档，不是年报文件。"),
        (b"\x7fELF\x00\x00", "文件里不是文字，不像是年报文件，请核对是否选错了文件。"),
        (b"\x89PNG\x00", "文件里不是文字，不像是年报文件，请核对是否选错了文件。"),
    ],
)
def test_documents_and_programs_are_named(data: bytes, message: str) -> None:
    assert undecodable(data) == (message, None, None)


@given(st.binary())
def test_bytes_are_decoded_or_refused_in_words(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableFile as error:
        message = error.message
    else:
        message = "。"
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
    assert message.endswith("。")


@given(st.text(), st.integers(1, 4))
def test_a_number_as_tomllib_reads_it_has_at_most_fifteen_digits(text: str, size: int) -> None:
    written = f"a = {text[:size]}"
    try:
        number = tomllib.loads(written, parse_float=Decimal)["a"]
        refuse_insane(written)
    except (tomllib.TOMLDecodeError, InsaneToml, KeyError):
        return
    if isinstance(number, Decimal) and number.is_finite():
        assert abs(number) < 10**15
