"""Which proposition is the most contested: pairs that face each other, then variety, then order."""

from __future__ import annotations

import pytest

from app.documents import Party, Perspective
from app.queries.contested import most_contested
from app.queries.matrix import matrix
from tests.support.make import (
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_topic,
)

LETTERS = {"a": "agrees", "d": "disagrees", "c": "conditional", "m": "mixed"}


def chosen(*rows: str) -> str:
    """The most contested of some rows; each letter is a party's stance, ``-`` its silence, ``.``
    nothing, ``x`` two speakers of one column that agree and disagree."""
    topic = make_topic(propositions=[make_proposition(f"p{at}") for at in range(len(rows))])
    parties: list[Party] = []
    perspectives: dict[str, Perspective] = {}
    for place in range(len(rows[0])):
        party = make_party(f"party-{place}", place + 1, kind="analysts")
        positions = [each for at, row in enumerate(rows) for each in _held(at, row[place])]
        if positions:
            parties.append(party)
            perspectives[party.id] = make_perspective(party=party.id, positions=positions)
    return most_contested(matrix(topic, parties, perspectives)).proposition.id


def _held(at: int, letter: str) -> list[dict[str, object]]:
    proposition = {"proposition": f"p{at}"}
    if letter == ".":
        return []
    if letter == "-":
        return [make_silence(f"s{at}", **proposition)]
    if letter == "x":
        other = {"name": "Bo Bor", "role": "Critic", "affiliation": "Press"}
        return [
            make_position(f"x{at}", **proposition),
            make_position(f"y{at}", stance="disagrees", speaker=other, **proposition),
        ]
    return [make_position(f"p{at}", stance=LETTERS[letter], **proposition)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("aaa", "aad", "aaa"), "p1"),  # one pair against none
        (("aaad", "aadd"), "p1"),  # four pairs against three
        (("aad.", "aadc"), "p1"),  # as many pairs, more stances
        (("ad", "da"), "p0"),  # all alike: the first
        (("aaa", "cm-"), "p1"),  # no pair anywhere: more stances
        (("ad-----"[:4], "a---"), "p0"),
        (("-----", "a----"), "p1"),  # silence is no stance
        (("ac", "a-"), "p0"),  # and makes no variety
        (("ax", "ac"), "p1"),  # several views are no side
        (("--", "--"), "p0"),
    ],
)
def test_the_rule(rows: tuple[str, ...], expected: str) -> None:
    assert chosen(*rows) == expected
