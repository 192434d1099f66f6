"""Without script every page reads, and every citation leads to its source."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.pages import BIG, EVERY


@pytest.mark.parametrize("name", EVERY)
def test_a_page_reads_without_script(visit: Opener, name: str) -> None:
    plain = visit(EVERY[name], java_script_enabled=False)
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.locator("#theme")).to_be_hidden()
    for control in plain.locator("main button").all():
        assert control.get_attribute("type") == "submit"


def test_every_citation_leads_to_its_source_without_script(visit: Opener) -> None:
    page = visit(BIG, java_script_enabled=False)
    for index in (0, 7, 21):
        citation = page.locator(".matrix a.cite:visible").nth(index)
        citation.click()
        target = citation.get_attribute("href") or ""
        expect(page).to_have_url(re.compile(re.escape(target) + "$"))
        entry = page.locator(target)
        expect(entry).to_be_visible()
        box = entry.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        expect(entry.locator("a.outward")).to_have_count(1)


def test_columns_date_and_arrangement_can_be_chosen_without_script(visit: Opener) -> None:
    page = visit(BIG, java_script_enabled=False)
    page.get_by_label("OSCE").check()
    page.get_by_label("As of").fill("2015")
    page.get_by_label("Arrange").select_option("party")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".clock")).to_be_visible()
    expect(page.locator(".pivot")).to_have_count(5)
    assert "as_of=2015" in page.url


def test_a_search_is_made_without_script(visit: Opener) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#find").fill("withdrawal")
    page.locator(".find button").click()
    page.wait_for_url(lambda url: url.endswith("/search?q=withdrawal"))
    assert page.locator("main").get_by_text("withdrawal").count() > 0


def test_earlier_positions_unfold_without_script(visit: Opener) -> None:
    page = visit(BIG, java_script_enabled=False)
    folded = page.locator(".matrix details.earlier").first
    expect(folded.locator(".statement").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator(".statement").first).to_be_visible()
