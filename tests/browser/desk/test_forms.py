"""Editors' forms in a browser: rows, counters, previews, and what axe says of them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.measure import sideways, violations

PERSPECTIVE = "/scratch/perspective/unifil-proposal/russia"
TOPIC = "/scratch/topic/unifil-proposal"
LANSING = (
    "https://lansinginstitute.org/2022/02/02/"
    "moscow-tries-to-use-the-un-mandate-in-its-csto-flagged-operations/"
)
PAGES = {
    "perspective": f"{PERSPECTIVE}?preview=1",
    "perspective with problems": f"{PERSPECTIVE}?new=1&faults=1",
    "topic": TOPIC,
    "source": "/scratch/source/lansing-2022",
    "party with problems": "/scratch/party/moldova?new=1&faults=1",
}


def focused(page: Page) -> str:
    """The id of what has the focus."""
    found: str = page.evaluate("document.activeElement.id")
    return found


def posted(page: Page) -> list[list[str]]:
    """What the form would post, without hidden names of the page."""
    fields: list[list[str]] = page.evaluate(
        "[...new FormData(document.getElementById('scratch'))].map(([n, v]) => [n, String(v)])"
    )
    return fields


def ids_are_unique(page: Page) -> bool:
    """Whether every id of the page is given once."""
    unique: bool = page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
        " return new Set(ids).size === ids.length; }"
    )
    return unique


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_a_form(visit: Opener, name: str) -> None:
    page = visit(PAGES[name], color_scheme="light")
    for width in (375, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        for row in page.locator(".f-folded").all()[:2]:
            row.evaluate("row => { row.open = true }")
        assert violations(page) == [], width
        page.emulate_media(color_scheme="dark")
        assert violations(page, rules=["color-contrast"]) == [], width
        assert sideways(page) == 0


@pytest.mark.parametrize("width", [375, 1440])
def test_buttons_are_large_enough_for_a_thumb(visit: Opener, width: int) -> None:
    page = visit(TOPIC, width=width)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".desk-form button:not(.visually-hidden), .desk-form summary")]
          .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44)
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_the_form_posts_the_same_with_and_without_a_script(visit: Opener) -> None:
    with_script, without = visit(PERSPECTIVE), visit(PERSPECTIVE, java_script_enabled=False)
    assert (
        without.locator("#f-positions-3").count() == with_script.locator("#f-positions-3").count()
    )
    expected = posted(with_script)
    with_script.get_by_role("button", name="Save").click()
    with_script.wait_for_load_state()
    assert posted(with_script) == expected


def test_a_citation_is_added_in_place_and_announced(visit: Opener) -> None:
    page = visit(PERSPECTIVE)
    before = page.locator("[data-row^=citations-]").count()
    page.locator("#f-citations-add").click()
    page.wait_for_url(lambda url: url.endswith(PERSPECTIVE))
    assert focused(page) == f"f-citations-{before}-source"
    expect(page.locator("#f-live")).to_have_text(f"Citation {before + 1} added")
    assert page.get_by_role("group", name=f"Citation {before + 1}", exact=True).count() >= 1
    assert ids_are_unique(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_position_is_added_to_its_proposition_with_or_without_a_script(
    visit: Opener, script: bool
) -> None:
    page = visit(PERSPECTIVE, java_script_enabled=script)
    page.locator("#f-positions-add-states-not-alliances").click()
    row = page.locator("#f-positions-12")
    row.get_by_label("Says both").check()
    row.locator("textarea").fill("Says both.")
    row.get_by_role("button", name=re.compile("Add a citation ?: Position 7")).click()
    page.locator("#f-positions-12-citations-0-source").fill("lansing-2022")
    page.get_by_role("button", name="Save").click()
    row = page.locator("#f-positions-12")
    expect(row.locator("input[name$=-id]")).to_have_value("states-not-alliances-1")
    expect(row.locator("textarea")).to_have_value("Says both.")
    assert row.get_by_label("Says both").is_checked()
    expect(page.locator("#f-positions-12-citations-0-source")).to_have_value("lansing-2022")
    problems = page.get_by_role("alert")
    problems.get_by_role("link", name="Position 7, Citation 1: Place in the source").click()
    if script:
        assert focused(page) == "f-positions-12-citations-0-locator"


def test_a_removed_row_takes_only_itself(visit: Opener) -> None:
    page = visit(PERSPECTIVE)
    page.locator("#f-citations-1-locator").fill("gone")
    expected = [v for n, v in posted(page) if n.startswith("citations-") and "-1-" not in n]
    page.locator("#f-citations-1-remove").click()
    assert focused(page) == "f-citations-add"
    expect(page.locator("#f-live")).to_have_text("Citation 2 removed")
    left = [(n, v) for n, v in posted(page) if n.startswith("citations-")]
    assert [v for _n, v in left] == expected
    assert {n.split("-")[1] for n, _v in left} == {str(n) for n in range(len(left) // 4)}
    assert ids_are_unique(page)


def test_a_removed_position_leaves_the_others_their_stances(visit: Opener) -> None:
    page = visit(PERSPECTIVE)
    expected = [
        v for n, v in posted(page) if n.startswith("positions-") and "positions-2-" not in n
    ]
    page.locator(".f-folded > summary").nth(2).click()
    page.locator("#f-positions-2-remove").click()
    assert [v for n, v in posted(page) if n.startswith("positions-")] == expected
    assert focused(page) == "f-positions-add-csto-units-in-un-missions"
    expect(page.locator("#f-positions-2 > legend")).to_have_text("Position 3")


def test_propositions_move_and_keep_what_they_hold(visit: Opener) -> None:
    page = visit(TOPIC)
    first = page.locator("#f-propositions-0-text").input_value()
    second = page.locator("#f-propositions-1-text").input_value()
    page.locator("#f-propositions-1-up").click()
    assert focused(page) == "f-propositions-0-up"
    expect(page.locator("#f-live")).to_have_text("Proposition is now number 1")
    expect(page.locator("#f-propositions-0-text")).to_have_value(second)
    expect(page.locator("#f-propositions-1-text")).to_have_value(first)
    page.keyboard.press("Enter")  # the first stays first
    expect(page.locator("#f-propositions-0-text")).to_have_value(second)
    page.locator("#f-propositions-0-down").click()
    expect(page.locator("#f-propositions-0-text")).to_have_value(first)
    assert ids_are_unique(page)


@pytest.mark.parametrize("width", [1280, 1440])
def test_a_speakers_office_can_be_read_while_it_is_typed(visit: Opener, width: int) -> None:
    page = visit(f"{PERSPECTIVE}?preview=1", width=width)
    page.locator(".f-folded > summary").first.click()
    for name in ("role", "affiliation"):
        field = page.locator(f"#f-positions-0-speaker-{name}")
        field.fill("Minister of Foreign Affairs and European Integration")
        assert field.evaluate("field => field.scrollWidth <= field.clientWidth"), name


def test_claims_keep_their_findings_when_one_is_removed(visit: Opener) -> None:
    page = visit(TOPIC)
    findings = [value for name, value in posted(page) if name.endswith("-finding")]
    page.locator(".f-rows-claims .f-folded > summary").first.click()
    page.locator("#f-claims-0-remove").click()
    assert [value for name, value in posted(page) if name.endswith("-finding")] == findings[1:]


def test_more_rows_than_allowed_are_refused_with_a_sentence(visit: Opener) -> None:
    page = visit(TOPIC)
    for _each in range(17):
        page.locator("#f-places-add").click()
    expect(page.locator("[data-row^=places-]")).to_have_count(20)
    page.locator("#f-places-add").click()
    expect(page.get_by_role("alert")).to_contain_text("No more than 20 are allowed here.")
    expect(page.locator("[data-row^=places-]")).to_have_count(20)


@pytest.mark.parametrize("script", [True, False])
def test_silence_asks_where_it_was_searched_and_keeps_what_was_typed(
    visit: Opener, script: bool
) -> None:
    page = visit(PERSPECTIVE, java_script_enabled=script)
    page.locator(".f-folded > summary").first.click()
    row = page.locator("#f-positions-0")
    date = row.locator("#f-positions-0-date")
    where = row.locator("#f-positions-0-searched-where")
    kept = date.input_value()
    expect(date).to_be_visible()
    expect(where).to_be_hidden()
    row.get_by_label("No position found").check()
    expect(date).to_be_hidden()
    where.fill("The ministry's site")
    row.get_by_label("Disagrees", exact=True).check()
    expect(where).to_be_hidden()
    expect(date).to_have_value(kept)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#f-positions-0-searched-where")).to_be_visible()  # since it has a problem
    expect(page.locator("#f-positions-0-date")).to_have_value(kept)


def test_words_and_characters_are_counted(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?new=1")
    limit = page.locator("#f-summary-limit")
    expect(limit).to_have_text("60 to 140 words")
    page.locator("#f-summary").fill("one  two\nthree")
    expect(limit).to_have_text("3 words, 60 to 140")
    assert "f-over" in (limit.get_attribute("class") or "")
    page.locator("#f-headline").fill("x" * 62)
    expect(page.locator("#f-headline-limit")).to_have_text("62 of 160 characters")
    page.locator("#f-citations-add").click()
    page.locator("#f-citations-0").get_by_text("Quotation").first.click()
    page.locator("#f-citations-0-quotation-text").fill("a b c d e f g h i")
    expect(page.locator("#f-citations-0-quotation-text-limit")).to_have_text("9 of 12 words")


def test_a_count_is_announced_only_near_the_limit(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?new=1")
    page.clock.install()
    page.locator("#f-headline").fill("x" * 62)
    page.clock.run_for(2000)
    expect(page.locator("#f-live")).to_be_empty()
    page.locator("#f-headline").fill("x" * 158)
    page.clock.run_for(2000)
    expect(page.locator("#f-live")).to_have_text("158 of 160 characters")


def test_the_length_of_a_short_field_shows_near_its_limit(visit: Opener) -> None:
    page = visit("/scratch/source/lansing-2022")
    limit = page.locator("#f-publisher-limit")
    expect(limit).to_be_hidden()
    page.locator("#f-publisher").fill("p" * 161)
    expect(limit).to_have_text("161 of 160 characters")


def test_a_source_is_found_by_its_title_and_shown_by_it(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?new=1")
    page.locator("#f-citations-add").click()
    with page.expect_response("**/scratch/find?q=lansing"):
        page.keyboard.type("lansing")
    expect(page.locator("#f-sources option[value=lansing-2022]")).to_have_count(1)
    page.locator("#f-citations-0-source").fill("lansing-2022")
    expect(page.locator("#f-citations-0-source-title")).not_to_be_empty()


def test_the_source_of_a_pasted_address_is_offered_at_its_field(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?new=1")
    page.locator("#f-citations-add").click()
    page.locator("#f-citations-0-source").fill(LANSING)
    offer = page.locator("#f-citations-0-source-title")
    expect(offer).to_contain_text("Held already: ")
    expect(page.locator("#f-live")).to_contain_text("Held already: ")
    offer.get_by_role("button", name="Use it").click()
    expect(page.locator("#f-citations-0-source")).to_have_value("lansing-2022")
    expect(offer.get_by_role("button")).to_have_count(0)
    assert focused(page) == "f-citations-0-source"


def test_a_new_source_is_begun_from_a_pasted_address_that_is_not_held(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?new=1")
    page.locator("#f-citations-add").click()
    page.locator("#f-citations-0-source").fill("https://example.org/a?b=1")
    offer = page.locator("#f-citations-0-source-title")
    expect(offer).to_contain_text("Not held yet.")
    link = offer.get_by_role("link", name="Begin a new source from it")
    expect(link).to_have_attribute(
        "href", re.compile(r"pasted=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1$")
    )
    assert violations(page) == []


def test_what_a_folded_row_says_of_itself_follows_what_is_typed(visit: Opener) -> None:
    page = visit(PERSPECTIVE)
    row = page.locator(".f-folded").first
    row.locator("summary").first.click()
    row.get_by_label("No position found").check()
    row.locator("textarea").first.fill("Another statement.")
    row.locator("summary").first.click()
    heading = row.locator("summary").first
    expect(heading).to_contain_text("No position found")
    expect(heading).to_contain_text("Another statement.")
    expect(heading.locator("svg use")).to_have_attribute("href", "#g-none-found")


def test_the_preview_follows_a_moment_after_the_last_key(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?preview=1", width=1440)
    shown = page.locator("[data-preview-body]")
    expect(shown).to_contain_text("Russia")
    page.locator("#f-headline").fill("A new headline")
    expect(shown).to_have_text("A new headline")
    form, pane = page.locator(".desk-form").bounding_box(), shown.bounding_box()
    assert form is not None
    assert pane is not None
    assert pane["x"] >= form["x"] + form["width"]


def test_on_a_phone_the_preview_folds_above_the_form(visit: Opener) -> None:
    page = visit(f"{PERSPECTIVE}?preview=1", width=375)
    pane = page.locator("[data-preview-pane]")
    expect(pane.locator("[data-preview-body]")).to_be_hidden()
    pane.locator("summary").click()
    expect(pane.locator("[data-preview-body]")).to_contain_text("Russia")


def test_the_enter_key_in_a_field_saves_and_removes_nothing(visit: Opener) -> None:
    page = visit(PERSPECTIVE)
    expected = posted(page)
    page.locator("#f-headline").press("Enter")
    page.wait_for_load_state()
    assert posted(page) == expected


@pytest.mark.parametrize("width", [375, 1440])
def test_a_headline_is_seen_whole_and_stays_one_line(visit: Opener, width: int) -> None:
    page = visit(PERSPECTIVE, width=width)
    headline = page.locator("#f-headline")
    headline.fill("A headline of a hundred and sixty letters " * 4)
    clipped = (
        "field => field.scrollHeight > field.clientHeight || field.scrollWidth > field.clientWidth"
    )
    assert not headline.evaluate(clipped)
    headline.fill("It was pasted\nwith a line break")
    expect(headline).to_have_value("It was pasted with a line break")


@pytest.mark.parametrize("width", [768, 1440])
def test_source_and_place_of_a_citation_stand_on_one_line(visit: Opener, width: int) -> None:
    page = visit(f"{PERSPECTIVE}?preview=1", width=width)
    for row in (0, 1):
        tops = [
            page.locator(f"#f-citations-{row}-{name}").evaluate(
                "e => e.getBoundingClientRect().top"
            )
            for name in ("source", "locator")
        ]
        assert tops[0] == tops[1]
