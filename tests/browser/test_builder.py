"""The builder in a browser: snippets and previews follow each choice, and nothing else moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Opener
from tests.browser.hosts import Host, host
from tests.browser.measure import out_of_sight, sideways, violations
from tests.support.pages import TOPIC

BUILD = f"/topics/{TOPIC}/embed"
CHANGED = "The card was changed."
CLAIM = "claim-no-exit-for-moldova"


@pytest.fixture(scope="module")
def other() -> Iterator[Host]:
    """A site on another origin."""
    with host() as found:
        yield found


def choose(page: Page, name: str, value: str) -> None:
    """Choose, and wait until the page has followed."""
    page.locator(f"#{name}").select_option(value)
    expect(page.get_by_role("status").filter(has_text=CHANGED)).to_be_visible()


def frame(page: Page) -> str:
    """What is pasted for a frame."""
    return page.get_by_label("HTML of the frame").input_value()


def hold(page: Page, pattern: str) -> list[Route]:
    """What is asked for from now on, by a pattern of its address, and waits for its answer."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(re.compile(pattern), keep)
    return held


def caught(page: Page, held: list[Route], number: int = 0) -> Route:
    """One of the requests that are held, once the browser has made it."""
    for _ in range(400):
        if len(held) > number:
            return held[number]
        page.wait_for_timeout(50)
    raise AssertionError("nothing was asked for")


def test_a_change_is_in_the_snippets_and_previews_at_once(visit: Opener) -> None:
    page = visit(BUILD)
    choose(page, "theme-of-card", "dark")
    for label in ("HTML of the frame", "HTML of the web component", "Address"):
        assert "theme=dark" in page.get_by_label(label, exact=True).input_value(), label
    for each in page.locator("iframe").all():
        assert "theme=dark" in (each.get_attribute("src") or "")
    card = page.frame_locator("iframe:visible >> nth=0")
    expect(card.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_what_is_copied_after_a_change_is_what_was_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + BUILD)
    page.get_by_label("OSCE").check()
    expect(page.get_by_role("status").filter(has_text=CHANGED)).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(3)
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == frame(page)
    assert "osce" in copied
    context.close()


def test_the_address_of_the_page_says_the_choice_and_a_reload_keeps_it(visit: Opener) -> None:
    page = visit(BUILD)
    before = page.evaluate("history.length")
    choose(page, "width", "700")
    assert parse_qs(urlsplit(page.url).query)["width"] == ["700"]
    assert page.evaluate("history.length") == before
    page.reload()
    expect(page.locator("#width")).to_have_value("700")
    assert 'width="700"' in frame(page)


@pytest.mark.parametrize("script", [True, False])
def test_the_card_is_in_sight_beside_the_choices(visit: Opener, script: bool) -> None:
    page = visit(BUILD, width=1440, java_script_enabled=script)
    page.locator("#width").scroll_into_view_if_needed()
    expect(page.locator("#width")).to_be_in_viewport()
    expect(page.locator("iframe:visible").first).to_be_in_viewport(ratio=0.9)


def test_on_a_phone_the_card_stands_before_what_is_pasted(visit: Opener) -> None:
    page = visit(BUILD, width=375)
    card, pasted = (
        page.locator(each).bounding_box() for each in ("iframe:visible >> nth=0", "#paste")
    )
    assert card is not None
    assert pasted is not None
    assert card["y"] + card["height"] <= pasted["y"]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 375, 768, 1440])
@pytest.mark.parametrize("chosen", ["320", "480", "700", "full"])
def test_the_first_card_is_never_cut_off(
    visit: Opener, width: int, chosen: str, script: bool
) -> None:
    page = visit(f"{BUILD}?width={chosen}", width=width, java_script_enabled=script)
    boxes = [each.bounding_box() for each in page.locator(".shown iframe:visible").all()]
    first, *others = [each for each in boxes if each]
    assert first["x"] >= 0
    assert first["x"] + first["width"] <= width
    # The chosen one follows only where it would be cut off.
    assert [round(each["width"]) for each in others] in ([], [int(chosen.replace("full", "0"))])
    assert bool(others) == (chosen != "full" and round(first["width"]) != int(chosen))


def test_the_focus_and_the_place_stay_where_they_were(visit: Opener) -> None:
    page = visit(BUILD)
    box = page.get_by_label("OSCE")
    box.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text=CHANGED)).to_be_visible()
    expect(box).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_a_late_answer_of_an_earlier_choice_is_ignored(visit: Opener) -> None:
    page = visit(BUILD)
    late = hold(page, "embed[?].*theme=dark")
    page.locator("#theme-of-card").select_option("dark")
    request = caught(page, late)
    choose(page, "theme-of-card", "light")
    request.continue_()
    page.wait_for_timeout(300)
    assert "theme=light" in frame(page)
    assert "theme=light" in page.url


