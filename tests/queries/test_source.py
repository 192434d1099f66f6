"""What rests on a source, and what the list of sources finds."""

from __future__ import annotations

from flask import Flask

from app.extensions import db
from app.queries.source import SourcePage, source_page
from app.queries.sources import SourceFilter, source_list
from tests.support.editing import put
from tests.support.make import (
    make_citation,
    make_party,
    make_perspective,
    make_position,
    make_silence,
    make_site,
    make_source,
    make_topic,
)
from tests.support.statements import counted


def page_of(app: Flask, id: str, number: int = 1, per_page: int = 100) -> SourcePage:
    """What the page of a source shows."""
    with app.app_context():
        page = source_page(db.session, id, number, per_page)
    assert page is not None
    return page


def test_everything_that_cites_it_is_there_once(empty: Flask) -> None:
    put(empty, *make_site())
    page = page_of(empty, "treaty")
    assert [topic.slug for topic in page.uses.entries] == ["bridge"]
    found = [(use.owner, use.part, use.text) for use in page.uses.entries[0].uses]
    assert sorted(found, key=str) == [
        ("claim", "c1", "The bridge is closed."),
        ("event", "opening", "The bridge opens"),
        ("perspective", None, "Alba on the bridge"),
        ("perspective", None, "Boria on the bridge"),
        ("position", "p1-1995", "The bridge is neutral (p1)."),
    ]


def test_two_places_in_it_are_one_thing_with_two_locators(empty: Flask) -> None:
    put(
        empty,
        make_party(),
        make_source(),
        make_topic(),
        make_perspective(
            positions=[
                make_position(citations=[make_citation(), make_citation(locator="article 7")])
            ]
        ),
    )
    (position,) = page_of(empty, "treaty").uses.entries[0].of("position")
    assert position.locators == ["article 2", "article 7"]


def test_a_position_of_the_same_name_on_another_topic_is_another(empty: Flask) -> None:
    put(
        empty,
        make_party(),
        make_source(),
        make_source("note"),
        make_topic(),
        make_topic("canal"),
        make_perspective(),
        make_perspective(
            "canal",
            citations=[make_citation("note")],
            positions=[make_position(stance="disagrees", citations=[make_citation("note")])],
        ),
    )
    (position,) = page_of(empty, "treaty").uses.entries[0].of("position")
    assert (position.topic, position.stance) == ("bridge", "agrees")
    (position,) = page_of(empty, "note").uses.entries[0].of("position")
    assert (position.topic, position.stance) == ("canal", "disagrees")


def test_what_rests_on_it_is_paged_and_counted_whole(empty: Flask) -> None:
    put(empty, *make_site())
    cited = [make_citation(), make_citation(locator="article 7")]
    years = [make_position(f"p1-{year}", date=str(year), citations=cited) for year in (1960, 1970)]
    put(empty, make_perspective(positions=[*years, make_silence("p2-none", proposition="p2")]))
    found: list[tuple[str, str | None, int]] = []
    for number in (1, 2, 3):
        page = page_of(empty, "treaty", number, 3)
        assert (page.uses.total, page.uses.pages) == (6, 2)
        assert page.counts == {"position": 2, "perspective": 2, "event": 1, "claim": 1}
        shown = [use for topic in page.uses.entries for use in topic.uses]
        assert len(shown) == (3, 3, 0)[number - 1]
        found += [(use.owner, use.part, len(use.locators)) for use in shown]
    assert found == [
        ("position", "p1-1970", 2),
        ("position", "p1-1960", 2),
        ("perspective", None, 1),
        ("perspective", None, 1),
        ("event", "opening", 1),
        ("claim", "c1", 1),
    ]


def test_the_page_costs_six_statements_however_much_rests_on_it(empty: Flask) -> None:
    put(empty, *make_site())

    def cost() -> int:
        with empty.app_context(), counted(empty) as sent:
            source_page(db.session, "treaty", 1, 100)
        return len(sent)

    assert cost() == 6
    years = [make_position(f"p1-{year}", date=str(year)) for year in range(1960, 1990)]
    silence = make_silence("p2-none", proposition="p2")
    put(empty, make_perspective(positions=[*years, silence]))
    assert len(page_of(empty, "treaty").uses.entries[0].of("position")) == 30
    assert cost() == 6


def test_the_list_costs_three_statements(loaded: Flask) -> None:
    with loaded.app_context(), counted(loaded) as sent:
        found = source_list(db.session, SourceFilter(q="csto", party="russia"), 1, 50).found
    assert found.total > 5
    assert len(sent) == 3
