"""The feeds hold to RFC 4287, and their entries keep their names."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element, fromstring

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Topic
from tests.support.editing import edit, held, put
from tests.support.make import (
    make_perspective,
    make_position,
    make_silence,
    make_site,
    make_source,
)
from tests.support.reading import read
from tests.support.tables import everything

SITE = ("/feeds/corrections.atom", "/feeds/changes.atom")
FEEDS = (*SITE, "/topics/bridge.atom", "/parties/alba.atom")
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
WHY = "It said <b>\x0bwhat & who</b>."


@pytest.fixture
def reader(empty: Flask) -> FlaskClient:
    """A reader of a site with one correction."""
    put(empty, *make_site(), at=FIRST)
    positions = [make_position(), make_silence("p2-none", proposition="p2")]
    put(empty, make_perspective(headline="Mended & said", positions=positions),
        at=FIRST + dt.timedelta(days=1), correction="factual", summary=WHY)  # fmt: skip
    return empty.test_client()


def feed(client: FlaskClient, address: str) -> Element:
    """A feed, read as XML."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(answer.data)  # noqa: S314 - it is ours


def texts(element: Element, name: str) -> list[str]:
    """The texts of the children of a name."""
    return ["".join(each.itertext()) for each in element.findall(ATOM + name)]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_the_standard_asks_for(reader: FlaskClient, address: str) -> None:
    found = feed(reader, address)
    assert found.tag == f"{ATOM}feed"
    for each in (found, *found.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(texts(each, name)) == 1, name
            assert texts(each, name)[0].strip() == texts(each, name)[0] != ""
        assert texts(each, "id")[0].startswith("tag:127.0.0.1,2026")
        dt.datetime.strptime(texts(each, "updated")[0], "%Y-%m-%dT%H:%M:%S%z")
        kinds = [link.get("rel") for link in each.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds))
        assert "alternate" in kinds
    assert found.findall(f"{ATOM}author/{ATOM}name")
    selves = [link.get("href", "") for link in found.findall(f"{ATOM}link[@rel='self']")]
    assert selves == [f"{reader.application.config['SITE_URL']}{address}"]
    ids = [texts(each, "id")[0] for each in found.findall(f"{ATOM}entry")]
    assert ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/topics/nothing.atom", 404),
        ("/parties/nothing.atom", 404),
        ("/topics/bridge.atom?as_of=2015", 400),
        ("/timemap/topics/nothing", 404),
        ("/timegate/topics/nothing", 404),
    ],
)
def test_what_is_wrong_is_told_to_programs_as_data(
    reader: FlaskClient, address: str, status: int
) -> None:
    answer = reader.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["status"] == status


def test_the_feed_of_a_topic_names_its_other_forms(reader: FlaskClient) -> None:
    link = ", ".join(reader.get("/topics/bridge.atom").headers.getlist("Link"))
    for part in ('rel="license"', 'rel="canonical"', "/topics/bridge.json>", "/openapi.json>"):
        assert part in link


def test_a_correction_says_what_where_why_and_who(reader: FlaskClient) -> None:
    (entry,) = feed(reader, FEEDS[0]).findall(f"{ATOM}entry")
    assert texts(entry, "title") == ["Alba on “Bridge”: Mended & said"]
    assert texts(entry, "updated") == ["2026-01-02T12:00:00Z"]
    assert texts(entry, "summary") == ["It said <b>what & who</b>. Reviewed by bea."]
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["factual"]
    assert texts(entry, "author") == ["ada"]
    (link,) = entry.findall(f"{ATOM}link")
    site = reader.application.config["SITE_URL"]
    assert link.get("href") == f"{site}/topics/bridge/alba/history/1..2"


def test_changes_published_together_are_one_entry(reader: FlaskClient) -> None:
    entries = feed(reader, FEEDS[1]).findall(f"{ATOM}entry")
    titles = [texts(each, "title")[0] for each in entries]
    assert titles == ["Alba on “Bridge”: Mended & said", "7 documents"]


