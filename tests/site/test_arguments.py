"""Whatever stands in an address: it is used, or refused with what could stand there."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.html import links, section, with_class, words
from tests.support.pages import PARTY, SOURCE, TOPIC
from tests.support.reading import read

CLOSED = [
    (f"/topics/{TOPIC}", "parties", "osce"),
    (f"/topics/{TOPIC}", "only", "moldova"),
    (f"/topics/{TOPIC}", "by", "party"),
    ("/topics/", "sort", "changed"),
    ("/topics/", "party", "moldova"),
    ("/sources/", "kind", "treaty"),
    ("/sources/", "language", "ru"),
    ("/sources/", "verification", "reported"),
    ("/sources/", "sort", "used"),
    ("/claims/", "finding", "disputed"),
    ("/claims/", "topic", TOPIC),
    (f"/parties/{PARTY}", "with", "russia"),
]
DATES = [
    "2018-6",
    "18",
    "2018-02-30",
    "2018-13",
    "0000",
    "tomorrow",
    "2018-06-22T00:00:00Z",
    "٢٠١٨",
]
MOMENTS = [
    "26",
    "2026-13",
    "2026-11-31",
    "2026-11-24T00:00:00",
    "2026-11-24T24:00:00Z",
    "now",
    "2026-11-24T00:00:00+02:00",
]
NUMBERS = ["0", "-1", "1001", "1.5", "two", "١", "²", "1e2", "9" * 100, "0x1"]
PATHS = (
    "/", "/topics/", f"/topics/{TOPIC}", f"/topics/{TOPIC}/{PARTY}", "/parties/",
    f"/parties/{PARTY}", "/sources/", f"/sources/{SOURCE}", "/claims/", "/search", "/about",
    "/method", f"/topics/{TOPIC}/history", "/healthz", "/robots.txt", "/sitemap.xml",
)  # fmt: skip
NAMES = (
    "q", "as_of", "published", "parties", "only", "by", "sort", "party", "page", "with", "kind",
    "language", "publisher", "verification", "finding", "topic", "from", "to", "stance", "type",
)  # fmt: skip


@pytest.mark.parametrize(("path", "name", "good"), CLOSED)
def test_an_unknown_value_is_answered_with_the_choices(
    client: FlaskClient, path: str, name: str, good: str
) -> None:
    page = section(read(client, f"{path}?{name}=nonsense", status=400), "main")
    assert "“nonsense” is not among the choices" in words(page)
    assert f"{path}?{name}={good}" in links(page)
    read(client, f"{path}?{name}={good}")


@pytest.mark.parametrize(("path", "name", "good"), CLOSED)
def test_every_choice_that_is_offered_can_be_taken(
    client: FlaskClient, path: str, name: str, good: str
) -> None:
    page = section(read(client, f"{path}?{name}=nonsense", status=400), "main")
    offered = [link for link in links(page) if link != path]
    assert offered
    for link in offered[:6]:
        read(client, link)


@pytest.mark.parametrize("value", DATES)
def test_a_date_that_is_none_is_answered_with_examples(client: FlaskClient, value: str) -> None:
    page = read(client, f"/topics/{TOPIC}?as_of={value}", status=400)
    assert "is not a date" in words(page)
    for link in (f"/topics/{TOPIC}?as_of={each}" for each in ("2018", "2018-06", "2018-06-22")):
        assert link in links(page)
        read(client, link)


@pytest.mark.parametrize("value", MOMENTS)
@pytest.mark.parametrize("path", [f"/topics/{TOPIC}", f"/topics/{TOPIC}/{PARTY}"])
def test_a_moment_that_is_none_is_answered_with_an_example(
    client: FlaskClient, path: str, value: str
) -> None:
    page = read(client, f"{path}?{urlencode({'published': value})}", status=400)
    assert "is not a moment in UTC" in words(page)
    offered = [link for link in links(page) if link.startswith(f"{path}?published=20")]
    assert len(offered) == 3
    for link in offered:
        read(client, link)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("2098", "31 Dec 2098, 23:59 UTC"),
        ("2098-02", "28 Feb 2098, 23:59 UTC"),
        ("2098-02-03", "3 Feb 2098, 23:59 UTC"),
        ("2098-02-03T04:05:06Z", "3 Feb 2098, 04:05 UTC"),
    ],
)
def test_a_date_of_our_history_means_its_end_and_the_page_says_so(
    client: FlaskClient, value: str, meant: str
) -> None:
    page = read(client, f"/topics/{TOPIC}?published={value}")
    assert f"As published on {meant}." in words(page)


@pytest.mark.parametrize("value", NUMBERS)
@pytest.mark.parametrize("path", ["/topics/", "/sources/", "/claims/"])
def test_a_page_that_is_none_leads_to_the_first(client: FlaskClient, path: str, value: str) -> None:
    page = read(client, f"{path}?{urlencode({'page': value})}", status=400)
    assert "Pages count from 1 to 1000" in words(page)
    assert path in links(section(page, "main"))
    read(client, f"{path}?page=1000", status=404)


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        ("/topics/", 1),
        ("/topics/?q=zzzz", 1),
        ("/sources/", 6),
        ("/sources/?language=ru&sort=used", 1),
        ("/claims/", 1),
        ("/search?q=Lavrov", 2),
        ("/search", 1),
        (f"/parties/{PARTY}", 1),
        (f"/topics/{TOPIC}/history", 1),
        (f"/sources/{SOURCE}/history", 1),
    ],
)
def test_a_page_beyond_the_last_is_not_found_and_leads_back(
    client: FlaskClient, path: str, pages: int
) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}page="
    page = section(read(client, f"{joined}{pages + 1}", status=404), "main")
    assert f"There is no page {pages + 1}" in words(page)
    assert path in links(page)
    for link in links(page):
        read(client, link)
    if pages > 1:
        assert f"{joined}{pages}" in links(page)


@pytest.mark.parametrize(
    ("path", "name"),
    [("/topics/", "q"), ("/sources/", "q"), (f"/topics/{TOPIC}", "as_of"), ("/topics/", "sort")],
)
def test_a_value_that_is_too_long_is_refused(client: FlaskClient, path: str, name: str) -> None:
    page = read(client, f"{path}?{name}={'a' * 201}", status=400)
    assert "at most 200 characters" in words(page)
    assert client.get(f"{path}?{name}={'a' * 200}").status_code in (200, 400)
    assert "at most 200" not in client.get(f"{path}?{name}={'a' * 200}").text


@pytest.mark.parametrize(
    ("path", "name"),
    [("/topics/", "q"), (f"/topics/{TOPIC}", "as_of"), (f"/topics/{TOPIC}", "parties")],
)
def test_a_value_with_a_nul_is_refused(client: FlaskClient, path: str, name: str) -> None:
    assert client.get(f"{path}?{name}=a%00b").status_code == 400


def test_a_list_of_parties_can_be_given_in_either_way(client: FlaskClient) -> None:
    def columns(query: str) -> list[str]:
        return [
            words(each) for each in with_class(read(client, f"/topics/{TOPIC}?{query}"), "column")
        ]

    joined = columns("parties=osce,tiraspol")
    assert len(joined) == 6
    for query in (
        "parties=tiraspol,osce",
        "parties=osce&parties=tiraspol",
        "parties=,osce,,tiraspol,osce",
    ):
        assert columns(query) == joined


def test_of_a_value_given_twice_the_first_counts(client: FlaskClient) -> None:
    page = read(client, f"/topics/{TOPIC}?as_of=2015&as_of=nonsense")
    assert "As of 2015" in words(page)


def test_too_many_parties_are_refused(client: FlaskClient) -> None:
    many = "&".join(["only=un"] * 201)
    assert client.get(f"/topics/{TOPIC}?{many}").status_code == 400
    assert client.get(f"/topics/{TOPIC}?{'&'.join(['only=un'] * 200)}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_what_stands_behind_the_path_has_a_bound(client: FlaskClient, path: str) -> None:
    assert client.get(f"{path}?{'x' * 2048}").status_code == 200
    assert client.get(f"{path}?{'x' * 2049}").status_code == 400


def test_a_name_that_means_nothing_is_not_echoed(client: FlaskClient) -> None:
    page = client.get("/topics/?unheard=of-it").text
    assert "unheard" not in page
    assert "of-it" not in page


def test_what_was_typed_comes_back_as_text_and_never_as_markup(client: FlaskClient) -> None:
    answer = client.get("/topics/", query_string={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    refused = client.get("/topics/", query_string={"sort": '"><script>alert(1)</script>'})
    assert refused.status_code == 400
    assert "<script>alert" not in refused.text


queries = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                ["russia", "2018", "1", "\x00", "a,b", "russia,moldova", "%", "'", '"']
            ),
            st.integers().map(str),
            st.dates().map(str),
            st.datetimes().map(lambda each: f"{each:%Y-%m-%dT%H:%M:%SZ}"),
        ),
    ),
    max_size=6,
)


@given(path=st.sampled_from(PATHS), query=queries)
@example(path=f"/topics/{TOPIC}", query=[("as_of", "9999-12-31")])
@example(path=f"/topics/{TOPIC}", query=[("as_of", "0001")])
@example(path=f"/topics/{TOPIC}", query=[("published", "0001-01-01T00:00:00Z")])
@example(path=f"/topics/{TOPIC}", query=[("published", "9999")])
@example(path="/topics/", query=[("q", "%_\\"), ("page", "1000")])
@example(path="/sources/", query=[("publisher", "%"), ("q", "'")])
def test_nothing_that_is_asked_breaks_a_page(
    loaded: Flask, path: str, query: list[tuple[str, str]]
) -> None:
    safe = [(name, value.encode("utf-8", "surrogatepass")) for name, value in query]
    answer = loaded.test_client().get(f"{path}?{urlencode(safe)}")
    assert answer.status_code in (200, 302, 400, 404)


@given(raw=st.binary(max_size=60))
@example(raw=b"%ED%A0%80=%ED%A0%80")
@example(raw=b"q=%FF%FE&&&==;")
def test_no_bytes_behind_the_path_break_a_page(loaded: Flask, raw: bytes) -> None:
    answer = loaded.test_client().get(
        "/topics/", environ_overrides={"QUERY_STRING": raw.decode("latin-1")}
    )
    assert answer.status_code in (200, 400)
