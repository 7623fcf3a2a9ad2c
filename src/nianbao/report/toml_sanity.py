"""Reading a report's bytes and text with care, before tomllib sees them.

tomllib takes seconds, hundreds of megabytes, or the wrong exception over a text made to hurt: an
integer of a million digits, a key of a thousand parts, arrays in arrays. A report has a few hundred
keys; the bounds here are far above that, and together keep tomllib within two seconds and 200 MB.
"""

import os
import re
import stat
from pathlib import Path

from nianbao.editions.toml_tokens import Kind, Token, place, tokens

LARGEST = 4_000_000
"""The most bytes a report's file may have."""


def _too_large(most: int) -> str:
    return f"文件超过 {most // 1_000_000} MB，不像是一份年报，未读取。请核对是否选错了文件。"


DEEPEST_NESTING = 16
MOST_KEY_PARTS = 8
LONGEST_KEY_PART = 1_000
MOST_DIGITS = 15

# Measured with tomllib of Python 3.11 on two ordinary cores: a token costs at most 3 µs, a part of
# a key 12 µs and 1.2 kB, an escape 1.2 µs, and what is left of four megabytes 1.3 s.
MOST_TOKENS = 30_000
MOST_PARTS_OF_KEYS = 10_000
MOST_BACKSLASHES = 100_000

_DATE_OR_TIME = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")
_LONGEST_DATE = 40
_NUMBER = re.compile(r"[+-]?[\d.]")
_BASED = r"[+-]?0[xob]"
_EXPONENT = r"[eE]([+-]?[\d_]+)$"

# Most lines of a report: a key and a short whole number. However many, within a bound, they can do
# no harm wherever they stand, and a scan without them takes a fifth of the time.
_PLAIN_LINE = re.compile(r"^\w{1,40} = [0-9]{1,15}\n", re.ASCII | re.MULTILINE)
_MOST_PLAIN_LINES = 1_000


_WHAT_TO_DO = "，未读取这个文件。请核对是否选错了文件，或者换用备份。"


class InsaneToml(Exception):
    """A text that is refused unread, with what is wrong in Chinese and where (both from 1)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def refuse_insane(text: str) -> None:
    """Refuse a text that tomllib should not be given; let every other pass, TOML or not.

    Raises:
        InsaneToml: The text is too large, nested too deep, has too many or too long keys, or a
            number with more digits than a report can hold.
    """
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise InsaneToml(_too_large(LARGEST), 1, 1)
    if text.count("\\") > MOST_BACKSLASHES:
        where = place(text, text.index("\\"))
        raise InsaneToml(f"文件里的反斜杠（\\）太多，不像是一份年报{_WHAT_TO_DO}", *where)
    rest, plain = _PLAIN_LINE.subn("", text)
    if plain > _MOST_PLAIN_LINES or not _is_sane(rest):
        _inspect(text)


def _is_sane(text: str) -> bool:
    try:
        _inspect(text)
    except InsaneToml:
        return False
    return True


def _inspect(text: str) -> None:
    inspection = _Inspection(text)
    for token in tokens(text):
        inspection.take(token)


class _Inspection:
    """Counts what has been seen of a text, and refuses it at the token that is too many."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = 0
        self._nesting = 0
        self._parts = 0
        self._parts_of_this_key = 0

    def take(self, token: Token) -> None:
        self._tokens += 1
        if self._tokens > MOST_TOKENS:
            self._refuse(token, "文件里的项目和行数太多，不像是一份年报")
        kind = token.kind
        if kind is Kind.KEY:
            self._take_part_of_key(token)
        elif kind is not Kind.DOT:
            self._parts_of_this_key = 0
        if kind is Kind.SCALAR:
            self._take_scalar(token)
        elif kind in (Kind.OPEN_ARRAY, Kind.OPEN_TABLE):
            self._nesting += 1
            if self._nesting > DEEPEST_NESTING:
                self._refuse(token, f"方括号、花括号的嵌套超过 {DEEPEST_NESTING} 层")
        elif kind is Kind.CLOSE:
            self._nesting = max(0, self._nesting - 1)

    def _take_part_of_key(self, token: Token) -> None:
        self._parts += 1
        self._parts_of_this_key += 1
        if self._parts_of_this_key > MOST_KEY_PARTS:
            self._refuse(token, f"用点连接的键超过 {MOST_KEY_PARTS} 段")
        if self._parts > MOST_PARTS_OF_KEYS:
            self._refuse(token, "文件里的键太多，不像是一份年报")
        if token.end - token.start > LONGEST_KEY_PART:
            self._refuse(token, f"键的名称超过 {LONGEST_KEY_PART} 个字符")

    def _take_scalar(self, token: Token) -> None:
        word = self._text[token.start : token.end]
        if _DATE_OR_TIME.match(word):
            if len(word) > _LONGEST_DATE:
                self._refuse(token, "日期或时间太长")
        elif _NUMBER.match(word) and _digits(word) > MOST_DIGITS:
            self._refuse(token, f"数字超过 {MOST_DIGITS} 位")

    def _refuse(self, token: Token, what: str) -> None:
        raise InsaneToml(f"{what}{_WHAT_TO_DO}", *place(self._text, token.start))


