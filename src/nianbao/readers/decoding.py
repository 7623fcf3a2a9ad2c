"""The characters of a text or a web page, whatever it is encoded in."""

from __future__ import annotations

import codecs
import re

from nianbao.readers.imported import NotAReport

_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,30})", re.IGNORECASE
)
_HEAD = 4_000


def decoded_text(data: bytes) -> str:
    """The text in UTF-8, GB18030, or UTF-16 with its mark.

    Raises:
        NotAReport: it is none of them.
    """
    text = _strictly(data)
    if text is None:
        raise NotAReport("文件里不是 UTF-8 或 GB18030 编码的文字，请核对是否选错了文件。")
    return text


def decoded_page(data: bytes) -> str:
    """The text of a web page: by its mark, in UTF-8, in GB18030, in what it declares.

    Bytes are looked at before the declaration, which many sites have wrong; but Big5 is taken at
    its word, for most of it can be read as GB18030 too.
    """
    declared = _DECLARED.search(data[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name.startswith("big5"):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("big5hkscs", "replace")
    text = _strictly(data)
    if text is not None:
        return text
    try:
        known = codecs.lookup(name).name if name else "gb18030"
    except LookupError:
        known = "gb18030"
    # A page with a few broken bytes is still a page; what is lost shows as a replacement mark.
    known = "gb18030" if known in ("gb2312", "gbk") else known
    try:
        return data.decode(known, "replace")
    except (LookupError, ValueError):
        return data.decode("gb18030", "replace")


def _strictly(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
