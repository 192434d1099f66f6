"""“Cite this page”: ready text, an address that stays, every form."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Source, Topic
from tests.support.editing import edit, put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_site, make_source
from tests.support.pages import PARTY, SMALL_TOPIC, SOURCE, TOPIC
from tests.support.reading import read

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
STAYS = "http://127.0.0.1:5000/topics/bridge?published=2026-01-01T12:00:00Z"


@pytest.fixture
def site(empty: Flask) -> Flask:
    """The small site, published on New Year's Day."""
    put(empty, *make_site(), at=FIRST)
    return empty


def ready(page: Element) -> list[str]:
    """The texts that the page offers to copy."""
    return [words(next(each.iter("code"))) for each in with_class(page, "ready")]


def test_a_topic_is_cited_in_three_styles_at_an_address_that_stays(site: Flask) -> None:
    page = read(site.test_client(), "/topics/bridge/cite")
    assert ready(page) == [
        f"Alteram. (2026, January 1). The bridge between two banks. {STAYS}",
        f"Alteram. 2026. ‘The Bridge Between Two Banks’. January 1. {STAYS}.",
        f"Alteram. The Bridge Between Two Banks. 1 Jan. 2026, {STAYS}.",
    ]


def test_what_is_cited_stays_as_it_was(site: Flask) -> None:
    client = site.test_client()
    page = read(client, "/topics/bridge/cite")
    path = STAYS.removeprefix("http://127.0.0.1:5000")
    assert path in links(section(page, "main"))
    before = words(section(read(client, path), "positions"))
    edit(site, Source, "report", title="The report by another name")
    edit(site, Topic, "bridge", framing="What else is asked?")
    assert words(section(read(client, path), "positions")) == before
    assert "The report by another name" not in words(read(client, path))
    assert path not in links(section(read(client, "/topics/bridge/cite"), "main"))
    kept = read(client, "/topics/bridge/cite?published=2026-01-15")
    assert STAYS in ready(kept)[0]


def test_a_newer_source_is_a_newer_page(site: Flask) -> None:
    then = FIRST + dt.timedelta(days=31)
    put(site, make_source("report", kind="news", title="Renamed", verification="reported",
                          via="treaty"), at=then)  # fmt: skip
    assert (
        "published=2026-02-01T12:00:00Z"
        in ready(read(site.test_client(), "/topics/bridge/cite"))[0]
    )


def test_the_date_that_was_chosen_is_part_of_the_address(site: Flask) -> None:
    page = read(site.test_client(), "/topics/bridge/cite?as_of=1996")
    stays = "/topics/bridge?as_of=1996&published=2026-01-01T12:00:00Z"
    assert ready(page)[0].endswith(stays)
    assert stays in links(page)
    assert "/topics/bridge.csv?as_of=1996" in links(page)


@pytest.mark.parametrize("as_of", ["1996", "1996-03", "1996-03-31"])
@pytest.mark.parametrize("address", ["/topics/bridge", "/topics/bridge/alba"])
def test_the_date_that_was_chosen_is_said_in_every_style(
    site: Flask, address: str, as_of: str
) -> None:
    apa, chicago, mla = ready(read(site.test_client(), f"{address}/cite?as_of={as_of}"))
    assert f" [Positions as of {as_of}]. http" in apa
    assert f"’. Positions as of {as_of}. January 1. http" in chicago
    assert f". Positions as of {as_of}. 1 Jan. 2026, http" in mla
    assert "ositions as of" not in "".join(ready(read(site.test_client(), f"{address}/cite")))


@pytest.mark.parametrize(
    ("address", "revision"),
    [
        (f"/topics/{TOPIC}/cite", f"/topics/{TOPIC}/history/1"),
        (f"/topics/{TOPIC}/{PARTY}/cite", f"/topics/{TOPIC}/{PARTY}/history/1"),
        (f"/sources/{SOURCE}/cite", f"/sources/{SOURCE}/history/1"),
    ],
)
def test_it_names_the_revision_and_its_digest(
    client: FlaskClient, address: str, revision: str
) -> None:
    page = read(client, address)
    assert revision in links(page)
    (digest,) = with_class(page, "digest")
    assert words(digest) in words(read(client, revision))


@pytest.mark.parametrize(
    ("page", "cite"),
    [
        (f"/topics/{SMALL_TOPIC}", f"/topics/{SMALL_TOPIC}/cite"),
        (f"/topics/{SMALL_TOPIC}?as_of=2021", f"/topics/{SMALL_TOPIC}/cite?as_of=2021"),
        (f"/topics/{TOPIC}/{PARTY}", f"/topics/{TOPIC}/{PARTY}/cite"),
        (f"/topics/{TOPIC}/{PARTY}?as_of=2021", f"/topics/{TOPIC}/{PARTY}/cite?as_of=2021"),
        (f"/sources/{SOURCE}", f"/sources/{SOURCE}/cite"),
    ],
)
def test_every_page_leads_to_how_it_is_cited(client: FlaskClient, page: str, cite: str) -> None:
    assert cite in links(with_class(read(client, page), "kicker")[0])
    assert page.partition("?")[0] in links(section(read(client, cite), "main"))


def test_every_form_that_is_offered_is_there(client: FlaskClient) -> None:
    for address in (f"/topics/{SMALL_TOPIC}/cite", f"/sources/{SOURCE}/cite"):
        forms = [link for link in links(read(client, address)) if "." in link.rpartition("/")[2]]
        here = [link for link in forms if link.startswith("/") and not link.endswith(".atom")]
        assert len(here) >= 4
        for link in here:
            assert client.get(link, headers={"If-None-Match": "*"}).status_code == 304, link


def test_the_citation_of_a_source_is_of_the_publication(client: FlaskClient) -> None:
    texts = ready(read(client, f"/sources/{SOURCE}/cite"))
    for text in texts:
        assert "United Nations, Meetings Coverage" in text
        assert "2018" in text
        assert "https://press.un.org/en/2018/ga12030.doc.htm" in text


def test_what_is_gone_is_not_cited(site: Flask) -> None:
    put(site, make_source("copy", merged_into="treaty"))
    edit(site, Perspective, "bridge/alba", retracted="It was forged.")
    client = site.test_client()
    for gone in ("/sources/copy", "/topics/bridge/alba"):
        answer = client.get(f"{gone}/cite")
        assert (answer.status_code, answer.headers["Location"]) == (302, gone)
    edit(site, Topic, "bridge", retracted="It was invented.")
    assert client.get("/topics/bridge/cite").headers["Location"] == "/topics/bridge"


@pytest.mark.parametrize(
    "address",
    ["/topics/there-is-none/cite", f"/topics/{TOPIC}/there-is-none/cite", "/sources/none/cite"],
)
def test_what_does_not_exist_cannot_be_cited(client: FlaskClient, address: str) -> None:
    read(client, address, status=404)
