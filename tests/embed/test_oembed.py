"""oEmbed 1.0: what is answered to an address, in which form, within which bounds."""

from __future__ import annotations

import datetime as dt
import json
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from app.documents import Topic
from app.extensions import limiter
from app.web.headers import DATA
from tests.embed.addresses import GOOD, NONE, PRIVATE, SITE
from tests.support import apps
from tests.support.backends import Backend
from tests.support.editing import edit, put
from tests.support.html import parse
from tests.support.make import make_site

TOPIC = f"{SITE}/topics/transnistria-mission"
ROW = f"{TOPIC}#civilian-mission"


def ask(client: FlaskClient, url: str | None = TOPIC, **more: object) -> TestResponse:
    """Ask for the card of an address."""
    given = {**({} if url is None else {"url": url}), **more}
    return client.get(f"/oembed?{urlencode(given)}")


def told(client: FlaskClient, url: str = TOPIC, **more: object) -> dict[str, Any]:
    """The answer in JSON."""
    answer = ask(client, url, **more)
    assert answer.status_code == 200, answer.text
    members: dict[str, Any] = json.loads(answer.text)
    return members


def frame(members: dict[str, Any]) -> dict[str, str]:
    """The attributes of the frame in an answer, which holds nothing else."""
    body = parse(f"<html>{members['html']}</html>")
    assert [each.tag for each in body.iter()] == ["html", "iframe"]
    return dict(body[0].attrib)


def test_an_answer_has_what_the_standard_asks_for(client: FlaskClient) -> None:
    members = told(client)
    assert members.keys() == {
        "type", "version", "title", "provider_name", "provider_url", "cache_age", "html", "width",
        "height", "thumbnail_url", "thumbnail_width", "thumbnail_height",
    }  # fmt: skip
    assert (members["type"], members["version"]) == ("rich", "1.0")
    assert members["title"] == "The Russian-led peacekeeping mission in Transnistria"
    assert (members["provider_name"], members["provider_url"]) == ("Alteram", f"{SITE}/")
    assert (members["thumbnail_width"], members["thumbnail_height"]) == (1200, 630)
    thumbnail = client.get(members["thumbnail_url"].removeprefix(SITE))
    assert thumbnail.mimetype == "image/png"


@pytest.mark.parametrize("url", GOOD)
def test_an_address_of_ours_has_a_card_that_there_is(client: FlaskClient, url: str) -> None:
    source = frame(told(client, url))["src"]
    assert source.replace("%2C", ",") == SITE + GOOD[url]
    assert client.get(source.removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("url", NONE)
def test_any_other_address_has_none(client: FlaskClient, url: str) -> None:
    answer = ask(client, url)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert "transnistria" not in answer.text.casefold()


@pytest.mark.parametrize("url", PRIVATE)
def test_what_is_private_is_told_from_what_is_not_there(client: FlaskClient, url: str) -> None:
    answer = ask(client, url)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].lower().startswith("session")
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("form", ["yaml", "JSON", "html", "xml,json", "%00", " json"])
def test_no_other_format_is_implemented(client: FlaskClient, form: str) -> None:
    answer = ask(client, format=form)
    assert answer.status_code == 501
    assert answer.mimetype == "application/problem+json"


def test_without_an_address_it_says_what_is_missing(client: FlaskClient) -> None:
    assert ask(client, None).status_code == 400
    assert ask(client, "").status_code == 400


