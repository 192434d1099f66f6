"""Passkeys, with the authenticator that Chromium pretends to have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.live import chromium, serving
from tests.support import apps
from tests.support.people import PASSWORD, Known, add_user

Visit = Callable[[bool], Page]
#: Each window's session of the browser's own protocol, and the id of its authenticator.
keyrings: dict[Page, tuple[CDPSession, str]] = {}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Known]]]:
    """The address of a live site, and its reviewers, who have no factor yet."""
    url = f"sqlite:///{tmp_path_factory.mktemp('passkeys') / 'desk.sqlite'}"
    apps.migrate(url)
    with apps.running(url) as app:
        names = ("Bea", "Dee", "Fay", "Gus", "Hal", "Ida")
        known = [add_user(app, role="reviewer", name=name, factor=False) for name in names]
        with serving(app) as address:
            # Passkeys belong to a name, which 127.0.0.1 is not.
            app.config["SITE_URL"] = address.replace("127.0.0.1", "localhost")
            yield app.config["SITE_URL"], known


@pytest.fixture(scope="module")
def browser(people: tuple[str, list[Known]]) -> Iterator[Browser]:
    """Chromium, started after the last use of the database."""
    assert people
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, people: tuple[str, list[Known]]) -> Iterator[Visit]:
    """A window with an authenticator that can or cannot tell who its owner is."""
    contexts = []

    def open_window(verifies: bool) -> Page:
        context = browser.new_context(base_url=people[0])
        contexts.append(context)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal" if verifies else "usb",
            "hasResidentKey": True,
            "hasUserVerification": verifies,
            "isUserVerified": verifies,
        }
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        keyrings[page] = session, made["authenticatorId"]
        return page

    yield open_window
    for context in contexts:
        context.close()


def sign_in(page: Page, known: Known) -> None:
    """By password."""
    page.goto("/login")
    page.get_by_label("E-mail address").fill(known.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up(page: Page) -> None:
    """As the pages say."""
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name of a new passkey").fill("phone")
    page.get_by_role("button", name="Set up").click()


def test_one_is_set_up_and_signs_in_alone(visit: Visit, people: tuple[str, list[Known]]) -> None:
    page = visit(True)
    sign_in(page, people[1][0])
    set_up(page)
    page.get_by_text("The passkey is set up.").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/")
    expect(page.get_by_role("link", name="Bea")).to_be_visible()


def test_beside_it_the_password_alone_lets_nobody_in(
    visit: Visit, people: tuple[str, list[Known]]
) -> None:
    page = visit(True)
    sign_in(page, people[1][1])
    set_up(page)
    page.get_by_text("The passkey is set up.").wait_for()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, people[1][1])
    expect(page.get_by_text("Your account has a passkey: sign in with it.")).to_be_visible()
    page.goto("/desk/")
    assert "/login" in page.url


def test_one_that_does_not_verify_its_owner_is_not_taken(
    visit: Visit, people: tuple[str, list[Known]]
) -> None:
    page = visit(False)
    sign_in(page, people[1][2])
    set_up(page)
    page.get_by_text("There was no passkey.").wait_for()
    page.goto("/desk/")
    page.wait_for_url(lambda url: url.endswith("/desk/account/factors"))


def test_the_site_refuses_what_a_forged_page_did_not_ask_for(
    visit: Visit, people: tuple[str, list[Known]]
) -> None:
    """The page asks that the owner is verified; that it was is checked from the answer."""
    page = visit(False)
    page.add_init_script(
        """const create = navigator.credentials.create.bind(navigator.credentials);
        navigator.credentials.create = options => {
          options.publicKey.authenticatorSelection = { userVerification: "discouraged" };
          return create(options);
        };"""
    )
    sign_in(page, people[1][3])
    set_up(page)
    page.get_by_text("The passkey was not accepted").wait_for()
    page.goto("/desk/")
    page.wait_for_url(lambda url: url.endswith("/desk/account/factors"))


def use(page: Page) -> None:
    """Sign out, and in again with the passkey."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()


def test_a_copy_that_counts_from_the_start_again_is_refused(
    visit: Visit, people: tuple[str, list[Known]]
) -> None:
    page = visit(True)
    sign_in(page, people[1][4])
    set_up(page)
    page.get_by_text("The passkey is set up.").wait_for()
    session, authenticator = keyrings[page]
    held = {"authenticatorId": authenticator}
    [copy] = session.send("WebAuthn.getCredentials", held)["credentials"]
    use(page)
    page.wait_for_url("**/desk/")
    session.send("WebAuthn.clearCredentials", held)
    session.send("WebAuthn.addCredential", {**held, "credential": {**copy, "signCount": 0}})
    use(page)
    page.get_by_text("The passkey was not accepted").wait_for()
    page.goto("/desk/")
    assert "/login" in page.url


def test_an_answer_given_to_another_site_is_refused(
    visit: Visit, people: tuple[str, list[Known]]
) -> None:
    """The browser writes into the answer which site it was given to; a copied form changes that."""
    page = visit(True)
    sign_in(page, people[1][5])
    page.add_init_script(
        """const create = navigator.credentials.create.bind(navigator.credentials);
        navigator.credentials.create = async options => {
          const made = await create(options);
          const said = JSON.parse(new TextDecoder().decode(made.response.clientDataJSON));
          const forged = new TextEncoder().encode(
            JSON.stringify({ ...said, origin: "https://evil.example" }));
          const { attestationObject } = made.response;
          const response = { clientDataJSON: forged.buffer, attestationObject };
          return { id: made.id, rawId: made.rawId, type: made.type, response };
        };"""
    )
    page.reload()
    set_up(page)
    page.get_by_text("The passkey was not accepted").wait_for()
    page.goto("/desk/")
    page.wait_for_url(lambda url: url.endswith("/desk/account/factors"))
