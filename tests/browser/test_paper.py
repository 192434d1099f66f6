"""A topic on paper: A4 across, everything unfolded, and where it comes from."""

from __future__ import annotations

import re
import zlib

import pytest
from playwright.sync_api import Page, expect

from app.documents import Perspective
from app.documents.files import read_directory
from tests.browser.conftest import Opener
from tests.browser.pages import BIG, EVERY
from tests.support.apps import DATA
from tests.support.pages import TOPIC

PERSPECTIVES = [
    each
    for each in read_directory(DATA).documents.values()
    if isinstance(each, Perspective) and each.topic == TOPIC
]
USUAL = ("russia", "moldova", "un", "independent-analysts")


MANY = f"/topics/{TOPIC}?parties=ukraine,tiraspol,osce,eu,united-states"


@pytest.fixture
def printed(visit: Opener) -> Page:
    """A topic as it is printed."""
    page = visit(BIG)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    return page


def test_the_sheet_is_a4_across(printed: Page) -> None:
    pdf = printed.pdf(prefer_css_page_size=True)
    boxes = {tuple(map(float, box)) for box in re.findall(_BOX, pdf)}
    assert len(boxes) == 1
    width, height = boxes.pop()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 210)


_BOX = rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]"


def test_every_statement_of_the_columns_is_printed(printed: Page) -> None:
    shown = " ".join(printed.locator("#positions").inner_text().split())
    usual = {p.statement for each in PERSPECTIVES if each.party in USUAL for p in each.positions}
    every = {position.statement for each in PERSPECTIVES for position in each.positions}
    assert [statement for statement in usual if statement not in shown] == []
    assert [statement for statement in every - usual if statement in shown] == []


def test_what_was_folded_folds_again_afterwards(visit: Opener) -> None:
    page = visit(BIG)
    folded = page.locator("main details:not([open])").count()
    assert folded > 5
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("main details:not([open])")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("main details:not([open])")).to_have_count(folded)


def test_the_sheet_names_its_version_and_address(printed: Page) -> None:
    colophon = printed.locator(".site-footer .print-only")
    expect(colophon).to_be_visible()
    assert re.search(rf"version \d+, .* UTC\. http\S*/topics/{TOPIC}", colophon.inner_text())


def test_controls_and_menus_stay_on_the_screen(printed: Page) -> None:
    for selector in (".site-header nav", ".find", ".theme", ".contents", ".options", ".skip"):
        expect(printed.locator(selector).first).to_be_hidden()


def test_addresses_stand_behind_links_in_the_list_of_sources_only(printed: Page) -> None:
    content = """element => getComputedStyle(element, "::after").content"""
    listed = printed.locator(".sources .outward").first
    assert (listed.get_attribute("href") or "-") in listed.evaluate(content)
    assert "http" not in printed.locator(".matrix a").first.evaluate(content)


def test_the_table_fits_the_sheet(printed: Page) -> None:
    # 297 mm less two margins of 12 mm, at 96 pixels an inch.
    printed.set_viewport_size({"width": 1032, "height": 703})
    over = printed.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over == 0
    expect(printed.locator(".matrix thead th").first).to_be_visible()


@pytest.mark.parametrize("path", [BIG, MANY])
def test_what_stands_in_the_cells_is_large_enough_to_read(visit: Opener, path: str) -> None:
    page = visit(path)
    page.emulate_media(media="print")
    sizes = page.evaluate(
        """[...document.querySelectorAll('.matrix td :is(.statement, .said, .locator)')]
          .map(each => parseFloat(getComputedStyle(each).fontSize) * 72 / 96)"""
    )
    assert min(sizes) >= 8


def test_many_columns_are_printed_as_a_block_for_each_proposition(visit: Opener) -> None:
    page = visit(MANY)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 703})
    row = page.locator(".matrix tbody tr").first
    cells = [each.bounding_box() for each in row.locator("td").all()]
    assert len(cells) == 9
    widths = {round(each["width"]) for each in cells if each}
    assert max(widths) - min(widths) <= 1
    assert min(widths) >= 170
    for each in row.locator(".cell-party").all():
        expect(each).to_be_visible()


def test_no_heading_is_left_at_the_end_of_a_sheet_and_no_hatch_is_printed(printed: Page) -> None:
    after = "each => getComputedStyle(each).breakAfter"
    assert {printed.locator(each).first.evaluate(after) for each in ("h2", "h3")} == {"avoid"}
    hatch = "each => getComputedStyle(each, '::before').display"
    assert printed.locator(".matrix .cell-silent").first.evaluate(hatch) == "none"


def drawn(pdf: bytes) -> list[int]:
    """How many pieces of text each sheet of a PDF holds."""
    objects = dict(re.findall(rb"(\d+) 0 obj\s*(.*?)endobj", pdf, re.DOTALL))
    contents = re.findall(rb"/Type /Page\n.*?/Contents (\d+) 0 R", pdf, re.DOTALL)
    streams = [objects[each].split(b"stream", 1)[1].strip(b"\r\n") for each in contents]
    return [zlib.decompressobj().decompress(each).count(b"T") for each in streams]


@pytest.mark.parametrize("slug", [TOPIC, "kazakhstan-deployment"])
def test_the_last_sheet_holds_more_than_the_footer(visit: Opener, slug: str) -> None:
    page = visit(f"/topics/{slug}")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    last = drawn(page.pdf(prefer_css_page_size=True))[-1]
    page.evaluate("document.querySelector('main').remove()")
    (footer,) = drawn(page.pdf(prefer_css_page_size=True))
    assert last > 2 * footer


@pytest.mark.parametrize("name", ["home", "perspective", "claims", "source", "method"])
def test_other_pages_can_be_printed_too(visit: Opener, name: str) -> None:
    page = visit(EVERY[name])
    page.emulate_media(media="print")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
    expect(page.locator("h1")).to_be_visible()