@pytest.mark.parametrize("value", ["0", "-1", "12345", "3e2", "٣٠٠", "300.5", "wide"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_a_bound_is_a_number_of_pixels(client: FlaskClient, name: str, value: str) -> None:
    assert ask(client, **{name: value}).status_code == 400


@pytest.mark.parametrize(
    ("most", "width"), [(240, 240), (300, 300), (320, 320), (640, 640), (9999, 700)]
)
def test_a_card_is_no_wider_than_asked(client: FlaskClient, most: int, width: int) -> None:
    members = told(client, maxwidth=most)
    assert members["width"] == width
    assert frame(members)["width"] == str(width)
    assert members.get("thumbnail_width", 0) <= most


@pytest.mark.parametrize(
    "bounds",
    [{"maxwidth": 1}, {"maxwidth": 239}, {"maxheight": 1}, {"maxwidth": 480, "maxheight": 119}],
)
@pytest.mark.parametrize("url", [TOPIC, ROW])
def test_where_no_card_can_be_so_small_a_link_is_told(
    client: FlaskClient, url: str, bounds: dict[str, int]
) -> None:
    members = told(client, url, **bounds)
    assert members["type"] == "link"
    assert members["title"] == told(client, url)["title"]
    assert not {"html", "width", "height", "url"} & members.keys()
    assert "thumbnail_url" not in members
    root = etree.fromstring(ask(client, url, format="xml", **bounds).data)
    assert root.findtext("type") == "link"


def test_a_card_is_no_higher_than_asked(client: FlaskClient) -> None:
    free = told(client, ROW, maxwidth=320)["height"]
    bound = told(client, ROW, maxwidth=320, maxheight=200)
    assert free > 900
    assert bound["height"] == 200
    assert frame(bound)["height"] == "200"
    assert (bound["thumbnail_width"], bound["thumbnail_height"]) == (240, 126)
    assert "thumbnail_url" not in told(client, maxheight=100)


def test_a_narrower_card_is_higher(client: FlaskClient) -> None:
    heights = [told(client, ROW, maxwidth=width)["height"] for width in (320, 480, 700)]
    assert heights == sorted(heights, reverse=True)


def test_the_frame_is_sandboxed_and_sends_no_referrer(client: FlaskClient) -> None:
    attributes = frame(told(client))
    assert attributes["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert attributes["referrerpolicy"] == "no-referrer"
    assert attributes["loading"] == "lazy"
    assert attributes["title"]
    assert "style" not in attributes


@pytest.mark.parametrize(
    "url", [TOPIC, ROW, f"{SITE}/claims/#{GOOD[f'{TOPIC}#claim-no-exit-for-moldova'][14:]}"]
)
def test_xml_says_the_same_as_json(client: FlaskClient, url: str) -> None:
    answer = ask(client, url, format="xml")
    assert answer.mimetype == "text/xml"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(answer.data, parser)
    assert root.tag == "oembed"
    found = {each.tag: each.text for each in root}
    assert found == {name: str(value) for name, value in told(client, url).items()}
    assert answer.data.startswith(b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>')


def test_it_is_data_that_any_page_may_fetch(client: FlaskClient) -> None:
    answer = ask(client)
    assert {name: answer.headers.get(name) for name in DATA} == DATA
    assert "Set-Cookie" not in answer.headers
    again = client.get(answer.request.full_path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_an_address_of_a_moment_is_pinned_there(empty: Flask) -> None:
    first = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    put(empty, *make_site(), at=first)
    client = empty.test_client()
    edit(empty, Topic, "bridge", title="Another title")
    members = told(client, f"{SITE}/topics/bridge?published=2026-01-01T13:00:00Z")
    assert members["title"] == "The bridge between two banks"
    source = frame(members)["src"]
    assert "revision=" in source
    assert "Another title" not in client.get(source.removeprefix(SITE)).text
    again = told(client, source)
    assert frame(again)["src"] == source


def test_a_retracted_topic_still_has_its_card_which_says_so(small: Flask) -> None:
    edit(small, Topic, "bridge", retracted="It was forged.")
    client = small.test_client()
    members = told(client, f"{SITE}/topics/bridge")
    assert "It was forged." in client.get(frame(members)["src"].removeprefix(SITE)).text


@pytest.mark.usefixtures("unchecked_html")
def test_text_of_a_title_cannot_leave_its_attribute(small: Flask) -> None:
    hostile = '"><script>alert(1)</script>&'
    edit(small, Topic, "bridge", title=hostile)
    members = told(small.test_client(), f"{SITE}/topics/bridge")
    assert "<script" not in members["html"]
    assert frame(members)["title"] == hostile
    assert unescape(members["html"]).count(hostile) == 1
    answer = ask(small.test_client(), f"{SITE}/topics/bridge", format="xml")
    assert etree.fromstring(answer.data).findtext("title") == hostile


def test_a_network_may_ask_120_times_a_minute(backend: Backend, furnished: str) -> None:
    new = backend.copy(furnished)
    with apps.running(new, RATELIMIT_ENABLED=True) as app:
        limiter.reset()
        statuses = [ask(app.test_client(), "x").status_code for _ in range(121)]
        last = ask(app.test_client(), "x")
    backend.drop(new)
    assert statuses[:120] == [404] * 120
    assert last.status_code == 429
    assert "Retry-After" in last.headers


def test_a_topics_page_leads_there_early_in_its_head(client: FlaskClient) -> None:
    text = client.get("/topics/transnistria-mission").text
    assert 0 < text.index("application/json+oembed") < text.index("text/xml+oembed") < 2000
    head = parse(text).find("head")
    assert head is not None
    for link in head.iter("link"):
        if link.get("type", "").endswith("+oembed"):
            assert client.get(link.get("href", "").removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("query", ["theme=pink", "parties=nobody", "proposition=nope"])
def test_the_address_of_a_card_that_there_is_not_has_no_other_card(
    client: FlaskClient, query: str
) -> None:
    card = f"{SITE}/embed/topics/transnistria-mission"
    assert client.get(f"/embed/topics/transnistria-mission?{query}").status_code == 400
    assert ask(client, f"{card}?{query}").status_code == 404
    assert told(client, f"{card}?theme=dark&parties=RU,md&proposition=civilian-mission")


def test_the_page_of_a_perspective_names_its_card(client: FlaskClient) -> None:
    page = parse(client.get("/topics/transnistria-mission/russia").text)
    found = [each.get("href") for each in page.iter("link")
             if each.get("type") == "application/json+oembed"]  # fmt: skip
    [address] = found
    assert client.get((address or "").removeprefix(SITE)).status_code == 200