def _digits(number: str) -> int:
    """How many digits `number` has written out in full; 0x, 0o and 0b count as they stand."""
    if re.match(_BASED, number):
        return len(number.replace("_", "")) - 2
    exponent = re.search(_EXPONENT, number)
    if exponent is None:
        return sum(map(str.isdigit, number))
    mantissa = sum(map(str.isdigit, number[: exponent.start()]))
    power = exponent[1].replace("_", "").lstrip("+-").lstrip("0")
    if len(power) > 2:
        return MOST_DIGITS + 1
    return mantissa + int(power or "0")


class UnreadableFile(Exception):
    """A file that cannot be read, with what is wrong and what to do in Chinese.

    `line` and `column` (from 1, in characters) are None where the file as a whole is meant.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def read_limited(path: str | Path, most: int = LARGEST) -> bytes:
    """Give the bytes of a regular file of at most `most` bytes, never waiting for a writer.

    Raises:
        UnreadableFile: It is missing, too large, no file, or not ours to read.
    """
    try:
        _refuse_what_is_no_file(Path(path).stat(), most)
        # Not to wait, should a pipe have taken the file's place meanwhile.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        try:
            _refuse_what_is_no_file(os.fstat(descriptor), most)
            return _read_descriptor(descriptor, most)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise UnreadableFile("找不到这个文件，请核对文件名和所在的文件夹。") from None
    except OSError as error:
        # Only a refusal needs what knows of them all.
        from nianbao.report.refusals import refusal

        raise UnreadableFile(f"读不了这个文件：{refusal(error).sentences}") from error
    except ValueError:
        # A NUL, or a character that this system cannot have in a name.
        raise UnreadableFile("文件名里有不能用的字符，请核对文件名。") from None


def _refuse_what_is_no_file(status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile("这是文件夹，不是文件，请指明其中的年报文件。")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("这是设备或管道，不是普通文件，请先把内容存成文件。")
    if status.st_size > most:
        raise UnreadableFile(_too_large(most))


def _read_descriptor(descriptor: int, most: int) -> bytes:
    """All its bytes; the size told by the system may be out of date, or 0 for a file it makes up."""
    pieces = []
    left = most + 1
    while left > 0 and (piece := os.read(descriptor, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    if left <= 0:
        raise UnreadableFile(_too_large(most))
    return b"".join(pieces)


_SIGNATURES = (
    (b"\xff\xfe", "文件像是以 UTF-16（记事本的 Unicode）保存的，请另存为 UTF-8。"),
    (b"\xfe\xff", "文件像是以 UTF-16（记事本的 Unicode）保存的，请另存为 UTF-8。"),
    (b"PK\x03\x04", "这是 Word、Excel、OFD 文档或压缩包，不是年报文件。"),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word、Excel、WPS 文档，不是年报文件。"),
    (b"%PDF", "这是 PDF 文档，不是年报文件。"),
)


def decode(data: bytes) -> str:
    """Give the text of UTF-8 bytes, without the mark that Notepad puts before it.

    Raises:
        UnreadableFile: They are not UTF-8; the message names what they seem to be instead, and
            where there is one, the place is that of the first byte that does not fit.
    """
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8(data, error) from None
    if "\0" in text:
        raise UnreadableFile("文件里不是文字，不像是年报文件，请核对是否选错了文件。")
    return text


def _not_utf_8(data: bytes, error: UnicodeDecodeError) -> UnreadableFile:
    if b"\0" in data:
        return UnreadableFile("文件里不是文字，不像是年报文件，请核对是否选错了文件。")
    # The BOM is already cut off from the bytes the error tells of.
    whole = error.object
    line = whole.count(b"\n", 0, error.start) + 1
    line_start = whole.rfind(b"\n", 0, error.start) + 1
    column = len(whole[line_start : error.start].decode("utf-8")) + 1
    if not _is_damaged_utf_8(data) and _is_gb18030(data):
        message = "文件像是以 GB18030（记事本的 ANSI）保存的，请另存为 UTF-8。"
    else:
        message = "这里的字节不是 UTF-8 编码的文字，文件可能已损坏，请另存为 UTF-8 或换用备份。"
    return UnreadableFile(message, line, column)


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether most of it is Chinese in UTF-8; GB18030 finds a character in nearly any two bytes."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return len(re.findall("[\u2000-\uff5e]", text)) > 4 * damaged


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
