"""The wizard's colours, and its style sheets, which are also found inside a zip."""

from __future__ import annotations

from importlib import resources

from textual.theme import Theme

THEMES = (
    Theme(
        name="nianbao-dark",
        primary="#4a86c8",
        secondary="#2f4f6f",
        accent="#8ec5ff",
        foreground="#e4e8ec",
        background="#14181d",
        surface="#1e242b",
        panel="#26313d",
        warning="#e5b567",
        error="#f07178",
        success="#8fc98f",
        dark=True,
    ),
    Theme(
        name="nianbao-light",
        primary="#1f5fa8",
        secondary="#c9d8e8",
        accent="#0b4a8f",
        foreground="#1b2026",
        background="#fbfbf9",
        surface="#eef1f4",
        panel="#dce4ec",
        warning="#8a5a00",
        error="#b3261e",
        success="#2e6b2e",
        dark=False,
    ),
)


def stylesheet(name: str) -> str:
    """The text of a style sheet of the package, `screens/start.tcss` for example."""
    return resources.files("nianbao.wizard").joinpath(name).read_text(encoding="utf-8")
