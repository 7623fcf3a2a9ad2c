"""The wizard's colours, and its style sheets, which are also found inside a zip."""

from __future__ import annotations

from importlib import resources

from textual.theme import Theme

_NAME = "nianbao-"

THEMES = (
    Theme(
        name=f"{_NAME}dark",
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
        variables={"text-secondary": "#a9bccf"},
    ),
    Theme(
        name=f"{_NAME}light",
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
        variables={"text-secondary": "#4a5f75"},
    ),
    Theme(
        name=f"{_NAME}high-contrast",
        primary="#ffff00",
        secondary="#005f87",
        accent="#00ffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        warning="#ffd700",
        error="#ff8787",
        success="#87ff87",
        dark=True,
        variables={
            "text-muted": "#e4e4e4",
            "text-disabled": "#c6c6c6",
            "text-secondary": "#87d7ff",
        },
    ),
    Theme(
        name=f"{_NAME}terminal",
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_default",
        accent="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        warning="ansi_magenta",
        error="ansi_red",
        success="ansi_green",
        dark=True,
        variables={
            # Only what stands on the primary colour is written in this one.
            "text": "ansi_bright_white",
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "border-blurred": "ansi_default",
            "block-cursor-background": "ansi_blue",
            "block-cursor-foreground": "ansi_bright_white",
            "scrollbar": "ansi_blue",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
        },
    ),
)


def theme_name(word: str) -> str:
    """The theme of a word of the setting `theme`."""
    return f"{_NAME}{word}"


def stylesheet(*names: str) -> str:
    """The text of style sheets of the package, `screens/start.tcss` for example."""
    folder = resources.files("nianbao.wizard")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
