"""The wizard: fill in, check and export one report on a terminal.

Nothing here imports Textual before `run` is called: it reads its settings from the environment when
it is imported, and the commands do without it.
"""

from __future__ import annotations

import os
from pathlib import Path


def run(
    file: Path | None = None, *, last_year: Path | None = None, mouse: bool | None = None
) -> int:
    """Open the wizard on the terminal and give the exit code.

    Args:
        file: the report to open; one that is not there is begun. None: the start screen.
        last_year: last year's report, instead of the one the file names.
        mouse: whether the program takes the mouse; without, the terminal keeps its own selection.
            None: as the settings say.
    """
    _settle_environment()
    from platformdirs import user_config_path, user_state_path
    from textual.drivers import linux_driver

    from nianbao.wizard.app import Wizard
    from nianbao.wizard.desk import Desk
    from nianbao.wizard.escape_key import KeyParser
    from nianbao.wizard.held_signals import signals_held
    from nianbao.wizard.terminal_input import TerminalInput

    typed = TerminalInput()
    setattr(linux_driver, "getincrementaldecoder", typed.incremental_decoder)  # noqa: B010
    setattr(linux_driver, "XTermParser", KeyParser)  # noqa: B010
    desk = Desk(user_state_path("nianbao"), settings_folder=user_config_path("nianbao"))
    app = Wizard(desk, file, last_year, typed)
    with signals_held():
        app.run(mouse=desk.settings.mouse if mouse is None else mouse)
    return app.return_code or 0


def run_plain(file: Path | None = None, *, last_year: Path | None = None) -> int:
    """Fill in a report line by line, without Textual, and give the exit code; see `run`."""
    from platformdirs import user_config_path, user_state_path

    from nianbao.wizard import plain

    return plain.run(
        file,
        last_year=last_year,
        state_folder=user_state_path("nianbao"),
        settings_folder=user_config_path("nianbao"),
    )


def _settle_environment() -> None:
    # Textual reads these once, when it is imported. Under the kitty keyboard protocol, words
    # committed by an input method arrive broken. On a slow line the bytes of one key arrive apart.
    remote = "SSH_CONNECTION" in os.environ
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("ESCDELAY", "400" if remote else "100")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if remote:
        os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "standard")
