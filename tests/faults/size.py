"""How large a run of the fault tests is: `NIANBAO_FAULTS=large pytest -s tests/faults` is the whole of it."""

import os


def runs(small: int, large: int) -> int:
    """How often to try: a few times with every change, many times when somebody asks for it."""
    return large if os.environ.get("NIANBAO_FAULTS") == "large" else small


def told(what: str) -> None:
    """Print what a run counted; pytest shows it with `-s`."""
    print(f"faults: {what}")  # noqa: T201