def test_an_entry_of_many_documents_names_each_with_the_way_to_it(reader: FlaskClient) -> None:
    many = feed(reader, FEEDS[1]).findall(f"{ATOM}entry")[1]
    named = list(many.iter("{http://www.w3.org/1999/xhtml}a"))
    assert len(named) == 7
    assert "Alba on “Bridge”: Alba on the bridge" in [each.text for each in named]
    site = reader.application.config["SITE_URL"]
    for each in named:
        assert reader.get(each.get("href", "").removeprefix(site)).status_code == 200


def test_of_very_many_documents_the_newest_are_named_and_the_others_counted(
    empty: Flask,
) -> None:
    put(empty, *(make_source(f"source-{number}") for number in range(34)))
    (entry,) = feed(empty.test_client(), FEEDS[1]).findall(f"{ATOM}entry")
    assert len(list(entry.iter("{http://www.w3.org/1999/xhtml}a"))) == 30
    assert "and 4 more documents" in "".join(entry.itertext())


@pytest.mark.parametrize("address", SITE)
def test_an_entry_keeps_its_name_when_others_come(reader: FlaskClient, address: str) -> None:
    before = [texts(each, "id") for each in feed(reader, address).findall(f"{ATOM}entry")]
    put(reader.application, make_source(note="It was read again."), correction="source")
    after = [texts(each, "id") for each in feed(reader, address).findall(f"{ATOM}entry")]
    assert after[1:] == before


@pytest.mark.parametrize("address", SITE)
def test_a_reader_who_has_it_is_told_so(reader: FlaskClient, address: str) -> None:
    tag = reader.get(address).headers["ETag"]
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 304
    put(reader.application, make_source("memoir"))
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", SITE)
def test_an_empty_site_has_empty_feeds(empty: Flask, address: str) -> None:
    found = feed(empty.test_client(), address)
    assert found.findall(f"{ATOM}entry") == []
    assert texts(found, "updated") == ["2000-01-01T00:00:00Z"]
    assert everything(empty)["revision"] == []


def test_a_feed_without_an_entry_is_as_new_as_the_site(empty: Flask) -> None:
    put(empty, make_source("elsewhere"), at=FIRST)
    found = feed(empty.test_client(), FEEDS[0])
    assert found.findall(f"{ATOM}entry") == []
    assert texts(found, "updated") == ["2026-01-01T12:00:00Z"]


def test_every_page_names_both(client: FlaskClient) -> None:
    page = read(client, "/about")
    named = [
        each.get("href") for each in page.iter("link") if each.get("type") == "application/atom+xml"
    ]
    assert sorted(map(str, named)) == sorted(SITE)


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_of_feeds_reads_it_without_a_complaint(reader: FlaskClient, address: str) -> None:
    found = feedparser.parse(reader.get(address).data)
    assert not found.bozo
    assert found.entries


FORGED = "It was <i>forged</i> & sold."


@pytest.mark.usefixtures("unchecked_html")
@pytest.mark.parametrize("address", FEEDS[1:])
@pytest.mark.parametrize("summary", ["Imported from files.", f"Retracts: {FORGED}"])
def test_a_retraction_says_so_and_why_it_was(
    reader: FlaskClient, address: str, summary: str
) -> None:
    alba = held(reader.application, Perspective, "bridge/alba")
    put(reader.application, alba.model_copy(update={"retracted": FORGED}), summary=summary)
    entry = feed(reader, address).findall(f"{ATOM}entry")[0]
    assert texts(entry, "title") == ["Retracted: Alba on “Bridge”: Mended & said"]
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["retracted"]
    [said] = texts(entry, "summary")
    assert said.count(FORGED) == 1
    assert summary in said


@pytest.mark.usefixtures("unchecked_html")
def test_a_perspective_names_its_topic_after_that_was_retracted(reader: FlaskClient) -> None:
    edit(reader.application, Topic, "bridge", retracted=FORGED)
    entry = feed(reader, "/parties/alba.atom").findall(f"{ATOM}entry")[0]
    assert texts(entry, "title") == ["Alba on “Bridge”: Mended & said"]


