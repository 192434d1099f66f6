"""The page of a party: all it says, where it was silent, with whom it agrees."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.editing import put
from tests.support.html import by_id, links, section, with_class, words
from tests.support.make import (
    make_claim,
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_site,
    make_source,
    make_topic,
)
from tests.support.reading import read
from tests.support.stances import figures, parties, perspectives, spoken
from tests.support.statements import counted

PARTIES = {party["id"]: party for party in parties()}


def rows(page: Element) -> dict[str, list[Element]]:
    """The figures of the table of agreement, by the id of the other party."""
    body = next(with_class(page, "agreement")[0].iter("tbody"))
    found = {}
    for row in body.iter("tr"):
        heading, *cells = row
        found[links(heading)[0].rpartition("/")[2]] = cells
    return found


def number(cell: Element) -> int:
    """The figure of a cell, without the words that only screen readers meet."""
    return int(words(cell).split()[0])


def part_of(page: Element, id: str) -> Element:
    """The section that a heading names."""
    return next(each for each in page.iter("section") if each.get("aria-labelledby") == id)


def pairs_in(part: Element) -> list[Element]:
    """The propositions listed in a part of a page."""
    return [pair for each in with_class(part, "pairs") for pair in each]


@pytest.mark.parametrize("party", PARTIES)
def test_every_position_and_silence_of_the_files_is_on_the_page(
    client: FlaskClient, party: str
) -> None:
    page = read(client, f"/parties/{party}")
    said, silent = words(section(page, "positions")), words(section(page, "silences"))
    mine = [each for each in perspectives() if each["party"] == party]
    for position in (position for each in mine for position in each["positions"]):
        statement = " ".join(position["statement"].split())
        if position["stance"] == "none-found":
            assert statement in silent
            assert " ".join(position["searched"]["where"].split()) in silent
        else:
            assert statement in said
            assert position["speaker"]["name"] in said


def test_the_newest_position_stands_and_earlier_ones_are_folded(empty: Flask) -> None:
    put(
        empty,
        make_party(),
        make_source(),
        make_topic(),
        make_perspective(
            positions=[
                make_position("p1-1995", statement="First."),
                make_position("p1-2005", date="2005", stance="disagrees", statement="Last."),
                make_position("p1-1999", date="1999", stance="mixed", statement="Second."),
            ]
        ),
    )
    page = read(empty.test_client(), "/parties/alba")
    text = words(section(page, "positions"))
    assert text.index("Last.") < text.index("2 earlier positions") < text.index("Second.")
    assert text.index("Second.") < text.index("First.")
    (folded,) = section(page, "positions").iter("details")
    assert "Last." not in words(folded)
    assert "open" not in folded.attrib


def test_it_says_where_and_when_silence_was_searched(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/parties/alba")
    silent = words(section(page, "silences"))
    assert "Searched Site of the ministry, 1992 to 2020 · on 31 Dec 2025" in silent
    assert "/topics/bridge/alba#p2-none" in links(section(page, "silences"))
    assert "No position found on 1 proposition" in words(section(page, "positions"))
    assert "not compared on 1" in words(
        section(read(empty.test_client(), "/parties/boria"), "positions")
    )


def test_a_party_that_was_silent_everywhere_says_so(client: FlaskClient) -> None:
    page = read(client, "/parties/lebanon")
    none = "No position of this party was found on any proposition of this topic."
    assert none in words(page)
    assert "1 topic, 0 positions, 2 recorded silences" in words(page)


@pytest.mark.parametrize("party", PARTIES)
def test_every_number_of_a_citation_leads_to_its_source_below(
    client: FlaskClient, party: str
) -> None:
    page = read(client, f"/parties/{party}")
    cites = with_class(page, "cite")
    for cite in cites:
        source = section(page, cite.get("href", "").removeprefix("#"))
        assert words(cite).split()[-1] == source.get("value")
    numbers = [each.get("value") for each in with_class(page, "sources")[0]]
    assert numbers == [str(place) for place, _ in enumerate(numbers, 1)]


@pytest.mark.parametrize("party", PARTIES)
def test_the_figures_of_agreement_are_those_of_a_count_of_the_files(
    client: FlaskClient, party: str
) -> None:
    stances = spoken()
    table = rows(read(client, f"/parties/{party}"))
    assert list(table) == [each for each in PARTIES if each != party]
    for other, cells in table.items():
        n, *rest = figures(stances[party], stances[other])
        assert number(cells[0]) == n
        if n < 3:
            assert [words(cell) for cell in cells[1:]] == ["too few"]
        else:
            assert [number(cell) for cell in cells[1:]] == rest


def test_each_figure_opens_exactly_the_cells_that_it_counts(client: FlaskClient) -> None:
    opened = 0
    for other, cells in rows(read(client, "/parties/russia")).items():
        for cell in cells:
            for address in links(cell):
                path, _, fragment = address.partition("#")
                page = read(client, path)
                assert path == f"/parties/russia?with={other}"
                part = part_of(page, fragment) if fragment else section(page, "main")
                assert len(pairs_in(part)) == number(cell)
                opened += 1
    assert opened > 20


def test_a_nought_opens_nothing(client: FlaskClient) -> None:
    lebanon = rows(read(client, "/parties/russia"))["lebanon"]
    assert words(lebanon[0]) == "0"
    assert links(lebanon[0]) == []


def test_the_cells_of_two_parties_show_both_stances_with_links(client: FlaskClient) -> None:
    stances = spoken()
    both = stances["russia"].keys() & stances["moldova"].keys()
    found = set()
    for pair in pairs_in(read(client, "/parties/russia?with=moldova")):
        proposition, mine, theirs = links(pair)
        topic, place = proposition.removeprefix("/topics/").split("#")
        found.add((topic, place))
        assert mine == f"/topics/{topic}/russia#on-{place}"
        assert theirs == f"/topics/{topic}/moldova#on-{place}"
        glyphs = [each.get("href", "").removeprefix("#g-") for each in pair.iter("use")]
        assert glyphs == [stances["russia"][topic, place], stances["moldova"][topic, place]]
    assert found == both


def test_each_stance_of_two_parties_has_the_date_of_the_position_that_stands(
    empty: Flask,
) -> None:
    put(empty, *make_site())
    newer = make_position("p1-2018", date="2018-06-22", stance="mixed")
    silent = make_silence("p2-none", proposition="p2")
    put(empty, make_perspective(positions=[newer, make_position(), silent]))
    put(empty, make_perspective(party="boria", positions=[make_position(date="2022")]))
    (pair,) = pairs_in(read(empty.test_client(), "/parties/alba?with=boria"))
    assert "Alba Says both 22 Jun 2018" in words(pair)
    assert "Boria Agrees 2022" in words(pair)
    assert [each.get("datetime") for each in pair.iter("time")] == ["2018-06-22", "2022"]


def test_where_several_views_stand_each_has_its_stance_and_date(empty: Flask) -> None:
    view = {"name": "Bea Bor", "role": "Fellow", "affiliation": "Institute"}
    put(empty, *make_site())
    put(empty, make_perspective(party="boria", positions=[
        make_position("p1-1990", date="1990"),
        make_position("p1-1999", date="1999-02"),
        make_position("p1-2001", date="2001", stance="mixed", speaker=view),
    ]))  # fmt: skip
    (pair,) = pairs_in(read(empty.test_client(), "/parties/alba?with=boria"))
    assert "Boria Several views Says both, 2001; Agrees, Feb 1999" in words(pair)
    assert "Alba Agrees 1 Mar 1995" in words(pair)


def test_two_parties_stand_in_one_order_whichever_was_asked_first(client: FlaskClient) -> None:
    one = read(client, "/parties/russia?with=moldova")
    other = read(client, "/parties/moldova?with=russia")
    assert words(section(other, "main")) == words(section(one, "main"))
    assert "Russia and Moldova" in words(section(other, "main"))


def test_the_addresses_behind_the_stances_exist(client: FlaskClient) -> None:
    for address in links(pairs_in(read(client, "/parties/russia?with=moldova"))[0]):
        path, _, fragment = address.partition("#")
        assert by_id(read(client, path), fragment) is not None


def test_below_three_propositions_the_cells_are_listed_without_figures(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/parties/alba?with=boria")
    assert "Too few for figures" in words(page)
    assert len(pairs_in(page)) == 1
    assert "Opposite stances" not in words(section(page, "main"))


@pytest.mark.parametrize("other", ["zzzz", "russia"])
def test_an_unknown_other_party_and_itself_are_answered_with_the_choices(
    client: FlaskClient, other: str
) -> None:
    page = read(client, f"/parties/russia?with={other}", status=400)
    offered = [each for each in links(section(page, "main")) if "with=" in each]
    assert offered == [f"/parties/russia?with={each}" for each in PARTIES if each != "russia"]


def test_many_topics_are_paged_by_twenty(empty: Flask) -> None:
    slugs = [f"bridge-{number:02}" for number in range(25)]
    put(
        empty,
        make_party(),
        make_source(),
        *(make_topic(slug) for slug in slugs),
        *(make_perspective(slug) for slug in slugs),
    )
    client = empty.test_client()
    first, second = read(client, "/parties/alba"), read(client, "/parties/alba?page=2")
    assert len(with_class(section(first, "positions"), "party-topic")) == 20
    assert len(with_class(section(second, "positions"), "party-topic")) == 5
    assert "/parties/alba?page=2" in links(first)
    for page in (first, second):
        assert "25 topics, 25 positions, 0 recorded silences" in words(page)
    read(client, "/parties/alba?page=3", status=404)


def test_it_costs_as_many_statements_however_much_the_party_said(empty: Flask) -> None:
    put(empty, *make_site())
    client = empty.test_client()

    def cost() -> int:
        with counted(empty) as sent:
            read(client, "/parties/alba")
        return len(sent)

    before = cost()
    places = [f"p{number}" for number in range(1, 30)]
    put(
        empty,
        make_topic("canal", propositions=[make_proposition(place) for place in places]),
        make_perspective(
            "canal",
            positions=[
                make_position(f"{place}-{year}", proposition=place, date=year)
                for place in places[:-1]
                for year in ("1995", "2005")
            ]
            + [make_silence(f"{places[-1]}-none", proposition=places[-1])],
        ),
        make_topic("ferry", claims_of="treaty", claims=[make_claim()]),
        make_perspective("ferry"),
    )
    assert "58 positions, 2 recorded silences" in words(read(client, "/parties/alba"))
    assert cost() == before


def test_a_party_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    read(client, "/parties/zzzz", status=404)
    read(client, "/parties/zzzz?with=russia", status=404)
    assert client.get("/parties/zzzz", headers={"If-None-Match": "*"}).status_code == 404


def test_it_leads_to_its_history(client: FlaskClient) -> None:
    assert "/parties/moldova/history" in links(read(client, "/parties/moldova"))
