"""The API gives what the pages show, with its sources, at both clocks, page by page."""

from __future__ import annotations

import datetime as dt
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Source, Topic
from tests.support.editing import edit, held, put
from tests.support.make import make_silence, make_site, make_source
from tests.support.pages import PARTY, SOURCE, TOPIC

Data = dict[str, Any]
FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
LISTS = ("topics", "propositions", "perspectives", "positions", "parties", "sources", "claims",
         "events", "revisions")  # fmt: skip


def get(client: FlaskClient, path: str, status: int = 200) -> Data:
    """An answer of the API."""
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status, answer.text
    found: Data = answer.get_json()
    return found


def walked(client: FlaskClient, path: str) -> list[Data]:
    """The entries of all pages of a list."""
    found: list[Data] = []
    address: str | None = f"/api/v1{path}"
    while address:
        answer = client.get(address).get_json()
        found += answer["data"]
        following = answer["links"].get("next")
        parts = urlsplit(following or "")
        address = f"{parts.path}?{parts.query}" if following else None
    return found


@pytest.fixture
def site(empty: Flask) -> Flask:
    """The small site, published a while ago."""
    put(empty, *make_site(), at=FIRST)
    return empty


@pytest.mark.parametrize("noun", LISTS)
def test_a_list_is_the_same_whatever_the_size_of_its_pages(client: FlaskClient, noun: str) -> None:
    whole, small = walked(client, f"/{noun}?limit=100"), walked(client, f"/{noun}?limit=37")
    assert whole == small
    assert len(whole) > 3


@pytest.mark.parametrize("noun", LISTS)
def test_every_entry_of_a_page_of_one_follows_the_one_before(small: Flask, noun: str) -> None:
    client = small.test_client()
    assert walked(client, f"/{noun}?limit=1") == walked(client, f"/{noun}")


def test_every_position_is_there_with_citations_or_a_search(client: FlaskClient) -> None:
    found = walked(client, "/positions?limit=100")
    assert len(found) == 276
    for position in found:
        assert position.get("citations") or position["searched"]


def test_every_source_that_is_cited_is_in_the_answer(client: FlaskClient) -> None:
    answer = get(client, f"/positions?topic={TOPIC}&limit=100")
    cited = {c["source"] for p in answer["data"] for c in p.get("citations", ())}
    assert cited
    assert cited <= answer["sources"].keys()
    assert answer["meta"]["licence"] == "https://creativecommons.org/licenses/by/4.0/"


def test_what_is_standing_is_what_the_page_shows(client: FlaskClient) -> None:
    found = walked(client, f"/positions?topic={TOPIC}&party={PARTY}&limit=100")
    page = client.get(f"/topics/{TOPIC}?only={PARTY}").text
    earlier = [p for p in found if not p["standing"]]
    assert earlier
    by_proposition: dict[str, list[str]] = {}
    for position in found:
        if position["standing"]:
            by_proposition.setdefault(position["proposition"], []).append(position["statement"])
    assert all(len(each) == 1 for each in by_proposition.values())
    assert all(position["statement"][:30] in page for position in found[:3])


def test_filters_leave_what_they_name(client: FlaskClient) -> None:
    found = walked(client, f"/positions?party={PARTY}&stance=disagrees&since=2010&until=2020-06")
    assert found
    for each in found:
        assert (each["party"], each["stance"]) == (PARTY, "disagrees")
        assert "2010" <= each["date"] <= "2020-06-30"
    assert walked(client, "/positions?since=2020&until=2010") == []


def test_as_of_leaves_out_what_was_said_and_happened_later(client: FlaskClient) -> None:
    for noun in ("positions", "events"):
        found = walked(client, f"/{noun}?topic={TOPIC}&as_of=2015&limit=100")
        dates = [each["date"] for each in found if "date" in each]
        assert dates
        assert max(dates) <= "2015-12-31"


def test_published_shows_the_site_as_it_was(site: Flask) -> None:
    edit(site, Perspective, "bridge/alba", headline="Another headline")
    client = site.test_client()
    for path in (
        "/perspectives/bridge/alba",
        "/perspectives/bridge/alba?published=2026-01-02T00:00:00Z",
    ):
        answer = get(client, path)
        expected = "Alba on the bridge" if "published" in path else "Another headline"
        assert answer["data"]["headline"] == expected
        assert answer["meta"].get("published") == (
            "2026-01-02T00:00:00Z" if "published" in path else None
        )
    assert get(client, "/topics?published=2025-01-01T00:00:00Z")["data"] == []
    get(client, "/topics/bridge?published=2025-01-01T00:00:00Z", 404)


