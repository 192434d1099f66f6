"""An editor and a reviewer bring a perspective from the first word to the public page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.live import chromium, serving
from tests.browser.people import window
from tests.support import apps
from tests.support.commands import PATIENCE, start
from tests.support.people import Known, add_user

TOPIC = "kazakhstan-deployment"
SUMMARY = " ".join(["Ukraine said in our own words what its ministry had written then."] * 7)
ADDRESS = "https://mfa.gov.ua/en/news/comment-kazakhstan-2022"


class Newsroom(NamedTuple):
    """A site with data/ in it, an editor and a reviewer."""

    address: str
    ada: Known
    bea: Known
    url: str


@pytest.fixture
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A live site of its own, since it is written to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.sqlite'}"
    apps.migrate(url)
    apps.load_data(url)
    with apps.running(url) as app:
        ada = add_user(app, role="editor", name="Ada")
        bea = add_user(app, role="reviewer", name="Bea")
        with serving(app) as address:
            yield Newsroom(address, ada, bea, url)


@pytest.fixture
def browser(newsroom: Newsroom) -> Iterator[Browser]:
    """Chromium, started after the last use of the database by this process."""
    assert newsroom
    with chromium() as browser:
        yield browser


def press(page: Page, value: str) -> None:
    """Press the button of a form that says what it does by its value."""
    page.locator(f'button[name="do"][value="{value}"]:not([aria-hidden])').first.click()


def fill_in(page: Page, **fields: str) -> None:
    """Fill fields by the ends of their names."""
    for name, value in fields.items():
        page.locator(f'[name="{name.replace("__", "-")}"]').fill(value)


def write_position(page: Page, index: int, proposition: str) -> None:
    """Add a position of two lines with one citation."""
    place = f"positions-{index}"
    press(page, f"add:positions:{proposition}")
    statement = page.locator(f'[name="{place}-statement"]')
    expect(statement).to_be_visible()
    page.locator(f'[name="{place}-stance"][value="mixed"]').check()
    statement.fill(f"The ministry spoke of it ({proposition}).")
    for name, value in (
        ("date", "2022-01-06"), ("speaker-name", "A. Speaker"), ("speaker-role", "Spokesperson"),
        ("speaker-affiliation", "MFA of Ukraine"),
    ):  # fmt: skip
        page.locator(f'[name="{place}-{name}"]').fill(value)
    if page.locator(f'[name="{place}-citations-0-source"]').count() == 0:
        press(page, f"add:{place.replace('-', '.')}.citations")
    page.locator(f'[name="{place}-citations-0-source"]').fill("mfa-ua-2022-01")
    page.locator(f'[name="{place}-citations-0-locator"]').fill("paragraph 2")


def saves(index: int, draft: str, answer: Response) -> bool:
    """Whether an answer says that the last words of a position are saved."""
    last = f"positions-{index}-citations-0-locator=paragraph+2"
    return answer.ok and answer.url == draft and last in (answer.request.post_data or "")


def begin(page: Page) -> str:
    """Begin Ukraine's perspective and a new source; the address of the draft."""
    page.goto(f"/desk/new?topic={TOPIC}&party=ukraine")
    page.locator("[aria-labelledby=new-perspective] button").click()
    draft = page.url
    fill_in(page, headline="Ukraine followed the unrest and named no side.", summary=SUMMARY)
    press(page, "add:citations")
    page.locator('[name="citations-0-source"]').fill(f"{ADDRESS}?utm_source=x")
    page.locator('[name="citations-0-locator"]').fill("paragraph 1")
    press(page, "save")
    page.get_by_role("link", name="Begin a new source from it").click()
    page.get_by_label("Id (may be left empty)").fill("mfa-ua-2022-01")
    page.locator("[aria-labelledby=new-source] button").click()
    fill_in(page, title="Comment on the situation in Kazakhstan", publisher="MFA of Ukraine",
            published="2022-01-06", language="en")  # fmt: skip
    page.locator('[name="kind"]').first.select_option("official-statement")
    page.locator('[name="verification"][value="read"]').check()
    press(page, "save")
    page.goto(draft)
    page.locator('[name="citations-0-source"]').fill("mfa-ua-2022-01")
    press(page, "save")
    return draft


def submit(page: Page, why: str) -> str:
    """Hand a draft in; the address of the submission."""
    press(page, "submit")
    page.get_by_label(re.compile("In a sentence")).fill(why)
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Waiting for review").first).to_be_visible()
    return page.url.split("#")[0]


def approve(page: Page) -> None:
    """Tick the checklist and approve."""
    for box in page.locator('[name="checklist"]').all():
        box.check()
    page.get_by_role("button", name="Approve").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_first_word_to_the_public_page(
    browser: Browser, newsroom: Newsroom, script: bool
) -> None:
    ada = window(browser, newsroom.address, newsroom.ada, java_script_enabled=script)
    draft = begin(ada)
    for index, proposition in enumerate(("legal-basis", "external-attack")):
        if script:  # it saves itself, and a reload loses nothing
            with ada.expect_response(partial(saves, index, draft), timeout=120_000):
                write_position(ada, index, proposition)
            expect(ada.locator("#f-status")).to_contain_text("Saved")
            ada.reload()
            expect(ada.locator(f'[name="positions-{index}-statement"]')).to_have_value(
                f"The ministry spoke of it ({proposition})."
            )
        else:
            write_position(ada, index, proposition)
            press(ada, "save")
    submission = submit(ada, "Adds Ukraine, from its ministry's comment.")
    assert ada.request.get(f"{submission}/review").status == 403

    bea = window(browser, newsroom.address, newsroom.bea, java_script_enabled=script)
    bea.goto(f"{submission}/review")
    expect(bea.get_by_text("The ministry spoke of it (legal-basis).").first).to_be_visible()
    bea.get_by_label(re.compile("To its authors")).fill("Say whose comment it is.")
    bea.get_by_role("button", name="Send back").click()

    ada.goto("/desk/")
    expect(ada.get_by_text("Say whose comment it is.")).to_be_visible()
    ada.goto(draft)
    fill_in(ada, headline="Ukraine's ministry commented and named no side.")
    assert submit(ada, "Adds Ukraine, from its ministry's comment.") == submission

    bea.goto(f"{submission}/review")
    approve(bea)
    expect(bea.get_by_text("Published").first).to_be_visible()
    reader = browser.new_context(base_url=newsroom.address).new_page()
    reader.goto(f"/topics/{TOPIC}/ukraine")
    expect(
        reader.get_by_text("Ukraine's ministry commented and named no side.").first
    ).to_be_visible()
    reader.goto(f"/topics/{TOPIC}/ukraine/history")
    expect(reader.get_by_text("Adds Ukraine, from its ministry's comment.").first).to_be_visible()
    for chain in ("history", "audit"):
        with start(newsroom.url, chain, "verify") as verified:
            assert verified.communicate(timeout=PATIENCE)
        assert verified.returncode == 0
