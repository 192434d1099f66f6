"""A draft is saved while it is written, and nothing that was typed is lost.

The clock of the page stands still and is moved by the tests.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import Opener
from tests.support.scratch import Stub

FORM = "/scratch/perspective/unifil-proposal/russia?autosave=1"
NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
NOT_SAVED = "Not saved: no connection; your text is kept in this window"
SIGNED_OUT = "You are signed out; sign in in another tab, then go on here"


def opened(visit: Opener) -> Page:
    """The form, its clock in the hands of the test."""
    page = visit("/about", refused=True)
    page.clock.install(time=NOON)
    page.clock.pause_at(NOON + dt.timedelta(minutes=1))
    page.goto(FORM)
    return page


def write(page: Page, headline: str) -> None:
    """Type a headline and let the time pass until it should have been saved."""
    page.locator("#f-headline").fill(headline)
    page.clock.run_for(5500)


def asked(stub: Stub, what: str) -> list[dict[str, str]]:
    """What the page posted to one address."""
    return [fields for each, fields in stub.asked if each == what]


def test_what_changed_is_saved_with_its_version_and_token(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    write(page, "A new headline")
    expect(page.locator("#f-status")).to_have_text("Saved 12:04 · version 8")
    (saved,) = asked(stub, "autosave")
    assert (saved["headline"], saved["version"], saved["header"]) == (
        "A new headline",
        "7",
        "token",
    )
    expect(page.locator("[name=version]")).to_have_value("8")


def test_nothing_is_asked_for_while_nothing_changes_but_a_sign_of_life(
    visit: Opener, stub: Stub
) -> None:
    page = opened(visit)
    page.clock.run_for(25_000)
    assert stub.asked == []
    stub.answers.append((200, {"version": 9, "saved": "12:05", "here": ["Anna", "Ben"]}))
    with page.expect_response("**/heartbeat"):
        page.clock.run_for(6_000)
    expect(page.locator("#f-status")).to_have_text("Draft · version 7 · Also here: Anna, Ben")
    assert page.locator("[name=version]").input_value() == "7"  # another's is not taken over
    with page.expect_response("**/heartbeat"):
        page.clock.run_for(30_000)
    expect(page.locator("#f-status")).to_have_text("Draft · version 7")
    assert asked(stub, "autosave") == []


def test_without_a_connection_the_text_is_kept_and_saved_later(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    page.route("**/autosave", lambda route: route.abort())
    write(page, "Typed in a tunnel")
    expect(page.locator("#f-status")).to_have_text(NOT_SAVED)
    assert "Typed in a tunnel" in page.evaluate("JSON.stringify({...sessionStorage})")
    page.unroute("**/autosave")
    page.clock.run_for(5500)
    expect(page.locator("#f-status")).to_have_text("Saved 12:04 · version 8")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_conflict_leads_to_the_page_that_merges(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    stub.answers.append((409, {"conflict": FORM.replace("russia", "moldova")}))
    write(page, "Mine")
    merge = page.get_by_role("button", name="Put the two together")
    expect(page.locator("#f-status")).to_contain_text(
        "This draft was saved elsewhere since you opened it here."
    )
    write(page, "Mine, longer")
    assert len(asked(stub, "autosave")) == 1  # nothing is saved over the other version
    merge.click()
    page.wait_for_url("**/moldova?autosave=1")
    expect(page.locator("#f-headline")).to_have_value("Mine, longer")


def test_what_is_refused_is_said_and_kept_until_the_button_is_pressed(
    visit: Opener, stub: Stub
) -> None:
    page = opened(visit)
    stub.answers.append((409, {"refused": "This was handed in meanwhile. Press “Save”."}))
    write(page, "Mine")
    expect(page.locator("#f-status")).to_have_text("This was handed in meanwhile. Press “Save”.")
    expect(page.get_by_role("button", name="Put the two together")).to_have_count(0)
    write(page, "Mine, longer")
    assert len(asked(stub, "autosave")) == 1
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#f-headline")).to_have_value("Mine, longer")


@pytest.mark.parametrize("status", [401, 403])
def test_after_signing_in_again_elsewhere_the_form_goes_on(
    visit: Opener, stub: Stub, status: int
) -> None:
    page = opened(visit)
    stub.answers.append((status, {}))
    write(page, "Written signed out")
    expect(page.locator("#f-status")).to_have_text(SIGNED_OUT)
    # The page as it is after signing in holds a new token.
    page.route(
        "**/russia?autosave=1",
        lambda route: route.fulfill(
            body="<form id=scratch><input name=csrf_token value=renewed></form>",
            content_type="text/html",
        ),
    )
    page.clock.run_for(5500)
    expect(page.locator("#f-status")).to_have_text("Saved 12:04 · version 8")
    assert asked(stub, "autosave")[-1]["header"] == "renewed"


def test_while_signed_out_the_text_stays_in_the_window(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    stub.answers.append((401, {}))
    write(page, "Written signed out")
    expect(page.locator("#f-status")).to_have_text(SIGNED_OUT)
    page.route(
        "**/russia?autosave=1",
        lambda route: route.fulfill(body="<form id=sign-in></form>", content_type="text/html"),
    )
    page.clock.run_for(5500)
    assert len(asked(stub, "autosave")) == 1
    assert "Written signed out" in page.evaluate("JSON.stringify({...sessionStorage})")


def unsaved(visit: Opener, stub: Stub) -> Page:
    """The form, loaded again after a text, and a row, could not be saved."""
    page = opened(visit)
    page.locator("#f-citations-add").click()
    page.keyboard.type("lansing-2022")
    stub.answers.append((500, {}))
    with page.expect_response("**/autosave"):
        write(page, "Nearly lost")
    expect(page.locator("#f-status")).to_contain_text("Not saved")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(FORM)
    return page


def test_text_that_was_not_saved_is_put_back_with_its_rows_and_version(
    visit: Opener, stub: Stub
) -> None:
    page = unsaved(visit, stub)
    rows = page.locator("[data-row^=citations-]").count()
    assert page.locator("#f-headline").input_value() != "Nearly lost"
    expect(page.locator(".f-kept-text")).to_contain_text("that was not saved is here:")
    with page.expect_request("**/russia?autosave=1") as sent:
        page.get_by_role("button", name="Put it back").click()
    assert "version=7" in (sent.value.post_data or "")
    page.wait_for_load_state()
    expect(page.locator("#f-headline")).to_have_value("Nearly lost")
    assert page.locator("[data-row^=citations-]").count() == rows + 1


def test_text_of_a_page_that_is_left_before_it_saves_is_offered(visit: Opener) -> None:
    page = opened(visit)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#f-headline").click()
    page.keyboard.type("Younger than five seconds: ")
    page.locator("#f-summary").fill("So is this.")
    typed = page.locator("#f-headline").input_value()
    page.reload()
    expect(page.locator(".f-kept-text")).to_contain_text("that was not saved is here:")
    # The fields hold what the site has, and nothing that the browser would put back by itself.
    assert page.locator("#f-headline").input_value() != typed
    assert page.locator("#f-summary").input_value() != "So is this."
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#f-headline")).to_have_value(typed)


def test_text_that_was_not_saved_can_be_forgotten(visit: Opener, stub: Stub) -> None:
    page = unsaved(visit, stub)
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator(".f-kept-text")).to_have_count(0)
    page.reload()
    expect(page.locator(".f-kept-text")).to_have_count(0)


def test_text_that_the_site_has_is_not_offered_again(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    page.locator("#f-headline").fill("Saved by the button")
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    expect(page.locator("#f-headline")).to_have_value("Saved by the button")
    expect(page.locator(".f-kept-text")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_tab_that_is_left_says_that_it_is_gone(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    stub.gone.clear()
    page.goto("/about")
    assert stub.gone.wait(20)


def test_leaving_is_asked_about_only_if_something_would_be_lost(visit: Opener, stub: Stub) -> None:
    page = opened(visit)
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.goto("/about")
    assert dialogs == []
    page.goto(FORM)
    page.locator("#f-headline").click()
    page.keyboard.type("x")
    page.goto("/about")
    assert dialogs == ["beforeunload"]
    page.goto(FORM)
    with page.expect_response("**/autosave"):
        write(page, "Saved")
    expect(page.locator("#f-status")).to_contain_text("Saved")
    page.goto("/about")
    assert dialogs == ["beforeunload"]
