"""Everything can be reached and worked by keyboard, in order, with the focus in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.pages import BIG, EVERY

_FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter(e => e.getClientRects().length && e.type !== "hidden" && !e.closest("[popover]")
    && (e.tagName === "SUMMARY" || !e.closest("details:not([open])")))
  .map(e => e.outerHTML.slice(0, 200))"""

_FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 200),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""


_UNCOVERED = """() => {
  const element = document.activeElement;
  const shown = [...element.getClientRects()].filter(box => box.width > 0 && box.height > 0);
  const uncovered = box => [0.2, 0.5, 0.8].every(part => {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + part * box.height);
    return hit && (element.contains(hit) || hit.contains(element));
  });
  return element === document.body || shown.length > 0 && shown.every(uncovered)
    ? null : element.outerHTML.slice(0, 200);
}"""


def walk(page: Page, steps: int) -> list[dict[str, object]]:
    """What has the focus after each press of the Tab key."""
    found = []
    for _step in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(_FOCUSED))
    return found


@pytest.mark.parametrize(
    "name", ["home", "topics", "topic narrowed to two", "party", "source", "search", "method"]
)
def test_the_tab_key_reaches_everything_in_order(visit: Opener, name: str) -> None:
    page = visit(EVERY[name])
    expected = page.evaluate(_FOCUSABLE)
    assert len(expected) > 15
    walked = walk(page, len(expected))
    assert [each["html"] for each in walked] == expected
    assert [each["html"] for each in walked if not each["outlined"]] == []
    assert [each["html"] for each in walked if not each["seen"]] == []


@pytest.mark.parametrize("width", [320, 820, 1280])
def test_nothing_covers_what_has_the_focus_on_the_way_down_and_up(
    visit: Opener, width: int
) -> None:
    page = visit(EVERY["topic at both clocks"], width=width, height=600)
    steps = len(page.evaluate(_FOCUSABLE))
    assert steps > 100
    covered = []
    for key in ["Tab"] * steps + ["Shift+Tab"] * steps:
        page.keyboard.press(key)
        covered.append(page.evaluate(_UNCOVERED))
    assert [each for each in covered if each] == []


def test_focus_that_is_covered_would_be_found(visit: Opener) -> None:
    page = visit(BIG, width=320)
    page.locator("main a.cite:visible").first.focus()
    assert page.evaluate(_UNCOVERED) is None
    page.evaluate("document.querySelector('.contents').style.cssText = 'position: fixed; inset: 0'")
    assert page.evaluate(_UNCOVERED) is not None


def test_focus_without_an_outline_would_be_found(visit: Opener) -> None:
    page = visit("/about")
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { outline: none !important }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert not walk(page, 3)[-1]["outlined"]


def test_the_first_link_skips_to_the_content(visit: Opener) -> None:
    page = visit("/topics/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("open_by", ["click", "Enter"])
def test_a_citation_opens_its_source_and_gives_the_focus_back(visit: Opener, open_by: str) -> None:
    page = visit(BIG)
    citation = page.locator(".matrix a.cite:visible").nth(3)
    if open_by == "click":
        citation.click()
    else:
        citation.focus()
        page.keyboard.press("Enter")
    popover = page.locator("#popover")
    expect(popover).to_be_visible()
    entry = page.locator(citation.get_attribute("href") or "").locator(".source-title")
    assert entry.inner_text() in popover.inner_text()
    assert citation.get_attribute("data-locator") in popover.inner_text()  # type: ignore[operator]
    assert page.evaluate("document.activeElement.closest('#popover') !== null")
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    expect(citation).to_be_focused()


def test_the_popover_has_a_button_that_closes_it(visit: Opener) -> None:
    page = visit(BIG)
    citation = page.locator(".matrix a.cite:visible").first
    citation.click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#popover")).to_be_hidden()
    expect(citation).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_popover_stays_inside_the_window(visit: Opener, width: int) -> None:
    page = visit(BIG, width=width, height=600)
    for index in (0, 5, 9):
        page.locator(".matrix a.cite:visible").nth(index).click()
        box = page.locator("#popover").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 600
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["home", "topic", "topic with all columns", "claims", "search"])
def test_what_is_pressed_is_large_enough(visit: Opener, name: str, width: int) -> None:
    page = visit(EVERY[name], width=width)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a.cite, button, input:not([type=hidden]), select, summary, nav a")]
          .filter(e => e.getClientRects().length)
          .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""
    )
    assert small == []


def test_the_colours_that_are_chosen_stay_and_set_no_cookie(visit: Opener) -> None:
    page = visit("/", color_scheme="light")
    control = page.get_by_label("Colours")

    def paper() -> str:
        colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return colour

    light = paper()
    control.select_option("dark")
    dark = paper()
    assert dark != light
    page.goto("/about")
    assert paper() == dark
    expect(page.get_by_label("Colours")).to_have_value("dark")
    page.get_by_label("Colours").select_option("")
    assert paper() == light
    page.reload()
    expect(page.get_by_label("Colours")).to_have_value("")
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""


def test_the_system_decides_until_a_reader_does(visit: Opener) -> None:
    page = visit("/", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.get_by_label("Colours").select_option("light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
