"""What is missing on the site, as editors who look for work are shown it."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask

from app.actions.links.look import Seen
from app.actions.links.record import record
from app.documents import Perspective
from app.extensions import db
from app.queries.desk.gaps import KINDS, Gap, Gaps, gaps
from tests.support.editing import edit, put
from tests.support.make import (
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_site,
    make_source,
    make_topic,
)
from tests.support.people import add_user, let_in, signed_in
from tests.support.sheet import Sheet
from tests.support.statements import counted

TODAY = dt.date(2026, 11, 25)
#: Two for each kind of gap: the first of them, and how many there are.
STATEMENTS = 10


def found(app: Flask, today: dt.date = TODAY, most: int = 8) -> Gaps:
    with app.app_context():
        return gaps(db.session, today, most)


def looked(app: Flask, source: str, *outcomes: tuple[str, int | None]) -> None:
    """Keep that a source was asked, with these outcomes, one after the other."""
    for outcome, status in outcomes:
        with app.app_context():
            record(db.session, source, Seen(outcome, status, "", "https://example.org/"))


def test_a_cell_that_nobody_searched_is_a_gap(small: Flask) -> None:
    some = found(small).never_searched
    assert (some.first, some.count) == (
        [Gap("bridge", "Bridge", "boria", "Boria", "The bridge is neutral (p2).")],
        1,
    )


@pytest.mark.parametrize(("today", "old"), [((2026, 12, 31), 0), ((2027, 1, 1), 1)])
def test_a_search_is_old_after_a_year(small: Flask, today: tuple[int, int, int], old: int) -> None:
    some = found(small, dt.date(*today)).searched_long_ago
    assert some.count == old
    assert [gap.what for gap in some.first] == ["2025-12-31"] * old


def test_the_last_day_of_a_leap_february_has_a_year_before_it(small: Flask) -> None:
    assert found(small, dt.date(2028, 2, 29)).searched_long_ago.count == 1


def test_a_perspective_that_is_missing_is_a_gap(small: Flask) -> None:
    put(small, make_party("coria", 3, "CO", kind="analysts", required=False))
    some = found(small).missing
    assert some.count == 1
    assert (some.first[0].topic, some.first[0].party) == ("bridge", "coria")
    assert some.first[0].what == "The bridge between two banks"


def test_a_source_known_only_from_a_report_is_a_gap(small: Flask) -> None:
    some = found(small).reported
    assert [(each.id, each.title) for each in some.first] == [("report", "The text of report")]
    assert some.count == 1


GONE, SILENT, FORBIDDEN, UNSAFE, FINE = (
    ("dead", 404), ("unreachable", None), ("refused", 403), ("refused", None), ("ok", 200),
)  # fmt: skip


@pytest.mark.parametrize("looks", [(GONE, GONE), (FINE, SILENT, GONE), (UNSAFE, SILENT)])
def test_a_link_that_failed_twice_is_dead(
    small: Flask, looks: tuple[tuple[str, int | None], ...]
) -> None:
    looked(small, "treaty", *looks)
    assert [each.id for each in found(small).dead.first] == ["treaty"]


@pytest.mark.parametrize(
    "looks", [(), (GONE,), (GONE, GONE, FINE), (GONE, FINE, GONE), (FORBIDDEN, FORBIDDEN)]
)
def test_one_that_failed_once_or_answers_again_is_not(
    small: Flask, looks: tuple[tuple[str, int | None], ...]
) -> None:
    looked(small, "treaty", *looks)
    looked(small, "report", GONE)
    assert found(small).dead.count == 0


def test_one_that_was_changed_since_is_not(small: Flask) -> None:
    looked(small, "treaty", GONE, GONE)
    put(
        small,
        make_source(url="https://example.org/new"),
        at=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1),
    )
    assert found(small).dead.count == 0


def test_the_desk_lists_it(small: Flask) -> None:
    looked(small, "treaty", GONE, GONE)
    page = signed_in(small, "editor").get("/desk/").text
    assert "Links found dead" in page
    assert page.index("Links found dead") < page.index("The text of treaty")


def test_all_gaps_of_a_kind_have_their_pages(small: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.desk.start.PER_PAGE", 6)
    put(small, *(make_source(f"s{n}", verification="reported", via="treaty") for n in range(9)))
    ada = Sheet(signed_in(small, "editor")).go("/desk/")
    gaps = ada.text.partition("Gaps to fill")[2]
    assert "and 2 more" in gaps
    assert "The text of s8" not in gaps
    pages = [ada.go(f"/desk/gaps/reported?page={page}").text for page in (1, 2)]
    told = [f"The text of {key}" for key in ("report", *(f"s{n}" for n in range(9)))]
    assert [[each in page for each in told] for page in pages] == [
        [True] * 6 + [False] * 4,
        [False] * 6 + [True] * 4,
    ]
    assert ada.go("/desk/gaps/reported?page=3").status == 404


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_gap_has_its_list(small: Flask, kind: str) -> None:
    looked(small, "treaty", GONE, GONE)
    put(small, make_party("coria", 3, "CO", kind="analysts", required=False))
    with time_machine.travel(dt.datetime(2028, 1, 1, tzinfo=dt.UTC)):
        client = let_in(small, add_user(small, name="Dan"))
        answer = client.get(f"/desk/gaps/{kind}")
    assert answer.status_code == 200
    assert "1 gap to fill" in answer.text


def test_there_is_no_other_kind_of_gap(small: Flask) -> None:
    assert signed_in(small, "editor").get("/desk/gaps/none").status_code == 404


def test_a_complete_site_has_no_gap(empty: Flask) -> None:
    put(empty, make_party(), make_source(), make_topic(), make_perspective())
    for some in vars(found(empty)).values():
        assert (list(some.first), some.count) == ([], 0)


def test_the_order_is_that_of_topics_parties_and_propositions(empty: Flask) -> None:
    """A hyphen comes before letters, whatever language the server was set up for."""
    put(empty, *make_site())
    asked = [make_proposition(), make_proposition("b"), make_proposition("a")]
    for slug in ("bridge-two", "bridgehead"):
        put(
            empty,
            make_topic(slug, propositions=asked),
            make_perspective(slug, positions=[make_position(), make_silence("x", proposition="a"),
                                              make_silence("y", proposition="b")]),
            make_perspective(slug, "boria"),
        )  # fmt: skip
    cells = [(gap.topic, gap.what.partition("(")[2]) for gap in found(empty).never_searched.first]
    assert cells == [
        ("bridge", "p2)."), ("bridge-two", "b)."), ("bridge-two", "a)."), ("bridgehead", "b)."),
        ("bridgehead", "a)."),
    ]  # fmt: skip


def test_only_the_first_are_listed_and_all_are_counted(small: Flask) -> None:
    put(small, *[make_source(f"r{number}", verification="reported", via="treaty")
                 for number in range(12)])  # fmt: skip
    some = found(small, most=8).reported
    assert [each.id for each in some.first] == ["r0", "r1", "r10", "r11", "r2", "r3", "r4", "r5"]
    assert some.count == 13


def test_it_costs_ten_statements_however_much_is_missing(small: Flask) -> None:
    edit(small, Perspective, "bridge/boria", headline="Another")
    with counted(small) as sent:
        found(small)
    assert len(sent) == STATEMENTS
