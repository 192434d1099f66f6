"""Cards in a browser: how they look at each width, and how they stand in pages of others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from app.config import ROOT
from tests.browser.conftest import Opener
from tests.browser.hosts import Host, host
from tests.browser.live import chromium, serving
from tests.browser.measure import out_of_sight, sideways, violations
from tests.support import apps
from tests.support.pages import SMALL_TOPIC, TOPIC

CARD = f"/embed/topics/{TOPIC}"
ROW = f"/embed/topics/{SMALL_TOPIC}/propositions/deepen-un-csto-cooperation"
CLAIM = f"/embed/claims/{TOPIC}-claim-no-exit-for-moldova"
CARDS = {"topic": CARD, "row": ROW, "claim": CLAIM, "error": f"{CARD}?theme=sepia"}
EVERYONE = "russia,moldova,un,independent-analysts,ukraine,tiraspol,osce,eu,united-states"
WIDTHS = (320, 480, 700)
DRAWN = """Math.ceil(document.querySelector('main').getBoundingClientRect().height
  + document.body.offsetHeight - document.body.clientHeight)"""
FRAME = "document.querySelector('alteram-card').shadowRoot.querySelector('iframe')"
GIVEN = f"Math.round({FRAME}.getBoundingClientRect().height)"
DOCUMENTED = re.findall(
    r"^```html\n(.*?)^```$",
    (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served, under the address that it goes by."""
    url = f"sqlite:///{tmp_path_factory.mktemp('cards') / 'site.sqlite'}"
    apps.migrate(url)
    apps.load_data(url)
    with apps.running(url) as app, serving(app) as address:
        app.config["SITE_URL"] = address
        yield address


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Chromium, for this module."""
    assert address
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def other() -> Iterator[Host]:
    """A site on another origin."""
    with host() as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of a host; what a host's policy refuses may be reported on its console."""
    context = browser.new_context(viewport={"width": 900, "height": 900})
    yield context
    context.close()


def element(site: str, path: str = CARD) -> str:
    """The web component as it is pasted."""
    return (
        f'<script type="module" src="{site}/embed/card.js"></script>'
        f'<alteram-card src="{site}{path}"><p><a href="{site}/topics/{TOPIC}">The topic</a></p>'
        "<p>What it says in short.</p></alteram-card>"
    )


def opened(context: BrowserContext, address: str) -> Page:
    """A page of a host."""
    page = context.new_page()
    page.goto(address)
    return page


def card_of(page: Page) -> FrameLocator:
    """The card in a host's page."""
    return page.frame_locator("iframe")


def follows(page: Page) -> int:
    """The height that the component has given its frame, once it is that of the card."""
    card_of(page).locator("main").wait_for()
    for _ in range(100):
        drawn, given = page.frames[1].evaluate(DRAWN), page.evaluate(GIVEN)
        if given == min(3000, max(120, drawn)):
            return int(given)
        page.wait_for_timeout(50)
    raise AssertionError(f"the card is {drawn} px high, its frame {given}")


@pytest.mark.parametrize("name", CARDS)
def test_a_card_fits_and_axe_finds_nothing(
    context: BrowserContext, address: str, name: str
) -> None:
    page = opened(context, address + CARDS[name])  # axe itself asks for what the policy forbids
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 400})
        assert sideways(page) == 0, width
        assert out_of_sight(page) == [], width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)


@pytest.mark.parametrize("width", [240, 320, 640])
def test_a_card_fits_with_text_of_twice_the_size_and_all_parties(visit: Opener, width: int) -> None:
    page = visit(f"{CARD}?parties={EVERYONE}", width=width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) == 0
    assert out_of_sight(page) == []


def test_columns_follow_the_frame(visit: Opener) -> None:
    page = visit(CARD)
    for width, columns in ((320, 1), (479, 1), (482, 2), (642, 4), (700, 4)):
        page.set_viewport_size({"width": width, "height": 400})
        tracks = page.evaluate(
            "getComputedStyle(document.querySelector('.stances')).gridTemplateColumns"
        )
        assert len(tracks.split()) == columns, width


