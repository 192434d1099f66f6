"""Where a party stands on a proposition: which of its positions hold now.

A party's newest position replaces its earlier ones. Analysts speak for themselves, so the
newest position of each of them stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.dates import last_day
from app.documents.perspective import Position

SEVERAL = "several"


def held_on(positions: Iterable[Position], day: str | None) -> list[Position]:
    """The positions certain to have been taken by the end of *day* (YYYY[-MM[-DD]]).

    Records of silence have no date in the world and stay.
    """
    if day is None:
        return list(positions)
    until = last_day(day)
    return [p for p in positions if p.date is None or last_day(p.date) <= until]


def standing(positions: Iterable[Position], many_voices: bool) -> list[Position]:
    """The positions that stand, newest first; *many_voices* keeps each speaker's newest."""
    ordered = newest_first(positions)
    newest: dict[str, str] = {}
    for position in ordered:
        newest.setdefault(_voice(position, many_voices), _age(position))
    return [p for p in ordered if _age(p) == newest[_voice(p, many_voices)]]


def newest_first(positions: Iterable[Position]) -> list[Position]:
    """The positions by the last day that their dates can mean, newest first."""
    return sorted(positions, key=_age, reverse=True)


def stance_of(positions: Iterable[Position]) -> str | None:
    """The one stance of the positions that stand, ``several``, or None without any."""
    stances = {position.stance for position in positions}
    if not stances:
        return None
    return stances.pop() if len(stances) == 1 else SEVERAL


def _voice(position: Position, many_voices: bool) -> str:
    return position.speaker.name if many_voices and position.speaker else ""


def _age(position: Position) -> str:
    return last_day(position.date).isoformat() if position.date else ""
