"""The tokens of the style sheets have the contrast that is promised, light and dark."""

from __future__ import annotations

import re

import pytest

from app.config import ROOT

CSS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
HUES = (
    "teal", "plum", "ochre", "slate", "brick", "indigo", "moss", "cocoa", "olive", "rose",
    "petrol", "wine",
)  # fmt: skip
TEXT = ("ink", "muted", "link", *HUES)


def tokens(selector: str) -> dict[str, str]:
    """The colours that a rule of the style sheet sets."""
    block = CSS.partition(f"{selector} {{")[2].partition("}")[0]
    return dict(re.findall(r"--([a-z]+):\s*(#[0-9a-fA-F]{6});", block))


LIGHT = tokens(":root")
DARK = tokens('[data-bs-theme="dark"]')
SYSTEM = tokens(":root:not([data-bs-theme])")
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_guideline_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme: str, name: str, ground: str) -> None:
    assert contrast(THEMES[theme][name], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_edges_of_controls_can_be_seen(theme: str, ground: str) -> None:
    assert contrast(THEMES[theme]["edge"], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_marked_and_hatched_words_can_be_read(theme: str) -> None:
    for ground in ("mark", "hatch"):
        assert contrast(THEMES[theme]["ink"], THEMES[theme][ground]) >= 4.5
    assert contrast(THEMES[theme]["muted"], THEMES[theme]["hatch"]) >= 4.5


def test_dark_is_the_same_whether_the_reader_or_the_system_chose_it() -> None:
    assert {k: v.lower() for k, v in DARK.items()} == {k: v.lower() for k, v in SYSTEM.items()}


def test_every_colour_of_the_light_theme_has_a_dark_one() -> None:
    assert DARK.keys() == LIGHT.keys()
    assert set(TEXT) <= LIGHT.keys()


def test_colours_stand_in_the_tokens_only() -> None:
    rules = CSS.partition("/* Text */")[2].partition("/* Paper */")[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(|hsla?\(", rules) == []