def test_every_party_has_the_same_room(visit: Opener) -> None:
    page = visit(f"{CARD}?parties={EVERYONE}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 400})
        sizes = page.evaluate(
            "[...document.querySelectorAll('.stances li')].map(e => Math.round(e.getBoundingClientRect().width))"
        )
        assert max(sizes) - min(sizes) <= 1, width


@pytest.mark.parametrize(("width", "across"), [(320, 1), (480, 2), (700, 4)])
def test_every_stance_stands_at_the_same_place_of_its_party(
    visit: Opener, width: int, across: int
) -> None:
    page = visit(f"{CARD}?proposition=civilian-mission&parties={EVERYONE}", width=width)
    places = page.evaluate(
        """[...document.querySelectorAll('.stances li')].map(each => {
          const [party, stance] = [each, each.querySelector('.stance')].map(e => e.getBoundingClientRect());
          return [Math.round(stance.x - party.x), Math.round(stance.y - party.y)];
        })"""
    )
    for at in range(0, len(places), across):
        ys = [y for _, y in places[at : at + across]]
        assert max(ys) - min(ys) <= 2
    assert len({x for x, _ in places}) == 1
    assert (places[0][0] > 100) is (across == 1)


@pytest.mark.parametrize(("theme", "scheme", "paper"), [
    ("auto", "light", "rgb(251, 250, 247)"), ("auto", "dark", "rgb(20, 23, 26)"),
    ("light", "dark", "rgb(251, 250, 247)"), ("dark", "light", "rgb(20, 23, 26)"),
])  # fmt: skip
def test_the_theme_is_the_readers_or_that_of_the_address(
    visit: Opener, theme: str, scheme: str, paper: str
) -> None:
    page = visit(f"{CARD}?theme={theme}", color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


@pytest.mark.parametrize(
    "path", [CARD, ROW, CLAIM, f"{CARD}?parties={EVERYONE}", f"{CARD}?parties=russia,moldova"]
)
def test_the_height_that_is_told_is_near_the_one_that_is_drawn_and_cuts_nothing(
    visit: Opener, address: str, path: str
) -> None:
    page = visit(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 100})
        drawn = page.evaluate(DRAWN)
        asked = quote(address + path, safe="")
        with urlopen(f"{address}/oembed?url={asked}&maxwidth={width}") as answer:  # noqa: S310
            told = json.load(answer)["height"]
        assert drawn <= told <= 1.1 * drawn, width


def test_without_script_a_card_is_complete(visit: Opener) -> None:
    page = visit(ROW, width=320, java_script_enabled=False)
    page.locator("summary").click()
    expect(page.locator(".sources li").first).to_be_visible()
    expect(page.locator(".statement").first).to_be_visible()


@pytest.mark.parametrize("snippet", DOCUMENTED, ids=range(len(DOCUMENTED)))
def test_each_documented_snippet_works_in_a_bare_page(
    context: BrowserContext, other: Host, address: str, snippet: str
) -> None:
    page = opened(context, other.put(snippet.replace("https://alteram.example", address)))
    card = card_of(page)
    card.locator("h1").wait_for()
    expect(card.locator(".foot .site")).to_be_visible()
    assert context.cookies() == []


def test_there_are_snippets_of_both_kinds_to_try() -> None:
    assert [each.split()[0] for each in DOCUMENTED] == ["<iframe", "<iframe", "<script"]


def settles(page: Page, right: Callable[[int], bool]) -> None:
    """Wait until the frame has followed the card to a right height."""
    for _ in range(100):
        if right(follows(page)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"the frame stays {follows(page)} px high")


def test_the_height_follows_both_ways(context: BrowserContext, other: Host, address: str) -> None:
    page = opened(context, other.put(element(address, CLAIM)))
    wide = follows(page)
    card_of(page).locator("summary").click()
    settles(page, lambda height: height > wide)
    card_of(page).locator("summary").click()
    settles(page, lambda height: height == wide)
    page.set_viewport_size({"width": 360, "height": 900})
    settles(page, lambda height: height > wide)
    page.set_viewport_size({"width": 900, "height": 900})
    settles(page, lambda height: height == wide)
    assert (
        page.get_by_text("What it says in short.").count() == 0
        or not page.get_by_text("What it says in short.").is_visible()
    )


STRICT = "default-src 'none'; script-src {site}; frame-src {site}"
POLICIES: dict[str, dict[str, str]] = {
    "none": {},
    "strict": {"Content-Security-Policy": STRICT},
    "sandboxed": {"Content-Security-Policy": "sandbox allow-scripts allow-same-origin"},
    "isolated": {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
    },
    "secretive": {"Referrer-Policy": "no-referrer"},
}


@pytest.mark.parametrize("policy", POLICIES)
def test_the_component_works_under_the_policy_of_its_host(
    context: BrowserContext, other: Host, address: str, policy: str
) -> None:
    headers = {name: value.format(site=address) for name, value in POLICIES[policy].items()}
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(other.put(element(address), headers))
    assert follows(page) > 200
    # Chromium warns of what the host itself chose.
    assert [each for each in said if "can escape its sandboxing" not in each] == []
    assert context.cookies() == []


@pytest.mark.parametrize(
    "policy",
    [
        "script-src 'none'",
        "default-src 'none'",
        "script-src {site}; frame-src 'none'",
        "sandbox allow-scripts",  # no origin is no host that "frame-ancestors" could name
    ],
)
def test_where_the_card_is_forbidden_the_link_and_the_summary_stay(
    context: BrowserContext, other: Host, address: str, policy: str
) -> None:
    headers = {"Content-Security-Policy": policy.format(site=address)}
    page = opened(context, other.put(element(address), headers))
    page.wait_for_timeout(300)
    expect(page.get_by_role("link", name="The topic")).to_be_visible()
    expect(page.get_by_text("What it says in short.")).to_be_visible()


@pytest.mark.parametrize("way", [0, 2])
def test_a_page_in_a_file_on_a_disk_shows_the_card(
    context: BrowserContext, address: str, tmp_path: Path, way: int
) -> None:
    file = tmp_path / "mine.html"
    snippet = DOCUMENTED[way].replace("https://alteram.example", address)
    file.write_text(f"<!doctype html><title>Mine</title>{snippet}", "utf-8")
    expect(card_of(opened(context, file.as_uri())).locator("h1")).to_be_visible()


def test_without_script_the_fallback_of_the_component_and_the_frame_remain(
    browser: Browser, other: Host, address: str
) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = opened(plain, other.put(element(address)))
    expect(page.get_by_role("link", name="The topic")).to_be_visible()
    page = opened(plain, other.put(DOCUMENTED[0].replace("https://alteram.example", address)))
    expect(card_of(page).locator("h1")).to_be_visible()
    expect(card_of(page).get_by_role("link", name="95 sources")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_a_frame_tells_its_height_to_any_page_sandboxed_or_not(
    context: BrowserContext, other: Host, address: str, sandbox: str
) -> None:
    listener = "<script>addEventListener('message', event => { window.told = event; })</script>"
    frame = f'<iframe width="480" height="200" {sandbox} src="{address}{CARD}"></iframe>'
    page = opened(context, other.put(listener + frame))
    page.wait_for_function("!!window.told")
    data, origin = page.evaluate("[window.told.data, window.told.origin]")
    assert list(data) == ["alteramHeight"]
    assert isinstance(data["alteramHeight"], int)
    assert origin == "null"


def test_nobody_but_its_own_frame_sets_the_height(
    context: BrowserContext, other: Host, address: str
) -> None:
    page = opened(context, other.put(element(address)))
    height = follows(page)
    page.evaluate("window.postMessage({alteramHeight: 999}, '*')")
    page.wait_for_timeout(200)
    assert follows(page) == height


@pytest.mark.parametrize("said", ["5000", "-1", "'600'", "600.5", "NaN", "null", "{}"])
def test_a_height_is_a_whole_number_within_bounds(
    context: BrowserContext, other: Host, address: str, said: str
) -> None:
    page = opened(context, other.put(element(address)))
    before = follows(page)
    page.frames[1].evaluate(f"window.parent.postMessage({{alteramHeight: {said}}}, '*')")
    page.wait_for_timeout(150)
    height = page.evaluate(f"Number({FRAME}.height)")
    assert height == {"5000": 3000, "-1": 120}.get(said, before)


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "/elsewhere", "https://evil.example/embed/x", ""]
)
def test_the_component_frames_cards_of_its_own_site_only(
    context: BrowserContext, other: Host, address: str, source: str
) -> None:
    body = element(address).replace(f"{address}{CARD}", source)
    page = opened(context, other.put(body))
    page.wait_for_function("!!customElements.get('alteram-card')")
    assert page.evaluate(FRAME) is None
    expect(page.get_by_role("link", name="The topic")).to_be_visible()