def test_the_pages_of_a_list_show_the_site_as_it_was_at_the_first(site: Flask) -> None:
    client = site.test_client()
    first = get(client, "/perspectives?limit=1")
    edit(site, Perspective, "bridge/boria", headline="Another headline")
    parts = urlsplit(first["links"]["next"])
    second = client.get(f"{parts.path}?{parts.query}").get_json()
    assert [each["headline"] for each in second["data"]] == ["Boria on the bridge"]


@pytest.mark.parametrize("page", ["0", "1", "-2", "٢", "1001", "9" * 40, "two"])
def test_a_cursor_of_search_that_no_answer_gave_is_refused(client: FlaskClient, page: str) -> None:
    following = urlsplit(get(client, "/search?q=un&limit=5")["links"]["next"])
    cursor = parse_qs(following.query)["cursor"][0]
    held = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    assert held["key"] == "2"
    forged = urlsafe_b64encode(json.dumps(held | {"key": page}).encode()).decode()
    path = f"/search?q=un&limit=5&cursor={forged}"
    assert "does not belong to this list" in get(client, path, 404)["detail"]


def test_a_cursor_of_another_list_is_refused(client: FlaskClient) -> None:
    following = get(client, "/positions?limit=1")["links"]["next"]
    query = urlsplit(following).query
    assert client.get(f"/api/v1/positions?{query}").status_code == 200
    for path in (f"/events?{query}", f"/positions?party={PARTY}&{query}", "/topics?cursor=abc"):
        assert "does not belong to this list" in get(client, path, 404)["detail"]


def test_what_was_retracted_is_gone_and_says_why(site: Flask) -> None:
    edit(site, Perspective, "bridge/alba", retracted="The statement was forged.")
    client = site.test_client()
    assert "forged" in get(client, "/perspectives/bridge/alba", 410)["detail"]
    assert [each["party"] for each in get(client, "/positions")["data"]] == ["boria"]
    edit(site, Topic, "bridge", retracted="It was no dispute.")
    assert "no dispute" in get(client, "/agreement?topic=bridge", 410)["detail"]
    assert "no dispute" in get(client, "/perspectives/bridge/boria", 410)["detail"]
    for path in ("/topics", "/perspectives", "/perspectives?party=boria", "/positions"):
        assert get(client, path)["data"] == []
    then = f"published={FIRST:%Y-%m-%dT%H:%M:%SZ}"
    assert len(get(client, f"/perspectives?{then}")["data"]) == 2


def test_a_source_that_was_merged_leads_on(site: Flask) -> None:
    put(site, make_source("twin"))
    edit(site, Source, "twin", merged_into="treaty")
    answer = site.test_client().get("/api/v1/sources/twin")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/api/v1/sources/treaty")
    asked = site.test_client().get("/api/v1/sources/twin?fields=id,title")
    assert asked.headers["Location"] == "/api/v1/sources/treaty?fields=id,title"


def test_agreement_counts_the_cells_that_it_shows(client: FlaskClient) -> None:
    found = get(client, f"/agreement?topic={TOPIC}")["data"]
    assert found
    for pair in found:
        relations = [cell["relation"] for cell in pair["cells"]]
        assert pair["n"] == len(relations)
        assert ("same" in pair) == (pair["n"] >= 3)
        if "same" in pair:
            counted = [relations.count(each) for each in ("same", "opposite", "in-part")]
            assert counted == [pair["same"], pair["opposite"], pair["in_part"]]


def test_silence_enters_no_figure(site: Flask) -> None:
    boria = held(site, Perspective, "bridge/boria")
    silence = make_silence("p2-boria", proposition="p2")
    both = Perspective.model_validate(
        boria.model_dump() | {"positions": [*boria.model_dump()["positions"], silence]}
    )
    put(site, both)
    [pair] = get(site.test_client(), "/agreement?topic=bridge")["data"]
    assert [cell["proposition"] for cell in pair["cells"]] == ["p1"]


