"""The names by which an office speaks of itself in its report."""

from __future__ import annotations

import re
from functools import lru_cache

_KIND = re.compile("(?:办事处|人民政府|政府|办公室)$")
_CALLED = re.compile("([省市区县旗州])[^省市区县旗州]{1,20}([局委厅])$")
"""By the level and the kind alone: the county's office of education is the county's office."""
_SHORTEST_NAME, _LONGEST_NAME = 3, 40


@lru_cache(maxsize=16)
def own_names(organ: str) -> re.Pattern[str]:
    """The office's own name in full, or without the places and the kind of office round it."""
    name = _KIND.sub("", organ)[-_LONGEST_NAME:]
    parts = [name[start:] for start in range(1, len(name) - _SHORTEST_NAME + 1)]
    # Behind another place's name it is another office of the same kind.
    named = "|".join([re.escape(name), *(f"(?<![区县市省州旗]){re.escape(one)}" for one in parts)])
    whole = f"(?:{named}){_KIND.pattern[:-1]}?" if name else "(?!)"
    called = _CALLED.search(organ)
    by_kind = f"|(?<![各他全级属下]){called[1]}{called[2]}(?:机关)?" if called else ""
    return re.compile(whole + by_kind)