def test_a_merged_source_says_into_which(reader: FlaskClient) -> None:
    put(reader.application, make_source("copy", merged_into="treaty"))
    entry = feed(reader, FEEDS[1]).findall(f"{ATOM}entry")[0]
    assert texts(entry, "title") == ["Merged: The text of copy"]
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["merged"]
    site = reader.application.config["SITE_URL"]
    assert texts(entry, "summary")[0].startswith(f"Merged into {site}/sources/treaty. ")


@pytest.mark.usefixtures("unchecked_html")
def test_of_many_documents_those_that_were_retracted_say_so_and_why(reader: FlaskClient) -> None:
    boria = held(reader.application, Perspective, "bridge/boria")
    put(reader.application, make_source("memoir"), make_source("copy", merged_into="treaty"),
        boria.model_copy(update={"retracted": FORGED}))  # fmt: skip
    entry = feed(reader, FEEDS[1]).findall(f"{ATOM}entry")[0]
    assert texts(entry, "title") == ["3 documents"]
    terms = [each.get("term") for each in entry.findall(f"{ATOM}category")]
    assert terms == ["retracted", "merged"]
    named = ["".join(each.itertext()) for each in entry.iter("{http://www.w3.org/1999/xhtml}li")]
    assert f"Retracted: Boria on “Bridge”: {boria.headline} – {FORGED}" in named
    assert "The text of memoir" in named


def turned(app: Flask, **why: str) -> FlaskClient:
    """A reader of a site on which Alba took another stance a day later."""
    put(app, *make_site(), at=FIRST)
    later = make_position("p1-2020", stance="disagrees", date="2020-02-02", statement="Wants it.")
    positions = [later, make_position(), make_silence("p2-none", proposition="p2")]
    put(app, make_perspective(positions=positions), at=FIRST + dt.timedelta(days=1), **why)
    return app.test_client()


@pytest.mark.parametrize("address", FEEDS[1:])
def test_a_change_of_stance_is_an_entry_with_both_statements(empty: Flask, address: str) -> None:
    found = feedparser.parse(turned(empty).get(address).data)
    [change] = [each for each in found.entries if "/stances" in each.id or "stances/" in each.id]
    assert change.title.startswith(
        "Alba on “Bridge”: Agrees → Disagrees: The bridge is neutral (p1)."
    )
    assert "Says that the bridge belongs to neither bank." in change.summary
    assert "Wants it." in change.summary
    assert "/sources/treaty" in change.summary
    assert [tag.term for tag in change.tags] == ["stance-change"]
    assert change.link.endswith("/topics/bridge/alba/history/1..2")


def test_a_stance_that_we_mended_is_no_change_of_mind(empty: Flask) -> None:
    found = feedparser.parse(turned(empty, correction="stance").get(FEEDS[1]).data)
    [change] = [each for each in found.entries if "stances/" in each.id]
    assert "We had coded it otherwise" in change.summary
    assert change.title.startswith("Coded anew by us – Alba on “Bridge”: Agrees → Disagrees")
    assert "stance-change" not in [tag.term for tag in change.tags]


def test_another_stance_of_the_same_words_is_no_change_of_mind_even_unmarked(empty: Flask) -> None:
    put(empty, *make_site(), at=FIRST)
    positions = [make_position(stance="disagrees"), make_silence("p2-none", proposition="p2")]
    put(empty, make_perspective(positions=positions), at=FIRST + dt.timedelta(days=1))
    found = feedparser.parse(empty.test_client().get(FEEDS[1]).data)
    [change] = [each for each in found.entries if "stances/" in each.id]
    assert change.title.startswith("Coded anew by us – Alba on “Bridge”: Agrees → Disagrees")
    assert [tag.term for tag in change.tags] == ["recoded"]


def test_the_feed_of_a_topic_or_party_has_nothing_of_others(empty: Flask) -> None:
    client = turned(empty)
    put(empty, make_source("elsewhere"))
    for address in FEEDS[2:]:
        titles = [each.title for each in feedparser.parse(client.get(address).data).entries]
        assert not [each for each in titles if "elsewhere" in each]
    assert "Boria" not in client.get("/parties/alba.atom").text
    for address in ("/topics/no-such.atom", "/parties/no-such.atom"):
        assert client.get(address).status_code == 404
