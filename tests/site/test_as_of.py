"""As of a day in the world: nothing later is shown, and what changed since is marked."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents.dates import last_day
from tests.support.editing import put
from tests.support.html import links, parse, section, with_class, words
from tests.support.make import (
    make_event,
    make_party,
    make_perspective,
    make_position,
    make_silence,
    make_source,
    make_topic,
)
from tests.support.pages import EVERYONE, PARTY, SOURCE, TOPIC
from tests.support.reading import read


def dates(part: Element) -> list[str]:
    """The dates of the positions in a part of a page, folded ones included."""
    times = [
        time
        for line in with_class(part, "said")
        for time in line.iter("time")
        if "Searched" not in words(line)
    ]
    return [time.get("datetime", "") for time in times]


def said(page: Element) -> list[str]:
    """The dates of the positions in the cells."""
    return [date for cell in with_class(page, "cell") for date in dates(cell)]


def happened(page: Element) -> list[str]:
    """The dates of the events."""
    lists = with_class(page, "events")
    return [time.get("datetime", "") for each in lists for time in each.iter("time")]


@pytest.fixture
def bridge(empty: Flask) -> FlaskClient:
    """A party that changed its mind in 2000, and events dated to the year, month and day."""
    positions = [
        make_position("first", date="1990", stance="agrees", statement="Says yes."),
        make_position("then", date="2000-06", stance="disagrees", statement="Says no."),
    ]
    events = [
        make_event("year", date="1995", title="In a year"),
        make_event("month", date="1995-06", title="In a month"),
        make_event("day", date="1995-06-15", title="On a day"),
    ]
    put(
        empty,
        make_party(),
        make_source(),
        make_topic(events=events),
        make_perspective(positions=positions),
    )
    return empty.test_client()


@pytest.mark.parametrize("by", ["proposition", "party"])
@pytest.mark.parametrize("day", ["1991", "1995-06", "2003-11-01", "2014", "2015-01-01", "2022-02"])
def test_no_later_position_or_event_is_shown(client: FlaskClient, day: str, by: str) -> None:
    address = f"/topics/{TOPIC}?parties={EVERYONE}&by={by}"
    then, now = read(client, f"{address}&as_of={day}"), read(client, address)
    for dated in (said, happened):
        assert [d for d in dated(now) if last_day(d) > last_day(day)], "nothing to hide"
        assert sorted(dated(then)) == sorted(d for d in dated(now) if last_day(d) <= last_day(day))


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("1994", []),
        ("1995-06-14", []),
        ("1995-06-15", ["On a day"]),
        ("1995-06-29", ["On a day"]),
        ("1995-06-30", ["On a day", "In a month"]),
        ("1995-06", ["On a day", "In a month"]),
        ("1995-12-30", ["On a day", "In a month"]),
        ("1995-12-31", ["On a day", "In a month", "In a year"]),
        ("1995", ["On a day", "In a month", "In a year"]),
    ],
)
def test_what_is_dated_to_a_year_or_month_counts_from_its_last_day(
    bridge: FlaskClient, day: str, shown: list[str]
) -> None:
    page = read(bridge, f"/topics/bridge?as_of={day}")
    assert [words(each) for each in section(page, "events").iter("h3")] == shown


@pytest.mark.parametrize(
    ("day", "statement", "later"),
    [
        ("1989", "Nothing by this date", "First position recorded: 1990. Now: Disagrees"),
        ("1990-12-30", "Nothing by this date", "First position recorded: 1990. Now: Disagrees"),
        ("1990", "Says yes.", "Changed since, by Jun 2000: Disagrees"),
        ("2000-06-29", "Says yes.", "Changed since, by Jun 2000: Disagrees"),
        ("2000-06-30", "Says no.", ""),
        ("2018", "Says no.", ""),
    ],
)
def test_a_cell_shows_what_held_then_and_marks_what_changed(
    bridge: FlaskClient, day: str, statement: str, later: str
) -> None:
    cell = section(read(bridge, f"/topics/bridge?as_of={day}"), "p1-alba")
    assert statement in words(cell)
    since = with_class(cell, "since")
    assert [words(each) for each in since] == ([later] if later else [])
    assert ("cell-changed" in cell.get("class", "").split()) == later.startswith("Changed")


def test_a_later_position_of_the_same_stance_is_no_change(empty: Flask) -> None:
    positions = [make_position("first", date="1990"), make_position("again", date="2000")]
    put(empty, make_party(), make_source(), make_topic(), make_perspective(positions=positions))
    cell = section(read(empty.test_client(), "/topics/bridge?as_of=1995"), "p1-alba")
    assert "1 later position, the same stance" in words(cell)
    assert "cell-changed" not in cell.get("class", "")


def test_silence_has_no_date_in_the_world_and_stays(empty: Flask) -> None:
    put(
        empty,
        make_party(),
        make_source(),
        make_topic(),
        make_perspective(positions=[make_silence()]),
    )
    cell = section(read(empty.test_client(), "/topics/bridge?as_of=1900"), "p1-alba")
    assert "No position found" in words(cell)


def test_the_page_says_which_clock_is_in_use(client: FlaskClient) -> None:
    clocks = with_class(read(client, f"/topics/{TOPIC}?as_of=2015-01-01"), "clock")
    assert len(clocks) == 1
    assert "As of 1 Jan 2015, in the world." in words(clocks[0])
    assert f"/topics/{TOPIC}" in links(clocks[0])
    assert with_class(read(client, f"/topics/{TOPIC}"), "clock") == []


def test_both_clocks_can_be_in_use_and_are_told_apart(client: FlaskClient) -> None:
    address = f"/topics/{TOPIC}?as_of=2015&published=2099-01-01T00:00:00Z"
    clocks = [words(each) for each in with_class(read(client, address), "clock")]
    assert clocks[0].startswith("As of 2015, in the world.")
    assert clocks[1].startswith("As published on 1 Jan 2099, 00:00 UTC.")


def test_the_parties_that_changed_since_are_counted(bridge: FlaskClient) -> None:
    note = words(with_class(read(bridge, "/topics/bridge?as_of=1995"), "clock")[0])
    assert "Another stance since then, of 1 propositions: Alba on 1" in note
    later = words(with_class(read(bridge, "/topics/bridge?as_of=2018"), "clock")[0])
    assert "Alba" not in later


def test_a_first_position_is_no_change_of_one(bridge: FlaskClient) -> None:
    page = read(bridge, "/topics/bridge?as_of=1900")
    note = words(with_class(page, "clock")[0])
    assert "First recorded since then, of 1 propositions: Alba on 1" in note
    assert "Another stance" not in note
    assert with_class(page, "since-count") == []


@pytest.mark.parametrize("path", ["", "/moldova", "/cite", "/moldova/cite"])
def test_before_the_first_publication_a_page_says_so_and_leads_to_today(
    client: FlaskClient, path: str
) -> None:
    address = f"/topics/{TOPIC}{path}"
    answer = client.get(f"{address}?published=2020")
    assert answer.status_code == 404
    page = parse(answer.text)
    assert "Nothing was published at this address yet on 31 Dec 2020, 23:59 UTC." in words(page)
    assert address in links(page)
    form = client.get(f"/topics/{TOPIC}.json?published=2020")
    assert form.status_code == 404
    assert form.get_json()["detail"].startswith("Nothing was published at this address yet")


def test_a_moment_to_come_is_not_called_then(client: FlaskClient) -> None:
    page = read(client, f"/topics/{TOPIC}?published=2099-01-01T00:00:00Z")
    assert "still to come" in words(with_class(page, "clock")[0])


def test_the_address_reproduces_the_page_and_the_form_keeps_the_day(client: FlaskClient) -> None:
    address = f"/topics/{TOPIC}?as_of=2015-01-01"
    first = client.get(address)
    assert client.get(address).data == first.data
    page = read(client, address)
    assert section(page, "as_of").get("value") == "2015-01-01"


def test_summaries_of_today_are_marked_as_such(client: FlaskClient) -> None:
    then = words(section(read(client, f"/topics/{TOPIC}?as_of=2015"), "perspectives"))
    now = words(section(read(client, f"/topics/{TOPIC}"), "perspectives"))
    assert "written with what is known now" in then
    assert "written with what is known now" not in now


def test_a_day_without_any_event_says_so(bridge: FlaskClient) -> None:
    events = section(read(bridge, "/topics/bridge?as_of=1900"), "events")
    assert "No event is recorded by this date." in words(events)


def test_sources_of_later_positions_are_left_out(client: FlaskClient) -> None:
    then = with_class(read(client, f"/topics/{TOPIC}?as_of=1995"), "sources")[0]
    now = with_class(read(client, f"/topics/{TOPIC}"), "sources")[0]
    assert 0 < len(then) < len(now)
    numbers = {each.get("id"): each.get("value") for each in now}
    assert all(numbers[each.get("id")] == each.get("value") for each in then)


def test_today_is_the_page_without_a_date_but_for_the_clock(client: FlaskClient) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    then = read(client, f"/topics/{TOPIC}?as_of={today}")
    assert said(then) == said(read(client, f"/topics/{TOPIC}"))
    assert with_class(then, "since") == []


def test_leaving_one_clock_keeps_the_other_and_the_columns(client: FlaskClient) -> None:
    address = f"/topics/{TOPIC}?parties=osce&as_of=2015&published=2099-01-01T00:00:00Z"
    clocks = with_class(read(client, address), "clock")
    assert [links(each) for each in clocks] == [
        [f"/topics/{TOPIC}?parties=osce&published=2099-01-01T00:00:00Z"],
        [f"/topics/{TOPIC}?parties=osce&as_of=2015"],
    ]


@pytest.mark.parametrize("day", ["1995-06", "2015-01-01"])
def test_a_perspective_shows_what_its_column_shows_and_no_later_source(
    client: FlaskClient, day: str
) -> None:
    column = [
        cell
        for cell in with_class(read(client, f"/topics/{TOPIC}?as_of={day}"), "cell")
        if (cell.get("id") or "").endswith(f"-{PARTY}")
    ]
    then = read(client, f"/topics/{TOPIC}/{PARTY}?as_of={day}")
    blocks = with_class(then, "proposition-block")
    assert [dates(each) for each in blocks] == [dates(each) for each in column]
    for name in ("stance-line", "since"):
        of_column = [words(each) for cell in column for each in with_class(cell, name)]
        assert [words(each) for block in blocks for each in with_class(block, name)] == of_column
    now = with_class(read(client, f"/topics/{TOPIC}/{PARTY}"), "sources")[0]
    assert 0 < len(with_class(then, "sources")[0]) < len(now)


def test_a_perspective_says_which_clock_it_shows_and_keeps_it_in_its_links(
    client: FlaskClient, bridge: FlaskClient
) -> None:
    page = read(bridge, "/topics/bridge/alba?as_of=1995")
    note = words(with_class(page, "clock")[0])
    assert note.startswith("As of 1995, in the world.")
    assert "Another stance since then, of 1 propositions: Alba on 1" in note
    assert links(with_class(page, "clock")[0]) == ["/topics/bridge/alba"]
    assert "/topics/bridge?as_of=1995#p1" in links(page)
    assert "written with what is known now" in words(page)
    assert "Alba" not in words(
        with_class(read(bridge, "/topics/bridge/alba?as_of=2018"), "clock")[0]
    )
    topic = section(read(client, f"/topics/{TOPIC}?as_of=2015"), f"perspective-{PARTY}")
    assert f"/topics/{TOPIC}/{PARTY}?as_of=2015" in links(topic)


@pytest.mark.parametrize("clock", ["as_of", "published"])
@pytest.mark.parametrize(
    "path",
    ["/", "/topics/", "/parties/", f"/parties/{PARTY}", "/sources/", f"/sources/{SOURCE}",
     "/claims/", "/search", "/corrections", f"/topics/{TOPIC}/history", "/feeds/changes.atom"],
)  # fmt: skip
def test_a_page_of_today_refuses_a_clock_instead_of_passing_over_it(
    client: FlaskClient, path: str, clock: str
) -> None:
    answer = client.get(f"{path}?{clock}=2018")
    assert answer.status_code == 400
    assert f"“{clock}” cannot be asked here: what is shown is what stands now." in answer.text
    assert client.get(path).status_code == 200