def test_nothing_can_be_copied_before_the_answer(visit: Opener) -> None:
    page = visit(BUILD)
    held = hold(page, "embed[?].*theme=dark")
    page.locator("#theme-of-card").select_option("dark")
    assert page.locator("#results").evaluate("each => each.inert")
    page.wait_for_timeout(100)
    caught(page, held).continue_()
    expect(page.get_by_role("status").filter(has_text=CHANGED)).to_be_visible()
    assert not page.locator("#results").evaluate("each => each.inert")


def test_what_the_site_refuses_is_said_and_no_older_snippet_stays(visit: Opener) -> None:
    page = visit(BUILD, refused=True)
    page.evaluate("document.querySelector('#theme-of-card').options[1].value = 'sepia'")
    page.locator("#theme-of-card").select_option("sepia")
    expect(page.get_by_role("status")).to_contain_text("“sepia” is not among the choices")
    expect(page.get_by_label("HTML of the frame")).to_be_hidden()
    choose(page, "theme-of-card", "dark")
    expect(page.get_by_label("HTML of the frame")).to_be_visible()


def test_a_site_that_does_not_answer_is_said(visit: Opener) -> None:
    page = visit(BUILD, refused=True)
    page.route(re.compile("embed[?]"), lambda route: route.abort())
    page.locator("#width").select_option("320")
    expect(page.get_by_role("status")).to_contain_text("The site did not answer.")
    page.unroute(re.compile("embed[?]"))
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("width=320.*#paste$"))
    assert 'width="320"' in frame(page)


def test_the_fields_are_those_of_the_chosen_card(visit: Opener) -> None:
    page = visit(BUILD)
    fields = {name: page.locator(f"#{name}") for name in ("proposition", "claim")}
    fields["parties"] = page.get_by_role("group")
    for card, there in (
        ("claim", {"claim"}),
        ("proposition", {"proposition", "parties"}),
        ("topic", {"proposition", "parties"}),
    ):
        choose(page, "shows", card)
        assert {name for name, field in fields.items() if field.is_visible()} == there, card
    assert "claim=" not in page.url
    expect(page.get_by_text("For the cards of")).to_have_count(2)
    for hint in page.locator(".for-cards").all():
        expect(hint).to_be_hidden()


@pytest.mark.parametrize(
    ("start", "name", "value", "card"),
    [
        ("", "claim", CLAIM, f"/embed/claims/{TOPIC}-{CLAIM}"),
        ("?shows=claim", "proposition", "civilian-mission", "/propositions/civilian-mission"),
    ],
)
def test_what_is_chosen_before_the_script_came_switches_the_card(
    visit: Opener, start: str, name: str, value: str, card: str
) -> None:
    page = visit("/about")
    held = hold(page, "embed/builder[.]js")
    page.goto(BUILD + start, wait_until="commit")
    page.locator(f"#{name}").select_option(value)
    caught(page, held).continue_()
    expect(page.locator("#shows")).to_have_value(name)
    expect(page.get_by_label("HTML of the frame")).to_have_value(re.compile(re.escape(card)))


def test_a_topics_proposition_keeps_the_topics_card(visit: Opener) -> None:
    page = visit(BUILD)
    choose(page, "proposition", "civilian-mission")
    expect(page.locator("#shows")).to_have_value("topic")
    assert "?proposition=civilian-mission" in frame(page)


def test_the_form_without_script_lands_at_the_snippets(visit: Opener) -> None:
    page = visit(BUILD, width=375, java_script_enabled=False)
    page.locator("#theme-of-card").select_option("dark")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("theme=dark.*#paste$"))
    expect(page.get_by_role("heading", name="What to paste")).to_be_in_viewport()
    assert "theme=dark" in frame(page)


@pytest.mark.parametrize("width", [320, 375, 768, 1440])
@pytest.mark.parametrize("card", ["topic", "proposition", "claim"])
def test_every_card_of_the_builder_fits(visit: Opener, width: int, card: str) -> None:
    page = visit(f"{BUILD}?shows={card}&width=full&fixed=pinned", width=width)
    assert sideways(page) == 0
    assert [each for each in out_of_sight(page) if not each.startswith("IFRAME")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_after_a_change(visit: Opener, scheme: str) -> None:
    page = visit(BUILD, color_scheme=scheme)
    choose(page, "width", "full")
    page.evaluate("document.querySelectorAll('iframe').forEach(each => each.remove())")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_a_frame_as_wide_as_its_place_moves_no_page_sideways(
    browser: Browser, visit: Opener, address: str, other: Host, width: int
) -> None:
    pasted = re.sub('src="https?://[^/]+', f'src="{address}', frame(visit(f"{BUILD}?width=full")))
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(other.put(f'<meta name="viewport" content="width=device-width">{pasted}'))
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert sideways(page) == 0
    context.close()
