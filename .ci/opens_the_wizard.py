"""Run a command under a pseudo-terminal, see the wizard's start screen, leave with Ctrl+Q.

Exit 0 when that went well; else the screen as it stood, and exit 1.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.end_to_end.terminal import Terminal

ON_THE_START_SCREEN = "新建"


def main() -> int:
    """Run the command given after `--`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where the command runs")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for the first screen")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as home,
        Terminal(
            options.command, Path(home), env=_settings_of_installers(), cwd=options.folder
        ) as terminal,
    ):
        try:
            terminal.wait_for(ON_THE_START_SCREEN, options.timeout)
            terminal.press("ctrl+q")
            code = terminal.wait_exit()
        except AssertionError as failure:
            print(failure)
            return 1
        print("\n".join(line for line in terminal.screen() if line))
        print(f"exit {code}, {terminal.bytes_written} bytes sent")
        return 0 if code == 0 else 1


def _settings_of_installers() -> dict[str, str]:
    """Where packages come from here, which the terminal's bare environment would forget."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "PYENV_")) or name in {"PYTHONPATH", "XDG_CONFIG_DIRS"}
    }


if __name__ == "__main__":
    sys.exit(main())
