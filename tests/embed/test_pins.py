"""Pinned cards: what was embedded stays, and what became of it is said."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Source, Topic
from app.extensions import db
from app.queries import state
from tests.support.editing import edit, held, put
from tests.support.html import links, parse, section, with_class, words
from tests.support.make import make_perspective, make_position, make_silence, make_site, make_topic
from tests.support.reading import read
from tests.support.statements import counted

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
OLD = "Says that the bridge belongs to neither bank."
NEW = "Says that the bridge belongs to both banks."
KINDS = ("/embed/topics/bridge", "/embed/topics/bridge/propositions/p1", "/embed/claims/bridge-c1")
ROW = KINDS[1]


@pytest.fixture
def site(empty: Flask) -> Flask:
    """The small site, published on 1 January 2026."""
    put(empty, *make_site(), at=FIRST)
    return empty


@pytest.fixture
def pin(site: Flask) -> str:
    """The revision of that day, as the builder writes it."""
    with site.app_context():
        return (state.of_topic(db.session, "bridge") or "")[:12]


@pytest.fixture
def client(site: Flask, pin: str) -> FlaskClient:
    """A reader of it."""
    assert pin
    return site.test_client()


def correct(app: Flask, at: dt.datetime = FIRST + DAY, statement: str = NEW) -> None:
    """Publish a correction of what Alba says."""
    positions = [make_position(statement=statement), make_silence("p2-none", proposition="p2")]
    put(app, make_perspective(positions=positions), at=at, correction="factual",
        summary="It was the other bank.")  # fmt: skip


def held_by(page: Element, id: str) -> str:
    """What a field holds."""
    return section(page, id).text or ""


def notice(client: FlaskClient, address: str) -> str:
    """What a card says of its version."""
    return words(with_class(read(client, address), "notice")[0])


@pytest.mark.parametrize("kind", KINDS)
def test_while_nothing_changed_it_says_of_when_it_is(
    client: FlaskClient, pin: str, kind: str
) -> None:
    assert notice(client, f"{kind}?revision={pin}") == (
        "Kept as published on 1 Jan 2026. It is the newest."
    )
    assert with_class(read(client, kind), "notice") == []


def test_after_a_correction_it_shows_the_old_text_and_says_so(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    correct(site)
    pinned = read(client, f"{ROW}?revision={pin}")
    assert OLD in words(pinned)
    assert NEW not in words(pinned)
    said = notice(client, f"{ROW}?revision={pin}")
    assert "Kept as published on 1 Jan 2026. There is a newer version, of 2 Jan 2026" in said
    assert "Corrected 2 Jan 2026: Perspective of Alba (a fact was wrong). It was the other" in said
    assert "updated 1 Jan 2026 · version 1" in words(with_class(pinned, "foot")[0])
    live = read(client, ROW)
    assert NEW in words(live)
    assert "updated 2 Jan 2026 · version 2" in words(with_class(live, "foot")[0])


def test_the_page_as_it_was_leads_to_a_card_of_what_stood_then(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    moment = "2026-01-01T12:00:00Z"
    correct(site)
    page = read(client, f"/topics/bridge?published={moment}")
    ways = [each for each in links(page) if each.startswith("/topics/bridge/embed")]
    assert len(ways) == 4  # the page, its two rows and its claim
    for way in ways:
        assert f"published={moment}" in way
        build = read(client, way)
        (frame,) = parse(f"<html>{held_by(build, 'frame')}</html>")
        assert f"revision={pin}" in frame.get("src", "")
        for preview in build.iter("iframe"):
            assert "Kept as published on 1 Jan 2026" in words(read(client, preview.get("src", "")))
    row = next(way for way in ways if "proposition=p1" in way)
    assert OLD in words(read(client, next(read(client, row).iter("iframe")).get("src", "")))


@pytest.mark.parametrize("way", ["revision={pin}", "published=2026-01-01T12:00:00Z"])
def test_the_builder_keeps_the_moment_and_offers_what_stands_now_as_well(
    site: Flask, client: FlaskClient, pin: str, way: str
) -> None:
    correct(site)
    address = f"/topics/bridge/embed?{way.format(pin=pin)}"
    page = read(client, address)
    (chosen,) = [each for each in section(page, "fixed") if "selected" in each.attrib]
    assert words(chosen).startswith("pinned: as published on 1 Jan 2026, 12:00 UTC")
    (kept,) = [each for each in page.iter("input") if each.get("name") == "revision"]
    assert kept.get("value") == pin
    assert "/topics/bridge?published=2026-01-01T12:00:00Z" in links(section(page, "main"))
    live = held_by(read(client, f"{address}&fixed=live"), "address")
    assert live.endswith("/topics/bridge")
    held_now = held_by(read(client, f"{address}&fixed=pinned"), "address")
    assert "revision=" in held_now
    assert pin not in held_now


def test_a_page_of_a_date_in_the_world_leads_to_no_card_and_the_builder_says_why(
    client: FlaskClient,
) -> None:
    page = read(client, "/topics/bridge?as_of=1996")
    assert [each for each in links(page) if "/embed" in each] == []
    said = words(read(client, "/topics/bridge/embed?as_of=1996", 400))
    assert "not of one in the world (“as_of”)" in said


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("revision=17b9b0a5bbbe", "No version of this site goes by that revision."),
        ("revision=1", "It is the beginning of a digest, of 12 digits at least"),
        ("published=2025", "Nothing was published by then."),
        ("published=then", "is not a moment in UTC"),
        ("fixed=then", "“then” is not among the choices for “fixed”"),
    ],
)
def test_the_builder_refuses_a_moment_that_there_is_not(
    client: FlaskClient, wrong: str, told: str
) -> None:
    assert told in words(read(client, f"/topics/bridge/embed?{wrong}", 400))


def test_the_builder_refuses_a_moment_before_the_topic(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    put(site, make_topic("ferry"), make_perspective("ferry"), at=FIRST + DAY)
    said = words(read(client, f"/topics/ferry/embed?revision={pin}", 400))
    assert "not published yet in the version that was asked for" in said


def test_the_date_of_a_card_leads_to_what_stood_then(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    correct(site)
    for address, moment, text in (
        (ROW, "2026-01-02T12:00:00Z", NEW),
        (f"{ROW}?revision={pin}", "2026-01-01T12:00:00Z", OLD),
    ):
        foot = links(with_class(read(client, address), "foot")[0])
        assert f"{site.config['SITE_URL']}/topics/bridge?published={moment}" in foot
        assert text in words(read(client, f"/topics/bridge?published={moment}"))


def test_every_way_from_a_pinned_card_to_its_topic_leads_to_what_it_shows(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    correct(site)
    for kind in KINDS:
        page = read(client, f"{kind}?revision={pin}&parties=alba")
        topic = f"{site.config['SITE_URL']}/topics/bridge"
        ways = [each for each in links(page) if each.startswith((f"{topic}?", f"{topic}#"))]
        assert ways
        assert all("published=2026-01-01T12:00:00Z" in each for each in ways), ways


def test_two_versions_of_one_day_are_told_apart_by_the_time(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    correct(site, FIRST + dt.timedelta(minutes=5))
    said = notice(client, f"{ROW}?revision={pin}")
    assert "Kept as published on 1 Jan 2026, 12:00 UTC." in said
    assert "There is a newer version, of 1 Jan 2026, 12:05 UTC" in said


def test_a_correction_of_another_row_is_only_counted(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    silence = make_silence("p2-none", proposition="p2") | {"statement": "Nothing was found at all."}
    alba = make_perspective(positions=[make_position(statement=OLD), silence])
    put(site, alba, at=FIRST + DAY,
        correction="wording", summary="The search was told wrongly.")  # fmt: skip
    said = notice(client, f"{ROW}?revision={pin}")
    assert "1 correction elsewhere in this topic" in said
    assert "told wrongly" not in said
    other = notice(client, f"/embed/topics/bridge/propositions/p2?revision={pin}")
    assert "told wrongly" in other


def test_a_correction_of_the_topic_is_told_where_what_it_changed_is_shown(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    topic = held(site, Topic, "bridge")
    first, *rest = topic.claims
    claims = (first.model_copy(update={"explanation": "It is told otherwise."}), *rest)
    put(site, topic.model_copy(update={"claims": claims}), at=FIRST + DAY,
        correction="factual", summary="The claim was wrong.")  # fmt: skip
    assert "The claim was wrong" in notice(client, f"{KINDS[2]}?revision={pin}")
    for kind in KINDS[:2]:
        assert "The claim was wrong" not in notice(client, f"{kind}?revision={pin}")


def test_a_pinned_card_keeps_its_number_of_sources(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    address = f"{KINDS[0]}?revision={pin}"
    before = words(with_class(read(client, address), "foot")[0])
    assert "2 sources" in before
    edit(site, Perspective, "bridge/alba", retracted="It was forged.")
    edit(site, Perspective, "bridge/boria", retracted="It was forged.")
    assert "2 sources" in words(with_class(read(client, address), "foot")[0])


def test_a_correction_of_what_a_card_does_not_show_is_only_counted(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    correct(site)
    for address in (f"{ROW}?revision={pin}&parties=boria", f"/embed/claims/c1?revision={pin}"):
        said = notice(client, address)
        assert "1 correction elsewhere in this topic" in said
        assert "It was the other bank" not in said


def test_a_card_is_pinned_by_a_moment_as_well(site: Flask, client: FlaskClient, pin: str) -> None:
    correct(site)
    assert OLD in words(read(client, f"{ROW}?published=2026-01-01T12:00:00Z"))
    assert OLD in words(read(client, f"{ROW}?published=2026-01-01"))
    early = words(read(client, f"{ROW}?published=2025", 404))
    assert "Nothing was published by then." in early


def test_the_page_of_a_moment_leads_to_cards_of_that_moment(
    site: Flask, client: FlaskClient
) -> None:
    correct(site)
    moment = "2026-01-01T12:00:00Z"
    page = read(client, f"/topics/bridge?published={moment}")
    own = site.config["SITE_URL"]
    ways = [each.get("href", "") for each in page.iter("link") if "oembed" in each.get("type", "")]
    assert len(ways) == 2
    for way in ways:
        assert "revision=" in client.get(way.removeprefix(own)).text
    said = {each.get("property"): each.get("content", "") for each in page.iter("meta")}
    assert said["og:image"] == f"{own}/embed/topics/bridge.png?published={moment}"
    assert client.get(said["og:image"].removeprefix(own)).mimetype == "image/png"


def test_the_page_of_a_date_in_the_world_leads_to_no_card(client: FlaskClient) -> None:
    page = client.get("/topics/bridge?as_of=2015").text
    assert "oembed" not in page
    assert "og:image" not in page


def test_the_page_of_a_retracted_topic_leads_to_the_card_that_says_so(
    site: Flask, client: FlaskClient
) -> None:
    edit(site, Topic, "bridge", retracted="The minutes were forged.")
    page = read(client, "/topics/bridge")
    (way, _xml) = [e.get("href", "") for e in page.iter("link") if "oembed" in e.get("type", "")]
    answer = client.get(way.removeprefix(site.config["SITE_URL"])).get_json()
    assert answer["title"] == "Retracted: The bridge between two banks"


def test_there_is_no_card_of_a_date_in_the_world(client: FlaskClient) -> None:
    for kind in KINDS:
        said = words(read(client, f"{kind}?as_of=2015", 400))
        assert "not of one in the world" in said


def test_a_change_that_corrects_nothing_is_a_newer_version_only(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    framing = {"framing": "Who may cross?"}
    put(site, held(site, Topic, "bridge").model_copy(update=framing), at=FIRST + DAY)
    for kind in KINDS:
        said = notice(client, f"{kind}?revision={pin}")
        assert "newer version, of 2 Jan 2026" in said
        assert "Corrected" not in said


def test_a_correction_of_a_source_is_said_with_the_way_to_it(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    source = held(site, Source, "treaty").model_copy(update={"title": "Another title"})
    put(site, source, at=FIRST + DAY, correction="source", summary="The title was wrong.")
    page = read(client, f"{ROW}?revision={pin}")
    told = "Corrected 2 Jan 2026: The source (a source was wrong or missing). The title was wrong."
    assert told in words(page)
    assert any(link.endswith("/sources/treaty") for link in links(with_class(page, "notice")[0]))
    assert "Another title" not in words(page)


def test_the_newest_corrections_are_told_and_the_others_counted(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    for number in range(1, 5):
        correct(site, FIRST + number * DAY, f"Says it for the {number}. time.")
    said = notice(client, f"{ROW}?revision={pin}")
    assert said.count("Corrected") == 2
    assert "Corrected 5 Jan 2026" in said
    assert "2 more corrections" in said


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_retracted_topic_the_notice_and_the_citation_stay(
    site: Flask, client: FlaskClient, pin: str, kind: str
) -> None:
    edit(site, Topic, "bridge", retracted="The minutes were forged.")
    for address in (kind, f"{kind}?revision={pin}"):
        page = read(client, address)
        assert "This topic was retracted. The minutes were forged." in words(page)
        assert "Cited:" in words(page)
        assert "The bridge between two banks" in words(page)
        assert f"{site.config['SITE_URL']}/topics/bridge/history" in links(page)
        assert OLD not in words(page)
        assert with_class(page, "stance") == []
        (heading,) = page.iter("h1")
        assert words(heading) == "Retracted: The bridge between two banks"
        said = {each.get("property"): each.get("content", "") for each in page.iter("meta")}
        assert said["og:title"] == "Retracted: The bridge between two banks"
        assert said["og:description"] == "The minutes were forged."
    assert "version 1, 1 Jan 2026" in words(read(client, f"{kind}?revision={pin}"))


def test_a_plain_claim_of_a_retracted_topic_says_so_too(site: Flask, client: FlaskClient) -> None:
    edit(site, Topic, "bridge", retracted="The minutes were forged.")
    assert "The minutes were forged." in words(read(client, "/embed/claims/c1"))


def test_a_retracted_perspective_is_shown_by_no_pin(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    edit(site, Perspective, "bridge/alba", retracted="It was forged.")
    for address in (ROW, f"{ROW}?revision={pin}"):
        page = read(client, f"{address}{'&' if '?' in address else '?'}parties=alba,boria")
        first, second = with_class(page, "cell")
        assert words(first) == "AL Alba Retracted Reason: It was forged."
        assert words(with_class(first, "notice")[0]) == "Reason: It was forged."
        assert with_class(first, "statement") == []
        assert "Disagrees" in words(second)


def test_a_pin_keeps_the_proposition_that_was_contested_then(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    edit(site, Perspective, "bridge/alba", retracted="It was forged.")
    assert "(p1)" in words(read(client, f"/embed/topics/bridge?revision={pin}"))


def test_a_topic_that_comes_back_is_shown_again(site: Flask, client: FlaskClient, pin: str) -> None:
    edit(site, Topic, "bridge", retracted="A mistake.")
    edit(site, Topic, "bridge", retracted=None)
    assert OLD in words(read(client, f"{ROW}?revision={pin}"))


def test_what_was_not_there_yet_is_not_found(site: Flask, client: FlaskClient, pin: str) -> None:
    put(site, make_topic("ferry"), make_perspective("ferry"), at=FIRST + DAY)
    page = words(read(client, f"/embed/topics/ferry?revision={pin}", 404))
    assert "not published yet" in page


def test_every_digit_more_of_the_digest_names_the_same(site: Flask, client: FlaskClient) -> None:
    with site.app_context():
        digest = state.of_topic(db.session, "bridge") or ""
    pages = {client.get(f"{ROW}?revision={digest[:n]}").text for n in (12, 40, 64)}
    assert len({words_of.partition("</head>")[2] for words_of in pages}) == 1
    assert client.get(f"{ROW}?revision={digest[:11]}").status_code == 404
    assert client.get(f"{ROW}?revision={digest.upper()}").status_code == 200


def test_a_pinned_card_is_sent_again_when_its_notice_changes(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    address = f"{ROW}?revision={pin}"
    tag = {"If-None-Match": client.get(address).headers["ETag"]}
    assert client.get(address, headers=tag).status_code == 304
    correct(site)
    assert client.get(address, headers=tag).status_code == 200


def test_a_pinned_card_costs_eight_statements_whatever_came_since(
    site: Flask, client: FlaskClient, pin: str
) -> None:
    for number in range(1, 4):
        correct(site, FIRST + number * DAY, f"Says it for the {number}. time.")
    with counted(site) as sent:
        client.get(f"{ROW}?revision={pin}")
    assert len(sent) == 8