def test_the_component_follows_a_change_of_its_address(
    context: BrowserContext, other: Host, address: str
) -> None:
    page = opened(context, other.put(element(address)))
    follows(page)
    page.evaluate(f"document.querySelector('alteram-card').setAttribute('src', '{address}{CLAIM}')")
    card_of(page).locator(".finding").wait_for()
    assert follows(page) > 200


def test_a_dark_reader_of_a_host_gets_a_dark_card(
    browser: Browser, other: Host, address: str
) -> None:
    dark = browser.new_context(color_scheme="dark")
    page = opened(dark, other.put(element(address)))
    follows(page)
    colour = page.frames[1].evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(20, 23, 26)"
    dark.close()


def test_the_frame_has_no_origin_no_storage_and_its_links_open_outside(
    context: BrowserContext, other: Host, address: str
) -> None:
    page = opened(context, other.put(element(address)))
    follows(page)
    frame = page.frames[1]
    assert frame.evaluate("window.origin") == "null"
    assert (
        frame.evaluate("(() => { try { document.cookie = 'a=1'; } catch { return 'refused'; } })()")
        == "refused"
    )
    with context.expect_page() as waiting:
        card_of(page).get_by_role("link", name="95 sources").click()
    waiting.value.wait_for_load_state()
    assert waiting.value.url == f"{address}/topics/{TOPIC}#sources"
    assert waiting.value.evaluate("window.origin") == address


