"""Five hundred strings that a terminal would obey, or that would move what stands on a screen."""

from __future__ import annotations

import re
from itertools import product

_MARK = "注"

_ACTIONS = (
    *(chr(code) for code in (*range(9), *range(11, 32), 127)),
    *(chr(code) for code in range(128, 160)),
    "\x1b[31m", "\x1b[2J", "\x1b[H", "\x1b[999;999H", "\x1b[?1049l", "\x1b[?25l", "\x1b[6n", "\x1b[c",
    "\x1b[8;1;1t", "\x1b[?2004l", "\x1b[?1003l", "\x1bc", "\x1b7", "\x1b(0", "\x1b#8", "\x1bM", "\x1bD",
    "\x1b]52;c;5rOo\x07", "\x1b]52;c;5rOo\x1b\\", "\x1b]0;题\x07", "\x1b]8;;http://x.cn\x07", "\x1b]4;1;red\x07",
    "\x1b]1337;File=:AA==\x07", "\x1bP$qm\x1b\\", "\x1bP+q544e\x1b\\", "\x1b_Gx\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\",
    "\x9b31m", "\x9d52;c;5rOo\x9c", "\x90$qm\x9c",
    "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u061c", "\u200e", "\u200f",
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u2028", "\u2029", "\ufff9", "\ufffb",
    "\ufe0f", "\U000e0041", "\u0e33", "\u0300\u0301\u0302", "\u20dd", "\u115f", "\u3164", "\uffa0",
    "[red]", "[/]", "[@click=app.quit]", "[b]", "[link=http://x.cn]", "[reverse", "\\[red]", ":smile:", "$error",
    "{requests.total.received}", "{=本年新收·总计}", "％s%s%n", "`id`", "$(id)", "\t\t\t", "\u3000\u3000",
)  # fmt: skip
_AROUND = ("{}", "甲{}", "{}乙", "甲{}乙丙")

STRINGS = tuple(
    around.replace("{}", action + _MARK, 1) for around, action in product(_AROUND, _ACTIONS)
)
"""Each action in each surrounding, a mark behind it by which what was sent through is known."""

_OWN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][0B]|[=>78]|\]22;[a-z-]*\x07)")
_OBEYED = re.compile(
    "[\x00-\x06\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def obeyed(sent: str) -> list[str]:
    """What a terminal would obey in what a program sent, besides the program's own sequences.

    The program's own move the cursor, colour, and switch modes; none of them stands before a mark,
    for what it writes itself never begins with it.
    """
    through = [
        action for action in _ACTIONS if action.startswith("\x1b") and action + _MARK in sent
    ]
    rest = _OWN.sub("", sent)
    return through + sorted({f"U+{ord(found):04X}" for found in _OBEYED.findall(rest)})
