"""JSON in which nothing a terminal or an editor might obey stands as itself."""

import json
import re
from typing import Any

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def json_text(value: Any, indent: int | None = None) -> str:
    """`value` as `json` writes it, with its Chinese as it is and without a newline at the end.

    Controls and turning marks, which file names and texts may hold, stand there by their number.
    """
    shown = json.dumps(value, ensure_ascii=False, indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)