def test_revisions_form_the_chain(client: FlaskClient) -> None:
    found = walked(client, "/revisions?limit=100")
    assert [each["sequence"] for each in found] == list(range(1, len(found) + 1))
    for before, after in pairwise(found):
        assert after["previous_digest"] == before["digest"]
    one = get(client, f"/revisions/{found[-1]['sequence']}")["data"]
    assert one["document"]
    get(client, "/revisions/999999", 404)


def test_fields_are_those_that_were_asked_for(client: FlaskClient) -> None:
    answer = get(client, "/positions?fields=id,stance&limit=3")
    assert all(each.keys() == {"id", "stance"} for each in answer["data"])
    refused = get(client, "/positions?fields=id,mood", 400)
    assert "mood" in refused["detail"]
    assert "stance" in refused["choices"]


def test_search_finds_what_the_page_finds(client: FlaskClient) -> None:
    found = walked(client, "/search?q=withdrawal&limit=10")
    page = client.get("/search?q=withdrawal").text
    assert len(found) > 10
    assert urlsplit(found[0]["address"]).path in page


@pytest.mark.parametrize("kind", ["position", "event", "claim"])
def test_a_hit_brings_the_sources_of_the_very_part_that_was_found(
    client: FlaskClient, kind: str
) -> None:
    answer = get(client, f"/search?kind={kind}&topic={TOPIC}&limit=100")
    entries = {each["address"]: each for each in walked(client, f"/{kind}s?topic={TOPIC}")}
    assert len(answer["data"]) == min(100, len(entries))
    for hit in answer["data"]:
        entry = entries[hit["address"]]
        cited = {each["source"] for each in entry.get("citations", ())}
        assert set(hit["cites"]) == cited | ({entry["claims_of"]} if kind == "claim" else set())
        assert set(hit["cites"]) <= answer["sources"].keys()
        assert hit["version"] == entry["version"]


def test_a_source_that_was_found_is_itself_in_the_answer(client: FlaskClient) -> None:
    answer = get(client, "/search?kind=source&limit=100")
    assert len(answer["data"]) == 100
    for hit in answer["data"]:
        [source] = hit["cites"]
        assert hit["address"].endswith(f"/sources/{source}")
        assert source in answer["sources"]


@pytest.mark.parametrize("list", ["positions", "propositions", "events", "search", "agreement"])
def test_a_filter_by_what_there_never_was_is_no_silence(client: FlaskClient, list: str) -> None:
    answer = client.get(f"/api/v1/{list}?topic=un-csto-debat")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    [error] = answer.get_json()["errors"]
    assert error == {
        "parameter": "topic", "detail": "There is no topic “un-csto-debat”, and never was."
    }  # fmt: skip


def test_a_proposition_that_its_topic_does_not_have_is_no_silence(site: Flask) -> None:
    client = site.test_client()
    bridge = "/positions?topic=bridge"
    held = get(client, bridge)["data"][0]["proposition"]
    assert get(client, f"{bridge}&proposition={held}")["data"]
    answer = client.get(f"/api/v1{bridge}&proposition=brige")
    assert answer.status_code == 404
    problem = answer.get_json()
    assert problem["errors"] == [
        {"parameter": "proposition", "detail": "The topic “bridge” has no proposition “brige”."}
    ]
    assert held in problem["choices"]


@pytest.mark.parametrize(
    "path",
    ["/positions?topic=bridge", "/claims?topic=bridge", "/search?topic=bridge&q=bridge",
     "/agreement?topic=bridge"],
)  # fmt: skip
def test_a_filter_by_what_was_retracted_is_no_silence(site: Flask, path: str) -> None:
    edit(site, Topic, "bridge", retracted="Two topics were one.")
    client = site.test_client()
    problem = get(client, path, 410)
    assert "Two topics were one." in problem["detail"]
    if "/search" not in path:
        assert get(client, f"{path}&published={FIRST:%Y-%m-%dT%H:%M:%SZ}")["data"]


def test_a_filter_by_a_retracted_perspective_is_no_silence(site: Flask) -> None:
    edit(site, Perspective, "bridge/alba", retracted="The minutes were another meeting's.")
    client = site.test_client()
    problem = get(client, "/positions?topic=bridge&party=alba", 410)
    assert "The minutes were another meeting's." in problem["detail"]
    assert get(client, "/positions?topic=bridge")["data"]


