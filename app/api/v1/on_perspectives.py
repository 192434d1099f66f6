"""What perspectives hold: positions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.api.v1 import asked, entries
from app.api.v1.listing import Item, entry_of, listed
from app.api.v1.operation import Answer, gives
from app.documents import Party, Perspective, Position
from app.documents.cells import held_on, standing
from app.documents.citation import sources_of
from app.documents.dates import first_day, last_day
from app.extensions import db
from app.queries.documents import Version, parties
from app.web.exporting import links


@gives("/positions", asked.Positions, entries.PositionEntry, many=True)
def positions(given: asked.Positions) -> Answer:
    """Positions, by topic and party and in their order there."""
    known = parties(db.session, given.moment)

    def expand(version: Version[Any]) -> Iterator[Item]:
        perspective = version.document
        held = held_on(perspective.positions, given.as_of)
        stands = _standing(held, perspective, known)
        for each in held:
            if _matches(each, given):
                address = links().position(perspective.topic, perspective.party, each.id)
                entry = entry_of(
                    each, address, version,
                    topic=perspective.topic, party=perspective.party, standing=each.id in stands,
                )  # fmt: skip
                yield Item(each.id, entry, sources_of(each.citations))

    where = {"topic": given.topic, "party": given.party}
    return listed(given, "perspective", where, expand, as_of=given.as_of)


def _standing(held: list[Position], perspective: Perspective, known: dict[str, Party]) -> set[str]:
    """The ids of the positions that stand, proposition by proposition."""
    voices = known[perspective.party].many_voices
    found: set[str] = set()
    for proposition in {each.proposition for each in held}:
        here = [each for each in held if each.proposition == proposition]
        found |= {each.id for each in standing(here, voices)}
    return found


def _matches(position: Position, given: asked.Positions) -> bool:
    if given.proposition not in (None, position.proposition):
        return False
    if given.stance not in (None, position.stance):
        return False
    if not given.since and not given.until:
        return True
    if position.date is None:
        return False
    late = given.until is not None and last_day(position.date) > last_day(given.until)
    early = given.since is not None and first_day(position.date) < first_day(given.since)
    return not late and not early
