"""Pages fit: no sideways scrolling, at any size of window or text."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opener
from tests.browser.measure import out_of_sight, sideways
from tests.browser.pages import EVERY, REFUSED

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2


@pytest.mark.parametrize("name", EVERY)
def test_a_page_fits_a_narrow_window(visit: Opener, name: str) -> None:
    page = visit(EVERY[name], width=320)
    for width in (320, 375, 768, 820, 1200, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) == 0, width
        assert out_of_sight(page) == [], width


@pytest.mark.parametrize("name", EVERY)
def test_a_page_fits_with_text_of_twice_the_size(visit: Opener, name: str) -> None:
    page = visit(EVERY[name], width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) == 0, width
        assert out_of_sight(page) == [], width


@pytest.mark.parametrize("name", EVERY)
def test_a_page_fits_with_words_that_cannot_be_broken(visit: Opener, name: str) -> None:
    page = visit(EVERY[name], width=320)
    # Dates are left alone: the site writes them, and keeps each on its line.
    page.evaluate(
        """word => document.querySelectorAll("main :not(time), footer *").forEach(element => {
          for (const node of element.childNodes)
            if (node.nodeType === 3 && node.data.trim()) node.data = node.data.replace(/[^ ]+/, word);
        })""",
        LONG,
    )
    assert sideways(page) == 0
    assert out_of_sight(page) == []


@pytest.mark.parametrize("name", ["party", "method"])
def test_a_table_fits_before_its_container_is_measured(visit: Opener, name: str) -> None:
    page = visit(EVERY[name], width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate(
        """() => document.querySelectorAll("main *").forEach(e => e.style.containerType = "normal")"""
    )
    assert sideways(page) == 0


def test_a_page_that_does_not_fit_would_be_found(visit: Opener) -> None:
    page = visit("/about", width=320)
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('h1').textContent += '!'.repeat(200)")
    assert sideways(page) > 0
    page.evaluate("document.querySelector('h1').style.width = '600px'")
    assert out_of_sight(page) != []


@pytest.mark.parametrize("name", REFUSED)
def test_pages_of_errors_fit_too(visit: Opener, name: str) -> None:
    page = visit("/", width=320)
    page.set_content(page.request.get(REFUSED[name]).text())
    assert sideways(page) == 0


def test_the_contents_list_stays_in_reach(visit: Opener) -> None:
    for width in (375, 1280):
        page = visit(EVERY["topic"], width=width)
        page.evaluate("document.querySelector('#sources').scrollIntoView()")
        assert page.evaluate("document.querySelector('.contents').getBoundingClientRect().top") == 0


@pytest.mark.parametrize("party", ["russia", "independent-analysts"])
@pytest.mark.parametrize(("width", "height"), [(320, 700), (375, 667)])
def test_who_comes_to_one_cell_on_a_phone_sees_what_it_is_said_of(
    visit: Opener, width: int, height: int, party: str
) -> None:
    topic = visit(EVERY["topic"], width=width, height=height)
    for row in topic.eval_on_selector_all(".matrix tbody tr", "rows => rows.map(row => row.id)"):
        topic.goto(f"{EVERY['topic']}#{row}-{party}")
        contents, head, end, cell = topic.evaluate(
            """() => {
              const cell = document.querySelector("td:target"), box = each => each.getBoundingClientRect();
              const head = cell.parentElement.querySelector(".proposition");
              const contents = document.querySelector(".contents");
              return [box(contents).bottom, box(head).top, box(head).bottom, box(cell).top];
            }"""
        )
        assert contents <= head + 2, row
        assert end <= cell < height / 2, row


@pytest.mark.parametrize(
    "anchor",
    ["positions", "civilian-mission", "civilian-mission-moldova", "source-agreement-1992-en"],
)
@pytest.mark.parametrize("width", [375, 820, 1280])
def test_nothing_covers_what_an_address_leads_to(visit: Opener, width: int, anchor: str) -> None:
    page = visit(f"{EVERY['topic']}#{anchor}", width=width)
    top, covered = page.evaluate(
        """anchor => [document.getElementById(anchor).getBoundingClientRect().top,
          document.querySelector(".contents").getBoundingClientRect().bottom]""",
        anchor,
    )
    assert top >= covered