def test_what_is_no_id_is_told_in_words(client: FlaskClient) -> None:
    detail = get(client, "/positions?party=RU", 400)["detail"]
    assert detail.startswith("party: 'RU' is not a slug; use lower-case letters, digits")


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/"])
def test_where_the_addresses_begin_leads_to_what_they_are(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (308, "/api/")


def test_every_answer_says_which_moment_it_shows_and_where_it_stays(site: Flask) -> None:
    client = site.test_client()
    first = client.get("/api/v1/positions?topic=bridge&limit=1").get_json()
    edit(site, Perspective, "bridge/alba", headline="Another headline")
    path = first["links"]["permanent"].partition("/api/")[2]
    assert f"published={first['meta']['as_published']}" in path
    again = client.get(f"/api/{path}").get_json()
    assert again["data"] == first["data"]
    second = client.get(first["links"]["next"].removeprefix(site.config["SITE_URL"])).get_json()
    assert second["meta"]["as_published"] == first["meta"]["as_published"]
    path = second["links"]["permanent"].partition("/api/")[2]
    assert client.get(f"/api/{path}").get_json()["data"] == second["data"]
    now = client.get("/api/v1/positions?topic=bridge&limit=1").get_json()
    assert now["meta"]["as_published"] > first["meta"]["as_published"]


@pytest.mark.parametrize("published", ["2027", "2027-11", "2027-11-25"])
def test_a_moment_may_be_a_year_a_month_or_a_day_as_on_pages(
    client: FlaskClient, published: str
) -> None:
    answer = client.get(f"/api/v1/topics?published={published}")
    assert answer.status_code == 200
    assert (
        answer.get_json()["meta"]["as_published"] <= f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    )


@pytest.mark.parametrize(
    ("path", "parameter", "detail"),
    [
        ("/positions?stance=maybe", "stance", "is not known"),
        ("/positions?as_of=yesterday", "as_of", "is not a date"),
        ("/positions?limit=1000", "limit", "at most 100"),
        ("/positions?published=lately", "published", "is not a moment"),
        ("/positions?mood=good", "mood", "known here are"),
        ("/positions?fields=mood", "fields", "There is no field “mood” here"),
        ("/agreement", "topic", "missing; add it"),
    ],
)
def test_what_cannot_be_asked_is_explained(
    client: FlaskClient, path: str, parameter: str, detail: str
) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    [error] = answer.get_json()["errors"]
    assert error["parameter"] == parameter
    assert detail in error["detail"]


def test_an_answer_is_not_sent_again_to_who_has_it(site: Flask) -> None:
    client = site.test_client()
    tag = client.get("/api/v1/topics").headers["ETag"]
    known = {"If-None-Match": tag}
    assert client.get("/api/v1/topics", headers=known).status_code == 304
    edit(site, Topic, "bridge", title="The bridge")
    assert client.get("/api/v1/topics", headers=known).status_code == 200


@pytest.mark.parametrize(
    "path", ["/topics", f"/sources/{SOURCE}", "/nothing", "/topics/no-such", "/positions?limit=0"]
)
def test_any_page_may_fetch_it_and_none_can_be_made_of_it(client: FlaskClient, path: str) -> None:
    headers = client.get(f"/api/v1{path}").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert (
        headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_public_only_reads(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/api/v1/topics")
    assert answer.status_code == 405
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["/revisions?limit=3", "/positions?limit=1", "/topics?limit=1"])
def test_an_address_that_stays_gives_the_same_bytes_after_a_publication(
    site: Flask, path: str
) -> None:
    client = site.test_client()
    address = f"/api/v1{path}&published=2026-01-01T12:00:00Z"
    before = client.get(address)
    edit(site, Perspective, "bridge/alba", headline="Another headline")
    after = client.get(address)
    assert after.data == before.data


def test_a_list_of_revisions_ends_where_it_ended_when_it_was_begun(site: Flask) -> None:
    client = site.test_client()
    first = client.get("/api/v1/revisions?limit=3").get_json()
    count = len(walked(client, "/revisions"))
    edit(site, Perspective, "bridge/alba", headline="Another headline")
    parts = urlsplit(first["links"]["next"])
    rest = walked(client, f"/revisions?{parts.query}")
    assert len(first["data"]) + len(rest) == count
    second = client.get(f"{parts.path}?{parts.query}").get_json()
    assert second["meta"]["as_published"] == first["meta"]["as_published"]
