"""The measure of agreement, from the cells."""

from __future__ import annotations

import pytest
from flask import Flask

from app.extensions import db
from app.queries.agreement import Agreement, Pair, agreement, pairs
from app.queries.documents import parties as every_party
from tests.support.editing import put
from tests.support.make import (
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_source,
    make_topic,
)
from tests.support.stances import figures, parties, spoken
from tests.support.statements import counted

PARTIES = [party["id"] for party in parties()]
RELATIONS = [
    ("agrees", "agrees", "same"),
    ("disagrees", "disagrees", "same"),
    ("conditional", "conditional", "same"),
    ("mixed", "mixed", "same"),
    ("agrees", "disagrees", "opposite"),
    ("disagrees", "agrees", "opposite"),
    ("agrees", "conditional", "in_part"),
    ("disagrees", "conditional", "in_part"),
    ("mixed", "agrees", "in_part"),
    ("mixed", "conditional", "in_part"),
    ("several", "agrees", "in_part"),
    ("several", "several", "in_part"),
]


def publish(app: Flask, stances: list[tuple[str, str]]) -> None:
    """Two states on one topic, with their stances proposition by proposition."""
    places = [f"p{number}" for number in range(len(stances))]
    put(
        app,
        make_source(),
        make_party(),
        make_party("boria", 2, "BO"),
        make_topic(propositions=[make_proposition(place) for place in places]),
        *(
            make_perspective(
                party=party,
                positions=[
                    position
                    for place, pair in zip(places, stances, strict=True)
                    for position in positions(place, pair[which])
                ],
            )
            for which, party in enumerate(("alba", "boria"))
        ),
    )


def positions(place: str, stance: str) -> list[dict[str, object]]:
    """What a party says on a proposition, so that its cell has a stance."""
    if stance == "none-found":
        return [make_silence(f"{place}-none", proposition=place)]
    taken = ("agrees", "disagrees") if stance == "several" else (stance,)
    return [make_position(f"{place}-{each}", proposition=place, stance=each) for each in taken]


def between(app: Flask, party: str, other: str) -> Agreement:
    """The figures of a party with another."""
    with app.app_context():
        return agreement(db.session, party).get(other, Agreement())


@pytest.mark.parametrize("party", PARTIES)
def test_the_figures_are_those_of_a_count_of_the_files(loaded: Flask, party: str) -> None:
    stances = spoken()
    with loaded.app_context():
        found = agreement(db.session, party)
    for other in PARTIES:
        if other != party:
            figure = found.get(other, Agreement())
            expected = figures(stances[party], stances[other])
            assert (figure.n, figure.same, figure.opposite, figure.in_part) == expected


def beside(party: str, other: str) -> list[Pair]:
    """The cells behind the figures of two parties."""
    known = every_party(db.session)
    return pairs(db.session, known[party], known[other])


@pytest.mark.parametrize(("mine", "theirs", "relation"), RELATIONS)
def test_two_stances_are_the_same_opposite_or_differ_in_part(
    empty: Flask, mine: str, theirs: str, relation: str
) -> None:
    publish(empty, [(mine, theirs)])
    assert between(empty, "alba", "boria") == Agreement(1, **{relation: 1})
    assert between(empty, "boria", "alba") == Agreement(1, **{relation: 1})


def test_silence_enters_no_count(empty: Flask) -> None:
    silent = "none-found"
    publish(empty, [("agrees", "agrees"), (silent, "agrees"), ("agrees", silent), (silent, silent)])
    assert between(empty, "alba", "boria") == Agreement(1, same=1)
    with empty.app_context():
        assert [pair.proposition for pair in beside("alba", "boria")] == ["p0"]


def test_a_proposition_that_one_was_not_asked_about_enters_no_count(empty: Flask) -> None:
    publish(empty, [("agrees", "agrees")])
    put(
        empty,
        make_topic("canal"),
        make_perspective("canal"),
        make_perspective("canal", "boria", positions=[make_silence()], citations=[]),
    )
    assert between(empty, "alba", "boria").n == 1


@pytest.mark.parametrize("party", PARTIES)
def test_the_cells_behind_the_figures_are_as_many(loaded: Flask, party: str) -> None:
    with loaded.app_context():
        for other, figure in agreement(db.session, party).items():
            relations = [pair.relation for pair in beside(party, other)]
            assert len(relations) == figure.n
            assert relations.count("same") == figure.same
            assert relations.count("opposite") == figure.opposite
            assert relations.count("in-part") == figure.in_part


def test_the_figures_with_all_others_cost_one_statement(loaded: Flask) -> None:
    with loaded.app_context(), counted(loaded) as sent:
        agreement(db.session, "russia")
        assert len(sent) == 1


def test_the_cells_behind_the_figures_cost_two_statements(loaded: Flask) -> None:
    with loaded.app_context():
        known = every_party(db.session)
        with counted(loaded) as sent:
            pairs(db.session, known["russia"], known["moldova"])
        assert len(sent) == 2
