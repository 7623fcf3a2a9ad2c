"""The wizard's own colours can be read."""

import pytest
from textual.color import Color
from textual.theme import Theme

from nianbao.wizard.styles import THEMES

LEAST = 4.5
"""The contrast that WCAG asks of text, level AA."""

OWN = [theme for theme in THEMES if not theme.ansi]


def contrast(text: str, behind: str) -> float:
    """How much brighter one colour is than the other, as WCAG counts it."""
    light, dark = sorted((luminance(Color.parse(text)), luminance(Color.parse(behind))))[::-1]
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_every_kind_of_text_stands_out_from_what_is_behind_it(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **theme.variables}
    texts = ["foreground", "accent", *(f"text-{k}" for k in ("secondary", "primary", "success"))]
    for text in [*texts, "text-error", "text-warning"]:
        for behind in ("background", "surface"):
            ratio = contrast(colours[text], colours[behind])
            assert ratio >= LEAST, (text, behind, ratio)
