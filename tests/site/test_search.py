"""The search page: hits in context, filters, and help when nothing is found."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from app.actions.load import load
from app.documents import Document
from app.extensions import db
from tests.support import apps
from tests.support.backends import Backend
from tests.support.html import by_id, headings, links, section, with_class, words
from tests.support.make import make_site, make_source
from tests.support.reading import read
from tests.support.statements import counted

KINDS = (
    "party", "topic", "proposition", "perspective", "position", "event", "claim", "source",
)  # fmt: skip
FILTERS = ("kind", "topic", "party", "stance")


def find(client: FlaskClient, q: str, **more: object) -> Element:
    """The page that answers a query."""
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return read(client, f"/search?q={quote(q)}{rest}")


def marks(page: Element) -> set[str]:
    """The marked words of a page."""
    return {words(mark) for mark in page.iter("mark")}


def main(page: Element) -> str:
    """What the page says, without header and footer."""
    return words(section(page, "main"))


def options(page: Element, name: str) -> dict[str, str]:
    """The choices of a filter: value → label."""
    return {each.get("value", ""): words(each) for each in section(page, name).iter("option")}


def selected(page: Element, name: str) -> list[str]:
    """The choices of a filter that are chosen."""
    every = section(page, name).iter("option")
    return [each.get("value", "") for each in every if each.get("selected") is not None]


def publish(app: Flask, *documents: Document) -> None:
    """Publish documents on a site."""
    with app.app_context():
        load(db.session, documents)


# Hits


def test_hits_are_listed_with_their_words_marked(client: FlaskClient) -> None:
    page = find(client, "Лавров")
    hits = with_class(page, "hit")
    assert len(hits) >= 2
    assert marks(page) == {"Лавров"}
    assert (2, f"{len(hits)} hits") in headings(page)


def test_the_title_of_the_page_says_what_was_asked_and_how_much_was_found(
    client: FlaskClient,
) -> None:
    title = next(find(client, "Лавров").iter("title"))
    assert words(title).startswith("“Лавров”: ")


def test_a_position_shows_whose_it_is_and_its_stance_in_words(client: FlaskClient) -> None:
    page = find(client, "peacekeepers", party="moldova", stance="disagrees")
    for hit in with_class(page, "hit"):
        shown = words(hit)
        assert shown.startswith("Position · ")
        assert "MD Moldova" in shown
        assert "Disagrees" in shown
        assert "On: " in shown


def test_a_position_says_on_which_proposition_it_is(small: Flask) -> None:
    hit = with_class(find(small.test_client(), "neither", kind="position", party="alba"), "hit")[0]
    assert "On: The bridge is neutral (p1)." in words(hit)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hit_leads_to_the_place_that_it_shows(client: FlaskClient, kind: str) -> None:
    hit = with_class(find(client, "a", kind=kind), "hit")[0]
    address, _, fragment = links(hit)[0].partition("#")
    page = read(client, address)
    assert not fragment or by_id(page, fragment) is not None


def test_titles_of_sources_say_their_language(client: FlaskClient) -> None:
    hit = with_class(find(client, "Лавров", kind="source"), "hit")[0]
    assert next(hit.iter("a")).get("lang") == "ru"


@pytest.mark.usefixtures("unchecked_html")
def test_what_is_found_is_shown_as_text_and_never_as_markup(empty: Flask) -> None:
    publish(empty, make_source(title="The <b>bold</b> <script>alert(1)</script> treaty & more"))
    page = find(empty.test_client(), "bold alert")
    assert marks(page) == {"bold", "alert"}
    assert "The <b>bold</b> <script>alert(1)</script> treaty & more" in main(page)


def test_what_was_typed_is_shown_as_text_and_never_as_markup(client: FlaskClient) -> None:
    typed = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"
    page = find(client, typed)
    assert section(page, "q").get("value") == typed
    assert not list(section(page, "main").iter("script"))
    assert not list(section(page, "main").iter("img"))


def test_long_results_have_pages_that_keep_query_and_filters(client: FlaskClient) -> None:
    page = find(client, "peacekeep", kind="position")
    (pages,) = with_class(page, "pages")
    (following,) = links(pages)
    assert following == "/search?q=peacekeep&kind=position&page=2"
    second = read(client, following)
    assert section(second, "q").get("value") == "peacekeep"
    assert next(each for each in second.iter("ol")).get("start") == "21"


def test_a_page_beyond_the_last_says_where_the_hits_end(client: FlaskClient) -> None:
    page = read(client, "/search?q=Lavrov&page=7", status=404)
    assert "There is no page 7 This list has only 2 pages." in main(page)
    assert {"/search?q=Lavrov", "/search?q=Lavrov&page=2"} == set(links(section(page, "main")))


# Filters


def test_filters_are_kept_and_count_their_hits(client: FlaskClient) -> None:
    page = find(client, "peacekeep", party="russia", kind="position")
    assert selected(page, "party") == ["russia"]
    assert selected(page, "kind") == ["position"]
    number = len(with_class(page, "hit"))
    assert options(page, "party")["russia"] == f"Russia ({number})"
    assert (2, f"{number} hits") in headings(page)


def test_before_a_search_filters_count_nothing(client: FlaskClient) -> None:
    page = read(client, "/search")
    assert options(page, "party")["russia"] == "Russia"
    assert all(selected(page, name) == [] for name in FILTERS)


def test_when_filters_hide_the_hits_one_step_drops_them(client: FlaskClient) -> None:
    page = find(client, "peacekeep", kind="party", stance="agrees")
    assert "Nothing found" in main(page)
    assert "/search?q=peacekeep" in links(section(page, "main"))
    assert with_class(read(client, "/search?q=peacekeep"), "hit")


def test_without_filters_none_are_dropped(client: FlaskClient) -> None:
    assert "Drop the filters" not in main(find(client, "peacekeep"))


def test_filters_without_words_list_all_that_they_leave(client: FlaskClient) -> None:
    address = "/search?q=&party=russia&stance=agrees"
    page = read(client, address)
    assert "Write a word as well to search in it." in main(page)
    assert all("Agrees" in words(hit) for hit in with_class(page, "hit"))
    (following,) = links(with_class(page, "pages")[0])
    second = read(client, following)
    total = sum(len(with_class(each, "hit")) for each in (page, second))
    assert (2, f"{total} hits") in headings(page)
    assert options(page, "stance")["agrees"] == f"Agrees ({total})"


def test_filters_that_leave_nothing_say_so(client: FlaskClient) -> None:
    page = read(client, "/search?kind=party&stance=agrees")
    assert "Nothing found" in main(page)
    assert "/search" in links(section(page, "main"))


def test_kinds_with_equally_many_hits_stand_in_the_order_of_their_names(empty: Flask) -> None:
    publish(empty, *make_site())
    page = find(empty.test_client(), "bridge")
    (kinds,) = with_class(page, "kinds")
    assert [words(each) for each in kinds.iter("a")] == [
        "All", "2 perspectives", "2 positions and silences", "2 propositions", "1 claim", "1 event", "1 topic",
    ]  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_an_unknown_filter_value_is_answered_with_the_choices(
    client: FlaskClient, name: str
) -> None:
    page = read(client, f"/search?q=peace&{name}=atlantis", status=400)
    assert "“atlantis” is not among the choices" in main(page)
    offered = [link for link in links(section(page, "main")) if f"{name}=" in link]
    assert offered
    assert all(client.get(link).status_code == 200 for link in offered)


@pytest.mark.parametrize("number", ["0", "-1", "1001", "x", "1e3", "٣", "9" * 100])
def test_a_page_that_cannot_be_is_refused(client: FlaskClient, number: str) -> None:
    page = read(client, f"/search?q=peace&page={number}", status=400)
    assert "Pages count from 1 to 1000" in main(page)


# Bad queries


def test_without_a_query_the_page_shows_examples_that_find_something(client: FlaskClient) -> None:
    page = read(client, "/search")
    (guide,) = with_class(page, "guide")
    assert len(links(guide)) == 5
    for link in links(guide):
        assert with_class(read(client, link), "hit"), link
    assert "276 positions" in main(page)


@pytest.mark.parametrize("typed", ["?!", '""', "…", "%00.", "%EF%BF%BD", "🙂"])
def test_punctuation_alone_is_answered_with_the_guide(client: FlaskClient, typed: str) -> None:
    page = read(client, f"/search?q={typed}")
    assert "There is no word to search for" in main(page)
    assert with_class(page, "guide")


def test_a_quotation_mark_without_partner_is_told(client: FlaskClient) -> None:
    page = find(client, '"peacekeeping mission')
    assert "A quotation mark has no partner" in main(page)
    assert with_class(page, "hit")
    assert "A quotation mark" not in main(find(client, '"peacekeeping mission"'))


def test_too_many_words_are_told(client: FlaskClient) -> None:
    page = find(client, "a b c d e f g h i j k l")
    assert "Only the first ten words were used: 2 were left out." in main(page)


def test_a_long_query_is_cut_and_told(client: FlaskClient) -> None:
    page = find(client, "peacekeeping " + "x" * 500)
    assert "only its first 200 characters were read" in main(page)
    assert len(section(page, "q").get("value", "")) == 200


def test_a_very_long_address_is_refused_kindly(client: FlaskClient) -> None:
    assert "too long" in main(read(client, f"/search?q={'x' * 3000}", status=400))


def test_a_misspelt_word_is_answered_with_what_may_be_meant(client: FlaskClient) -> None:
    page = find(client, "Transnistira")
    assert "Did you mean:" in main(page)
    assert "/search?q=transnistria" in links(section(page, "main"))


def test_where_little_is_found_the_other_script_is_one_step_away(client: FlaskClient) -> None:
    page = find(client, "Лавров")
    assert "In the other script: lavrov (22)" in main(page)
    assert "/search?q=lavrov" in links(section(page, "main"))
    assert "In the other script" not in main(find(client, "Lavrov"))


def test_words_that_never_meet_are_offered_one_by_one(client: FlaskClient) -> None:
    page = find(client, "Лавров Lebanon")
    assert "Nothing has all of these together." in main(page)
    offered = links(section(page, "main"))
    assert len(offered) == 2
    assert all(with_class(read(client, link), "hit") for link in offered)


def test_an_empty_site_says_that_nothing_is_published(empty: Flask) -> None:
    client = empty.test_client()
    assert "so far, nothing is" in main(read(client, "/search"))
    assert "Nothing found" in main(find(client, "peace"))


@given(query=st.text(max_size=300) | st.binary(max_size=120))
@example(query=b"\xed\xa0\x80\xff\x00")
@example(query="{{7*7}}")
def test_whatever_is_typed_is_answered(loaded: Flask, query: str | bytes) -> None:
    typed = quote(query, errors="surrogatepass") if isinstance(query, str) else quote(query)
    with loaded.test_client() as client:
        page = read(client, f"/search?q={typed}", status=200 if len(typed) < 2000 else 400)
    assert by_id(page, "main") is not None


@given(
    query=st.dictionaries(
        st.sampled_from(["q", *FILTERS, "page", "x", "q[]"]),
        st.sampled_from(["", "a", "1", "2", "moldova", "position", "\x00", "ё", "' OR 1=1"]),
    )
)
def test_whatever_stands_in_the_address_is_answered_or_refused(
    loaded: Flask, query: dict[str, str]
) -> None:
    with loaded.test_client() as client:
        assert client.get("/search", query_string=query).status_code in (200, 400, 404)


# For machines


def test_results_are_kept_out_of_other_search_engines(client: FlaskClient) -> None:
    for address in ("/search", "/search?q=peace"):
        robots = [m for m in read(client, address).iter("meta") if m.get("name") == "robots"]
        assert [each.get("content") for each in robots] == ["noindex"]


def test_an_answer_that_the_reader_has_is_not_sent_again(loaded: Flask) -> None:
    client = loaded.test_client()
    etag = client.get("/search?q=peace").headers["ETag"]
    with counted(loaded) as statements:
        again = client.get("/search?q=peace", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert len([each for each in statements if each != "BEGIN"]) == 1
    other = client.get("/search?q=war", headers={"If-None-Match": etag})
    assert other.status_code == 200


def test_an_answer_is_sent_anew_after_a_publication(empty: Flask) -> None:
    client = empty.test_client()
    etag = client.get("/search?q=peace").headers["ETag"]
    publish(empty, make_source(title="A peace treaty"))
    again = client.get("/search?q=peace", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert "A <mark>peace</mark> treaty" in again.text


@pytest.mark.parametrize("address", ["/search?q=a", "/search?q=transnistira+mision", "/search"])
def test_the_number_of_statements_is_fixed(loaded: Flask, address: str) -> None:
    with counted(loaded) as statements:
        loaded.test_client().get(address)
    assert len([each for each in statements if each != "BEGIN"]) <= 9


def test_sixty_searches_a_minute_are_answered(backend: Backend, migrated: str) -> None:
    url = backend.copy(migrated)
    with apps.running(url, RATELIMIT_ENABLED=True) as app:
        client = app.test_client()
        answers = [client.get("/search").status_code for _ in range(61)]
        assert answers == [200] * 60 + [429]
        refused = client.get("/search?q=peace")
        assert int(refused.headers["Retry-After"]) > 0
        assert client.get("/topics/").status_code == 200
    backend.drop(url)
