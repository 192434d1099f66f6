"""Sources that may be one publication twice are shown to an editor, and others are not."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from app.documents import Source
from app.documents.files import read_directory
from app.documents.likeness import CERTAIN, alike
from tests.support.apps import DATA
from tests.support.make import make_source

TITLE = "Remarks of the Minister after the meeting of the Council"


def source(id: str, **more: Any) -> Source:
    return make_source(id, **{"title": TITLE, "published": "2022-01-10", **more})


ONE = source("one", url="https://www.x.org/1/", symbol="S/RES/1701 (2006)")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"url": "http://m.x.org/1?utm_source=a"}, "the same address"),
        ({"symbol": "s/res/1701"}, "the same symbol"),
        ({"url": "https://undocs.org/S/RES/1701(2006)"}, "the same symbol"),
        ({"url": "http://x.org/1", "symbol": "S/RES/1701"}, "the same address, the same symbol"),
    ],
)
def test_a_shared_name_is_certain_whatever_the_title(more: Any, why: str) -> None:
    other = source("two", **{"title": "Another", "published": "1999", **more})
    assert alike(ONE, [other]) == [("two", CERTAIN, why)]


def test_a_shared_doi_is_certain() -> None:
    one = source("one", symbol="doi:10.1000/ABC", title="A")
    other = source("two", url="https://doi.org/10.1000/abc", title="B")
    assert alike(one, [other]) == [("two", CERTAIN, "the same DOI")]


@pytest.mark.parametrize("published", ["2022-01-13", "2022-01-07", "2022-01", "2022"])
def test_a_title_alike_of_about_the_same_day_is_likely(published: str) -> None:
    other = source("two", title=f"{TITLE} in Almaty", published=published, publisher="Another")
    ((found, score, why),) = alike(ONE, [other])
    assert (found, why) == ("two", "a title much alike, of about the same day")
    assert 0.6 <= score < CERTAIN


def test_the_same_title_of_the_same_publisher_is_likely_at_any_time() -> None:
    other = source("two", published="2019", publisher="DEPOSITARY of Treaties (a copy)")
    assert [each.why for each in alike(ONE, [other])] == [
        "a title much alike, of the same publisher"
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"title": "The Minister speaks"},
        {"published": "2022-01-14", "publisher": "Another"},
        {"title": "Remarks of the President after the meeting in Almaty", "published": "2019"},
        {"title": "«»"},
    ],
)
def test_these_are_two_publications(more: Any) -> None:
    assert not alike(ONE, [source("two", **more)])


def test_titles_that_differ_in_a_number_are_of_two_publications() -> None:
    one, other = (source(day, title=f"Daily press briefing, {day} January") for day in ("6", "10"))
    assert not alike(one, [other])


def test_a_source_is_not_like_itself() -> None:
    assert not alike(ONE, [ONE])


def test_the_most_alike_comes_first() -> None:
    others = [source("b", title=f"{TITLE} today"), source("a"), source("c", symbol="S/RES/1701")]
    assert [each.id for each in alike(ONE, others)] == ["c", "a", "b"]


def test_it_does_not_matter_which_is_compared_with_which() -> None:
    sources = [each for each in read_directory(DATA).documents.values() if isinstance(each, Source)]
    some = [each for each in sources if each.id.startswith(("lavrov", "un-", "ilyassov", "tass"))]
    for one, other in combinations(some, 2):
        there, back = alike(one, [other]), alike(other, [one])
        assert [each.score for each in there] == [each.score for each in back]
