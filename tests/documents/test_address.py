"""Mentions of one publication are found to be of one, and those of two stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.address import keys, keys_of, normalise
from tests.support.make import make_source

PLAIN = "tass.com/world/1406467"
ADDRESSES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["http://", "https://", "", "//", "https://web.archive.org/web/2022/http://"]),
    st.sampled_from(["www.x.org", "en.m.x.org", "X.org:443", "пример.рф.", "x.org:8080"]),
    st.text("/aб.%2Fampindexhtl~ ", max_size=12).map(lambda path: f"/{path}"),
    st.text("&=+%41utm_id;ref", max_size=10).map(lambda query: f"?{query}") | st.just(""),
    st.sampled_from(["", "#part", "#!part"]),
)


@pytest.mark.parametrize(
    "same",
    [
        "https://tass.com/world/1406467",
        "HTTP://TASS.com/world/1406467/",
        "  http://www.tass.com/world/1406467#comments ",
        "//m.tass.com//world/./1406467",
        "mobile.tass.com/politics/../world/1406467",
        "https://tass.com:443/world/1406467?utm_referrer=google.com%2Famp&fbclid=a",
        "https://tass.com./world/1406467/amp",
        "https://tass.com/amp/world/1406467?amp=1",
        "https://reader@tass.com/world/1406467/index.php",
        "https://tass.com/world/%31406467?ref=newsletter.example",
        "https://web.archive.org/web/20220219000000/https://tass.com/world/1406467",
        "http://archive.org/web/2022id_/http:/www.tass.com/world/1406467",
        "web.archive.org/web/2022*/https%3A%2F%2Ftass.com/world/1406467",
        "https://web.archive.org/web/2023/https://web.archive.org/web/2022/http://tass.com/world/1406467",
        "https://archive.ph/newest/https://tass.com/world/1406467",
        "https://www.google.com/amp/s/tass.com/world/1406467/amp",
        "https://tass-com.cdn.ampproject.org/c/s/tass.com/world/1406467",
    ],
)
def test_ways_to_write_one_address_are_one(same: str) -> None:
    assert normalise(same) == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://en.m.wikipedia.org/wiki/UN", "http://en.wikipedia.org/wiki/UN#History"),
        ("https://x.org/?b=2&a=1", "x.org/index.html?a=1&b=2"),
        ("https://x.org/?p=", "x.org?p"),
        ("https://x.org/%D0%B0%2fb", "https://x.org/а%2Fb"),
        ("https://x.org/page.amp.html", "https://x.org/page.html"),
        ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_these_are_one_address(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.org/?id=1", "https://x.org/?id=2"),
        ("https://x.org/?p=1", "https://x.org/"),
        ("https://x.org/doc?symbol=S/PV.1", "https://x.org/doc"),
        ("https://x.org/doc?lang=en", "https://x.org/doc?lang=ru"),
        ("https://x.org/doc?ref=12", "https://x.org/doc?ref=13"),
        ("https://x.org/?t=%CF%F0", "https://x.org/?t=%D0%EE"),
        ("https://x.org/#!a", "https://x.org/#!b"),
        ("https://x.org/Page", "https://x.org/page"),
        ("https://x.org/a%2Fb", "https://x.org/a/b"),
        ("https://x.org:8080/", "https://x.org/"),
        ("https://m.md/a", "https://www.md/a"),
        ("https://x.org/amp", "https://x.org/"),
    ],
)
def test_these_are_two_addresses(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "text", ["mailto:a@x.org", "http://[::1/x", "x.org:99999/a", "", "a..b/c", f"{'a' * 70}.org/c"]
)
def test_what_is_no_web_address_is_left_as_it_is(text: str) -> None:
    assert normalise(f" {text}") == text.removeprefix("http://")


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    normalise(text)
    keys(text)


@given(ADDRESSES)
def test_an_address_that_was_made_comparable_stays_as_it_is(url: str) -> None:
    assert normalise(normalise(url)) == normalise(url)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://www.tass.com/world/1406467.", {f"address:{PLAIN}"}),
        ("tass.com/world/1406467", {f"address:{PLAIN}"}),
        ("S/RES/1701 (2006)", {"symbol:S/RES/1701"}),
        ("A/76/639–S/2022/31", {"symbol:A/76/639", "symbol:S/2022/31"}),
        ("S/PV.8979 (Resumption 1)", {"symbol:S/PV.8979 (Resumption 1)"}),
        ("10.1080/X1", {"doi:10.1080/x1"}),
        ("https://doi.org/10.1080/X1", {"doi:10.1080/x1", "address:doi.org/10.1080/X1"}),
        ("https://undocs.org/S/PV.8979", {"symbol:S/PV.8979", "address:undocs.org/S/PV.8979"}),
        ("what the President said", set()),
    ],
)
def test_a_pasted_text_has_keys(text: str, found: set[str]) -> None:
    assert keys(text) == found


def test_a_source_has_the_keys_of_its_address_and_its_symbol() -> None:
    source = make_source(url="https://www.un.org/press/en/2016/sc12566.doc.htm", symbol="S/2016/1")
    assert keys_of(source) == {
        "address:un.org/press/en/2016/sc12566.doc.htm",
        "symbol:SC/12566",
        "symbol:S/2016/1",
    }


def test_a_source_without_a_symbol_has_the_keys_of_its_address() -> None:
    assert keys_of(make_source()) == {"address:example.org/treaty"}
