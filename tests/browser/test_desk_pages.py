"""Every page of the editors' work: axe, no sideways scrolling, and the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Response, expect

from app.actions import reviews
from app.actions.actor import Actor
from app.extensions import db
from tests.browser.live import chromium, serving
from tests.browser.measure import out_of_sight, sideways, violations
from tests.browser.people import window
from tests.support import apps
from tests.support.desk import change, hand_in, restated, start
from tests.support.editing import put
from tests.support.make import make_position, make_site
from tests.support.people import Known, add_user

WIDTHS = (375, 768, 1440)
EDITOR = (
    "/desk/", "/desk/new", "/desk/new?noun=source&pasted=https://example.org/treaty", "/desk/edit/",
    "/desk/edit/perspective/bridge/alba", "/desk/edit/source/treaty", "/desk/import",
    "/desk/drafts/1", "/desk/drafts/1?check=1", "/desk/drafts/1/preview", "/desk/drafts/2",
    "/desk/drafts/3", "/desk/drafts/4?check=1", "/desk/submissions/1", "/desk/submissions/5",
)  # fmt: skip
REVIEWER = (
    "/desk/", "/desk/reviews/", "/desk/submissions/5/review", "/desk/submissions/6/review",
    "/desk/coding/", "/desk/coding/bridge", "/desk/edit/perspective/bridge/boria",
)  # fmt: skip


class Work(NamedTuple):
    """A site on which an editor is at work."""

    address: str
    ada: Known
    bea: Known


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """Drafts of every kind, one with faults, one handed in, one sent back with comments."""
    url = f"sqlite:///{tmp_path_factory.mktemp('work') / 'work.sqlite'}"
    apps.migrate(url)
    with apps.running(url) as app:
        put(app, *make_site())
        ada, bea = add_user(app, name="Ada"), add_user(app, role="reviewer", name="Bea")
        _drafts(app, Actor(ada.id, "Ada", frozenset({"editor"})), bea)
        with serving(app) as address:
            yield Work(address, ada, bea)


def _drafts(app: Flask, ada: Actor, bea: Known) -> None:
    _first, draft = start(app, ada)
    change(app, ada, draft, confirm=False, summary="Too short.", headline="",
           positions=restated(app, "It says something else."))  # fmt: skip
    for noun, key in (("topic", "bridge"), ("source", "treaty"), ("party", "newland")):
        start(app, ada, noun, key)
    submission, draft = start(app, ada, "perspective", "bridge/boria")
    change(app, ada, draft, headline="Boria says it in other words.")
    hand_in(app, ada, submission, "Says it in other words.")
    returned, draft = start(app, ada, "party", "alba")
    change(app, ada, draft, description="It exists in tests, as before.")
    shown = hand_in(app, ada, returned, "Describes it again.")
    reviewer = Actor(bea.id, "Bea", frozenset({"reviewer"}))
    with app.app_context():
        reviews.comment(db.session, reviewer, draft, "description", "As before what?")
        reviews.send_back(db.session, reviewer, returned, shown, "Please say what is new.")


@pytest.fixture(scope="module")
def browser(work: Work) -> Iterator[Browser]:
    """Chromium, started after the last use of the database."""
    assert work
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def windows(browser: Browser, work: Work) -> dict[str, Page]:
    """A window of each person."""
    return {
        "editor": window(browser, work.address, work.ada),
        "reviewer": window(browser, work.address, work.bea),
    }


@pytest.mark.parametrize("script", [True, False])
def test_what_stays_in_sight_on_a_phone_is_low_and_saves(
    browser: Browser, windows: dict[str, Page], work: Work, script: bool
) -> None:
    kept = windows["editor"].context.storage_state()
    page = browser.new_context(
        base_url=work.address, storage_state=kept, java_script_enabled=script,
        viewport={"width": 375, "height": 812},
    ).new_page()  # fmt: skip
    page.goto("/desk/drafts/2")
    page.mouse.wheel(0, 1500)
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_in_viewport()
    bar = page.locator(".desk-stays").bounding_box()
    assert bar
    assert bar["height"] <= 64
    assert page.get_by_role("button", name="Go on to submit").is_visible()
    page.context.close()


def test_the_desk_begins_high_on_a_phone(windows: dict[str, Page]) -> None:
    page = windows["editor"]
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/desk/")
    heading = page.get_by_role("heading", name="Desk", exact=True).bounding_box()
    assert heading
    assert heading["y"] < 190


def test_the_navigation_of_a_reviewer_is_two_lines_on_a_phone(windows: dict[str, Page]) -> None:
    page = windows["reviewer"]
    for width, highest in ((375, 90), (768, 60), (1440, 60)):
        page.set_viewport_size({"width": width, "height": 812})
        page.goto("/desk/")
        bar = page.locator(".desk-bar").bounding_box()
        name = page.locator(".desk-who").bounding_box()
        button = page.get_by_role("button", name="Sign out").bounding_box()
        assert bar
        assert name
        assert button
        assert bar["height"] <= highest, width
        middles = [each["y"] + each["height"] / 2 for each in (name, button)]
        assert abs(middles[0] - middles[1]) < 3, width
        assert button["x"] + button["width"] > width - 100
    cut = page.evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.desk-who'))")
    assert not cut


@pytest.mark.parametrize(
    ("role", "path"),
    [*(("editor", path) for path in EDITOR), *(("reviewer", path) for path in REVIEWER)],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    windows: dict[str, Page], role: str, path: str
) -> None:
    page = windows[role]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        answer = page.goto(path)
        assert answer
        assert answer.status == 200
        assert violations(page) == [], width
        page.emulate_media(color_scheme="dark")
        # Dark pages differ in their colours only, and axe is slow.
        assert violations(page, rules=["color-contrast"]) == [], width
        assert sideways(page) == 0, (width, out_of_sight(page))


def test_axe_finds_nothing_where_two_forms_meet(windows: dict[str, Page]) -> None:
    page = windows["editor"]
    page.goto("/desk/drafts/2")
    other = page.context.new_page()
    other.goto("/desk/drafts/2")
    for each, title in ((page, "The bridge, first form"), (other, "The bridge, second form")):
        each.locator('[name="title"]').fill(title)
        each.locator('button[name="do"][value="save"]:not([aria-hidden])').first.click()
    expect(other.get_by_role("heading", name="Two forms of one draft meet")).to_be_visible()
    for width in WIDTHS:
        other.set_viewport_size({"width": width, "height": 900})
        assert violations(other) == [], width
        assert sideways(other) == 0, width


def test_faults_are_announced_and_lead_to_their_fields(windows: dict[str, Page]) -> None:
    page = windows["editor"]
    page.goto("/desk/drafts/1?check=1")
    summary = page.get_by_role("alert").filter(has_text="problem")
    expect(summary).to_be_visible()
    summary.get_by_role("link", name="Summary").press("Enter")
    field = page.locator('[name="summary"]')
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"


def test_a_source_is_found_by_its_title_while_writing(windows: dict[str, Page]) -> None:
    page = windows["editor"]
    page.goto("/desk/drafts/1")
    with page.expect_response(lambda answer: answer.url.endswith("q=trea")) as answer:
        field = page.locator('[name="citations-0-source"]')
        field.clear()
        field.press_sequentially("trea")
    assert "treaty" in [each["id"] for each in answer.value.json()["sources"]]


def test_a_draft_is_changed_and_saved_by_the_keyboard_alone(windows: dict[str, Page]) -> None:
    page = windows["editor"]
    page.goto("/desk/drafts/3")
    page.keyboard.press("Tab")
    for _step in range(60):
        if page.evaluate("document.activeElement.name") == "title":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.type(" (by keyboard)")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator('[name="title"]')).to_have_value("The text of treaty (by keyboard)")


def _says_that_it_is_here(answer: Response) -> bool:
    """The page that is left says so at the same address, and nobody hears the answer."""
    return answer.url.endswith("/here") and "gone=" not in (answer.request.post_data or "")


def test_nobody_is_told_of_themselves_after_a_reload(windows: dict[str, Page]) -> None:
    page = windows["editor"]
    with page.expect_response(lambda answer: answer.url.endswith("/here")):
        page.goto("/desk/drafts/4")
    heard: list[Response] = []
    page.on("framenavigated", lambda _: heard.clear())  # what the page that is left was told
    page.on(
        "response", lambda answer: heard.append(answer) if _says_that_it_is_here(answer) else None
    )
    page.reload()
    for _ in range(400):
        if heard:
            break
        page.wait_for_timeout(50)
    assert heard[-1].json()["here"] == []


def test_a_statement_that_is_changed_asks_for_its_citations_without_a_reload(
    windows: dict[str, Page],
) -> None:
    page = windows["editor"].context.new_page()
    page.clock.install()
    page.goto("/desk/drafts/1")
    statement = page.locator('[name="positions-0-statement"]')
    box = page.get_by_label("The citations still carry this statement.").first

    def write(sentence: str) -> None:
        statement.fill(sentence)
        with page.expect_response(lambda answer: answer.url.endswith("/desk/drafts/1")):
            page.clock.run_for(5500)

    page.locator("details.f-row").first.evaluate("row => { row.open = true }")
    write(make_position()["statement"])
    expect(box).to_be_hidden()
    write("It says a third thing.")
    expect(box).to_be_visible()
    expect(page.locator("#f-live")).to_have_text(
        "Position 1: confirm below it that its citations still carry the statement"
    )
    box.check()
    with page.expect_response(lambda answer: answer.url.endswith("/desk/drafts/1")):
        page.clock.run_for(5500)
    expect(box).to_be_checked()
    write("It says a fourth thing.")
    expect(box).not_to_be_checked()
    page.close()
