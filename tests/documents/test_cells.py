"""Where a party stands: its newest position, and only what was certain by a day."""

from __future__ import annotations

from typing import Any

import pytest

from app.documents import Position
from app.documents.cells import SEVERAL, held_on, stance_of, standing
from tests.support.make import make_position, make_silence


def position(id: str, **more: Any) -> Position:
    return Position.model_validate(make_position(id, **more))


def silence() -> Position:
    return Position.model_validate(make_silence())


def ids(positions: list[Position]) -> list[str]:
    return [each.id for each in positions]


OLD = position("old", date="2001", stance="agrees")
NEW = position("new", date="2018-06", stance="disagrees")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (None, ["old", "new"]),
        ("2000", []),
        ("2001-12-30", []),
        ("2001", ["old"]),
        ("2001-12-31", ["old"]),
        ("2018-06-29", ["old"]),
        ("2018-06", ["old", "new"]),
        ("2018", ["old", "new"]),
    ],
)
def test_as_of_a_day_only_what_was_certainly_said_by_then_is_held(
    day: str | None, held: list[str]
) -> None:
    assert ids(held_on([OLD, NEW], day)) == held


def test_a_record_of_silence_has_no_date_in_the_world_and_stays() -> None:
    assert ids(held_on([silence()], "1800")) == ["p1-none"]


def test_the_newest_position_of_a_party_replaces_the_earlier_ones() -> None:
    assert ids(standing([OLD, NEW], many_voices=False)) == ["new"]


def test_two_positions_of_one_day_stand_together() -> None:
    both = [position("a", date="2018"), position("b", date="2018-12-31"), OLD]
    assert ids(standing(both, many_voices=False)) == ["a", "b"]


def test_the_newest_position_of_each_analyst_stands() -> None:
    other = {"name": "Bo", "role": "Fellow", "affiliation": "Institute"}
    positions = [OLD, position("his", date="1999", speaker=other), NEW]
    assert ids(standing(positions, many_voices=True)) == ["new", "his"]


@pytest.mark.parametrize("many_voices", [True, False])
def test_without_positions_nothing_stands(many_voices: bool) -> None:
    assert standing([], many_voices) == []


def test_one_stance_is_that_stance() -> None:
    assert stance_of([OLD, position("again", stance="agrees")]) == "agrees"


def test_different_stances_are_several() -> None:
    assert stance_of([OLD, NEW]) == SEVERAL


def test_silence_is_none_found() -> None:
    assert stance_of([silence()]) == "none-found"


def test_nothing_asked_is_no_stance() -> None:
    assert stance_of([]) is None


def test_an_analyst_who_says_two_things_on_the_newest_date_is_shown_with_both() -> None:
    both = [
        position("yes", stance="agrees", date="2020-01-02"),
        position("no", stance="disagrees", date="2020-01-02"),
        position("before", stance="mixed", date="2019-01-02"),
    ]
    assert ids(standing(both, many_voices=True)) == ["yes", "no"]
