"""The comparison itself: propositions × parties, cell by cell. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.documents import Party, Perspective, Position, Proposition, Topic
from app.documents.cells import held_on, newest_first, stance_of, standing

State = Literal["spoken", "silent", "not-yet", "not-compared", "retracted"]


@dataclass(frozen=True)
class Cell:
    """What one party says on one proposition."""

    party: Party
    proposition: Proposition
    state: State
    """spoken; silent (searched, nothing found); not-yet (nothing by the date looked at, but
    later); not-compared (the party was not asked); retracted (with the whole perspective)."""
    standing: tuple[Position, ...]
    earlier: tuple[Position, ...]
    later: tuple[Position, ...]
    """Positions taken after the date looked at, newest first."""
    stance: str | None
    """The stance of all that stands, ``several``, or None."""
    stance_now: str | None
    """The stance without a date looked at."""

    @property
    def stances(self) -> list[str]:
        """The different stances that stand, in the order of the positions."""
        return list(dict.fromkeys(position.stance for position in self.standing))

    @property
    def changed(self) -> bool:
        """Whether the party has since taken another stance than one that it had."""
        return bool(self.standing and self.later) and self.stance_now != self.stance

    @property
    def begun(self) -> bool:
        """Whether the party has since spoken for the first time."""
        return self.state == "not-yet"


@dataclass(frozen=True)
class Row:
    """One proposition with a cell for each party."""

    place: int
    proposition: Proposition
    cells: Mapping[str, Cell]


def matrix(
    topic: Topic,
    parties: Sequence[Party],
    perspectives: Mapping[str, Perspective],
    as_of: str | None = None,
) -> list[Row]:
    """The rows of the comparison, as of a day in the world or now."""
    return [
        Row(
            place,
            proposition,
            {p.id: cell(p, proposition, perspectives[p.id], as_of) for p in parties},
        )
        for place, proposition in enumerate(topic.propositions, 1)
    ]


def cell(
    party: Party, proposition: Proposition, perspective: Perspective, as_of: str | None
) -> Cell:
    """One cell of the comparison."""
    if perspective.gone:
        return Cell(party, proposition, "retracted", (), (), (), None, None)
    every = [p for p in perspective.positions if p.proposition == proposition.id]
    held = held_on(every, as_of)
    stand = standing(held, party.many_voices)
    return Cell(
        party=party,
        proposition=proposition,
        state=_state(every, stand),
        standing=tuple(stand),
        earlier=tuple(newest_first(p for p in held if p not in stand)),
        later=tuple(newest_first(p for p in every if p not in held)),
        stance=stance_of(stand),
        stance_now=stance_of(standing(every, party.many_voices)),
    )


def _state(every: Sequence[Position], stand: Sequence[Position]) -> State:
    if not every:
        return "not-compared"
    if not stand:
        return "not-yet"
    return "silent" if stand[0].silent else "spoken"
