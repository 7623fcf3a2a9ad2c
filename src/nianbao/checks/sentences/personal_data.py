"""The rule that no number of a person stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule

_CITIZEN = re.compile(
    r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_LONG_NUMBER = re.compile("[0-9０-９]{11}")
_BANK_CARD = re.compile(r"(?<![0-9])(?:62[0-9]{14,17}|[45][0-9]{15})(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9-])1[3-9][0-9]{9}(?![0-9])")
_CONTACT = re.compile("联系|电话|热线|咨询|手机|地址|邮编|邮箱")
_NARROW = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@rule("texts")
def personal_data(context: Context) -> Iterator[Finding]:
    """No number of a person's identity or bank card or mobile telephone stands in a text.

    标题：文中有个人信息
    程度：存疑
    层级：1
    应当：文中没有身份证号、银行卡号和手机号；引言中的联系方式除外。
    原因：年报向社会公布，个人信息公布后难以收回。
    来源：公布前的保密审查，业内通行做法
    违反：文中写“申请人张某（13812345678）”。
    符合：文中写“申请人张某”。
    """
    contact = context.report.edition.wording.contact_section
    for section, text in context.texts():
        if not _LONG_NUMBER.search(text):
            continue
        plain = text.translate(_NARROW)
        for pattern, called in (
            (_CITIZEN, "身份证号"),
            (_BANK_CARD, "银行卡号"),
            (_MOBILE, "手机号"),
        ):
            for found in pattern.finditer(plain):
                number = found[0]
                if (called == "身份证号" and not _is_citizen(number)) or (
                    called == "银行卡号" and not _is_card(number)
                ):
                    continue
                about = plain[max(0, found.start() - 30) : found.start()]
                if called == "手机号" and (section.name == contact or _CONTACT.search(about)):
                    continue
                yield personal_data.finding(
                    f"{section.title}：“{number[:3]}…{number[-2:]}”像是{called}。"
                    "年报要向社会公布，请核对并删去。",
                    section=section.name,
                    quote=text[found.start() : found.end()],
                    span=found.span(),
                )


def _is_citizen(number: str) -> bool:
    """Whether the last sign is the check digit of GB 11643."""
    total = sum(int(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_card(number: str) -> bool:
    """Whether the last digit is the check digit by Luhn."""
    doubled = [int(sign) * (1 + index % 2) for index, sign in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