@pytest.mark.parametrize("width", [320, 375, 768, 1440])
def test_the_builder_fits_and_axe_finds_nothing(visit: Opener, width: int) -> None:
    page = visit(f"/topics/{TOPIC}/embed", width=width, height=3500)
    page.frame_locator(".preview iframe:visible >> nth=0").locator("h1").wait_for()
    assert sideways(page) == 0
    # A preview wider than the window is moved within its own box.
    assert [each for each in out_of_sight(page) if not each.startswith("IFRAME")] == []
    if width in (320, 1440):
        page.evaluate("document.querySelectorAll('iframe').forEach(each => each.remove())")
        assert violations(page) == []


def test_the_builder_copies_what_is_pasted(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(context, f"{address}/topics/{TOPIC}/embed")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied: Any = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("HTML of the frame").input_value()
    context.close()


def test_the_builder_works_without_script(browser: Browser, other: Host, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = opened(context, f"{address}/topics/{TOPIC}/embed")
    page.get_by_label("Card").select_option("proposition")
    page.locator("#proposition").select_option("kept-the-peace")
    page.locator("#theme-of-card").select_option("dark")
    page.get_by_role("button", name="Show").click()
    pasted = page.get_by_label("HTML of the frame").input_value()
    page = opened(context, other.put(pasted))
    assert "has kept the peace" in (card_of(page).locator("h1").text_content() or "")
    context.close()
