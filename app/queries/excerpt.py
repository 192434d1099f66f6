"""What a card has room for of one row: the same for each party. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.documents import Claim, Party, Position, Source
from app.queries.matrix import Cell, Row
from app.queries.topics import TopicPage

MOST = 3


@dataclass(frozen=True)
class Excerpt:
    """A cell with the positions that are shown of it, and how many more stand."""

    party: Party
    cell: Cell
    positions: Sequence[Position]
    more: int


def excerpts(row: Row, parties: Iterable[Party]) -> list[Excerpt]:
    """Of each party the newest position of each stance that it holds, at most three."""
    return [_excerpt(party, row.cells[party.id]) for party in parties]


def _excerpt(party: Party, cell: Cell) -> Excerpt:
    newest: dict[str, Position] = {}
    for position in cell.standing:
        newest.setdefault(position.stance, position)
    shown = list(newest.values())[:MOST]
    return Excerpt(party, cell, shown, len(cell.standing) - len(shown))


def cited_sources(page: TopicPage, parts: Iterable[Position | Claim]) -> list[Source]:
    """The sources of some parts, by their numbers on the topic."""
    cited = {citation.source for part in parts for citation in part.citations}
    return [page.sources[each] for each in page.numbers if each in cited]
