"""Without script every page reads, and every citation leads to its source."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import BIG, EVERY


@pytest.mark.parametrize("name", EVERY)
def test_a_page_reads_without_script(visit: Opener, name: str) -> None:
    plain = visit(EVERY[name], java_script_enabled=False)
    assert plain.locator("h1").is_visible()
    assert plain.locator("#theme").is_hidden()
    for control in plain.locator("main button").all():
        assert control.get_attribute("type") == "submit"


def test_every_citation_leads_to_its_source_without_script(visit: Opener) -> None:
    page = visit(BIG, java_script_enabled=False)
    for index in (0, 7, 21):
        citation = page.locator(".matrix a.cite:visible").nth(index)
        citation.click()
        target = citation.get_attribute("href") or ""
        assert page.url.endswith(target)
        entry = page.locator(target)
        assert entry.is_visible()
        box = entry.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        assert entry.locator("a.outward").count() == 1


def test_columns_date_and_arrangement_can_be_chosen_without_script(visit: Opener) -> None:
    page = visit(BIG, java_script_enabled=False)
    page.get_by_label("OSCE").check()
    page.get_by_label("As of").fill("2015")
    page.get_by_label("Arrange").select_option("party")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".clock").is_visible()
    assert page.locator(".pivot").count() == 5
    assert "as_of=2015" in page.url


def test_a_search_is_made_without_script(visit: Opener) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#find").fill("withdrawal")
    page.locator(".find button").click()
    assert page.url.endswith("/search?q=withdrawal")
    assert page.locator("main").get_by_text("withdrawal").count() > 0


def test_earlier_positions_unfold_without_script(visit: Opener) -> None:
    page = visit(BIG, java_script_enabled=False)
    folded = page.locator(".matrix details.earlier").first
    assert folded.locator(".statement").first.is_hidden()
    folded.locator("summary").click()
    assert folded.locator(".statement").first.is_visible()
