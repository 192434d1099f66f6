"""The comparison is one table for whoever cannot see it, at every width."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.pages import BIG


def roles(page: Page) -> dict[str, list[str]]:
    """The names of rows, headers and cells of the tables in the accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    found: dict[str, list[str]] = {}
    for node in nodes:
        if not node.get("ignored"):
            role = node["role"]["value"]
            found.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    return found


@pytest.mark.parametrize("width", [375, 820, 1280])
def test_rows_headers_and_cells_stay_those_of_a_table(visit: Opener, width: int) -> None:
    found = roles(visit(BIG, width=width))
    assert found["table"] == ["What each party says on each proposition"]
    assert len(found["row"]) == 1 + 7
    assert len(found["columnheader"]) == 1 + 4
    assert len(found["rowheader"]) == 7
    assert len(found.get("cell", []) + found.get("gridcell", [])) == 7 * 4


@pytest.mark.parametrize("width", [375, 820, 1280])
def test_each_column_is_announced_by_its_party(visit: Opener, width: int) -> None:
    names = roles(visit(BIG, width=width))["columnheader"]
    for party, name in zip(
        ("Proposition", "Russia", "Moldova", "United Nations"), names, strict=False
    ):
        assert party.casefold() in name.casefold()


@pytest.mark.parametrize("width", [375, 1280])
def test_stance_is_said_in_words_wherever_it_is_shown(visit: Opener, width: int) -> None:
    page = visit(BIG, width=width)
    wordless = page.evaluate(
        """() => [...document.querySelectorAll(".stance, .small-stance, .finding")]
          .filter(e => !/\\p{L}{3}/u.test(e.textContent) || !e.querySelector("svg use"))
          .map(e => e.outerHTML)"""
    )
    assert wordless == []
    assert page.locator(".stance").count() > 20
    assert page.locator(".matrix .stance:visible").count() >= 28


def test_stances_differ_in_shape_and_share_one_colour(visit: Opener) -> None:
    page = visit(BIG)
    shapes, colours = page.evaluate(
        """() => {
          const glyphs = [...document.querySelectorAll(".stance .glyph")];
          return [
            [...new Set(glyphs.map(e => e.querySelector("use").getAttribute("href")))],
            [...new Set(glyphs.map(e => getComputedStyle(e).color))],
          ];
        }"""
    )
    assert len(shapes) >= 5
    assert len(colours) == 1


def test_columns_have_one_width_and_one_size_of_type(visit: Opener) -> None:
    for width in (820, 1280):
        page = visit(BIG, width=width)
        widths, sizes = page.evaluate(
            """() => [
              [...document.querySelectorAll(".matrix tbody tr:first-child td")]
                .map(e => Math.round(e.getBoundingClientRect().width)),
              [...new Set([...document.querySelectorAll(".matrix .statement")]
                .filter(e => !e.closest("details")).map(e => getComputedStyle(e).fontSize))],
            ]"""
        )
        assert max(widths) - min(widths) <= 1
        assert len(sizes) == 1
