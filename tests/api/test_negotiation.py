"""One address, many forms: the Accept header chooses; the links say what there is."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Topic
from tests.support.editing import edit
from tests.support.html import parse
from tests.support.pages import DATA, FILES, PAGES, SMALL_TOPIC, SOURCE, negotiated

PAGE = f"/topics/{SMALL_TOPIC}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
_LINK = re.compile(r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?(?:; title="[^"]*")?')


def kind(client: FlaskClient, accept: str) -> str:
    """The media type that an Accept header gets."""
    answer = client.get(PAGE, headers={"Accept": accept})
    assert answer.status_code == 200
    return str(answer.mimetype)


@pytest.mark.parametrize("name", sorted(DATA.keys() - {"topic as zip"}))
def test_the_form_that_is_asked_for_has_the_bytes_and_the_validator_of_its_address(
    client: FlaskClient, name: str
) -> None:
    address, media_type = DATA[name]
    page = re.sub(r"\.(csl\.)?\w+$", "", address)
    direct = client.get(address)
    asked = {"Accept": media_type}
    chosen = client.get(page, headers=asked)
    assert chosen.data == direct.data
    assert chosen.headers["Content-Type"] == direct.headers["Content-Type"]
    assert chosen.headers["Content-Location"] == address
    assert chosen.headers["Vary"] == "Accept, Accept-Encoding"
    assert chosen.headers["Access-Control-Allow-Origin"] == "*"
    assert "sandbox" in chosen.headers["Content-Security-Policy"]
    tag = direct.headers["ETag"]
    assert chosen.headers["ETag"] == tag
    again = client.get(page, headers={**asked, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Vary"] == "Accept, Accept-Encoding"
    assert client.get(page, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        (BROWSER, "text/html"),
        ("text/html", "text/html"),
        ("text/*", "text/html"),
        ("nonsense", "text/html"),
        (";;;,,,q=", "text/html"),
        ("application/json", "application/json"),
        ("APPLICATION/JSON", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("application/*", "application/json"),
        ("application/ld+json; profile=compacted", "application/ld+json"),
        ("text/html;q=0.5, text/csv", "text/csv"),
        ("text/html, text/csv", "text/html"),
        ("text/csv;q=0.5, application/x-bibtex;q=0.7", "application/x-bibtex"),
        ("text/html;q=0, */*", "application/json"),
        ("image/png, */*;q=0.1", "text/html"),
        ("application/atom+xml, */*;q=0.1", "text/html"),
        ("application/zip, */*;q=0.1", "text/html"),
    ],
)
def test_the_header_is_read_as_http_has_it(client: FlaskClient, accept: str, expected: str) -> None:
    assert kind(client, accept) == expected


@pytest.mark.parametrize("page", [PAGE, f"/sources/{SOURCE}"])
def test_who_takes_nothing_that_there_is_gets_the_list(client: FlaskClient, page: str) -> None:
    answer = client.get(page, headers={"Accept": "image/png, text/html;q=0"})
    assert (answer.status_code, answer.mimetype) == (406, "application/problem+json")
    assert answer.json is not None
    assert "text/html, application/json" in answer.json["detail"]
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"


def test_what_is_wrong_is_told_in_the_form_that_was_asked_for(client: FlaskClient) -> None:
    asked = {"Accept": "application/json"}
    for address, status in (("/topics/there-is-none", 404), (f"{PAGE}?as_of=x", 400)):
        answer = client.get(address, headers=asked)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
        assert client.get(address).mimetype == "text/html"
        assert "Accept" in answer.headers["Vary"]


def test_a_retracted_topic_is_a_notice_for_people_and_gone_for_programs(small: Flask) -> None:
    edit(small, Topic, "bridge", retracted="It was invented.")
    client = small.test_client()
    assert client.get("/topics/bridge").status_code == 200
    answer = client.get("/topics/bridge", headers={"Accept": "text/csv"})
    assert answer.status_code == 410


@given(accept=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=80))
def test_no_header_breaks_it(holding: Flask, accept: str) -> None:
    answer = holding.test_client().get("/topics/bridge", headers={"Accept": accept})
    assert answer.status_code in (200, 406)


@pytest.mark.parametrize(
    "accept",
    ["text/csv," * 5000, "a/b" * 20000, "*/*;q=" + "9" * 4000, "text/" + "*" * 4000,
     ",".join(f"a{n}/b;q=0.{n}" for n in range(400))],
)  # fmt: skip
def test_a_huge_header_counts_as_none_or_is_refused(client: FlaskClient, accept: str) -> None:
    assert client.get(PAGE, headers={"Accept": accept}).status_code in (200, 406)


def test_only_who_reads_chooses(client: FlaskClient) -> None:
    asked = {"Accept": "application/json"}
    assert client.options(PAGE, headers=asked).data == b""
    head = client.head(PAGE, headers=asked)
    assert (head.mimetype, head.data) == ("application/json", b"")


def test_the_clocks_are_kept(client: FlaskClient) -> None:
    address = f"{PAGE}?as_of=2021&parties=csto"
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.headers["Content-Location"] == f"{PAGE}.json?as_of=2021"
    assert answer.json is not None
    assert answer.json["as_of"] == "2021"
    links = [href for href, rel, _ in _LINK.findall(", ".join(answer.headers.getlist("Link")))
             if rel == "alternate"]  # fmt: skip
    # A feed has what was published lately, whatever is looked at.
    assert [href.rpartition("/")[2] for href in links if "?as_of=2021" not in href] == [
        "un-csto-debate.atom"
    ]


@pytest.mark.parametrize("query", ["as_off=2015", "published_at=2026", "as_of=2015&as_of=2016"])
def test_a_misspelt_clock_is_refused_as_at_the_address_with_the_suffix(
    client: FlaskClient, query: str
) -> None:
    for address in (PAGE, f"{PAGE}.csv"):
        answer = client.get(f"{address}?{query}", headers={"Accept": "text/csv"})
        assert answer.status_code == 400
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("address", [PAGE, f"/sources/{SOURCE}", f"{PAGE}.json", "/api/v1/topics"])
def test_a_script_of_another_site_may_ask_whether_its_copy_is_current(
    client: FlaskClient, address: str
) -> None:
    asked = {
        "Origin": "https://other.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    answer = client.options(address, headers=asked)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    # The page itself is no data, and stays closed to the pages of others.
    page = client.get(address, headers={"Accept": BROWSER})
    assert ("Access-Control-Allow-Origin" in page.headers) == (
        address.endswith((".json", "topics"))
    )


def found(client: FlaskClient, address: str) -> dict[str, list[tuple[str, str]]]:
    """The links of an answer by their relation: (path, media type)."""
    answer = client.get(address)
    site = client.application.config["SITE_URL"]
    links: dict[str, list[tuple[str, str]]] = {}
    for href, rels, media_type in _LINK.findall(", ".join(answer.headers.getlist("Link"))):
        for rel in rels.split():
            links.setdefault(rel, []).append((href.removeprefix(site), media_type))
    return links


@pytest.mark.parametrize("page", [PAGE, f"/sources/{SOURCE}"])
def test_from_the_page_alone_every_form_is_found_and_is_what_was_said(
    client: FlaskClient, page: str
) -> None:
    links = found(client, page)
    assert links["canonical"] == [(page, "")]
    assert links["license"] == [("https://creativecommons.org/licenses/by/4.0/", "")]
    assert links["service-desc"] == links["describedby"]
    assert links["service-desc"] == [("/api/openapi.json", "application/json")]
    for address, media_type in links["alternate"]:
        if media_type != "application/atom+xml":
            assert client.get(address).mimetype == media_type
    head = parse(client.get(page).text).find("head")
    assert head is not None
    named = {
        (each.get("href", ""), each.get("type", ""))
        for each in head.iter("link")
        if each.get("rel") == "alternate"
        and not each.get("href", "").startswith("/feeds/")
        and not each.get("type", "").endswith("+oembed")  # a card of it, and no form
    }
    assert named == set(links["alternate"]) - {(page, "text/html")}


def test_a_form_leads_to_the_others_and_to_the_page(client: FlaskClient) -> None:
    links = found(client, f"{PAGE}.csv")
    past = {"original", "timegate", "timemap"}  # only the page has one, at an address of its own
    assert links.keys().isdisjoint(past)
    page = found(client, PAGE)
    assert links == {rel: each for rel, each in page.items() if rel not in past}
    assert (PAGE, "text/html") in links["alternate"]


def test_no_other_page_has_such_links(client: FlaskClient) -> None:
    for name, address in {**PAGES, **FILES}.items():
        named = ", ".join(client.get(address).headers.getlist("Link"))
        feed = address.startswith("/topics/") and address.endswith(".atom")
        assert ('rel="alternate"' in named) is (negotiated(address) or feed), name
