"""Blind coding: a stance given to a statement by someone who cannot see whose it is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.actor import Actor
from app.actions.drafts import now
from app.actions.neighbours import as_it_stands
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import Perspective, Topic, digest
from app.documents.perspective import STANCES, Position
from app.models import CodingRow


@whole
def code(
    session: Session, actor: Actor, topic: str, party: str, position: str, words: str, stance: str
) -> CodingRow:
    """Keep the stance that a coder gave to words that they were shown.

    Refused for words that were changed meanwhile, and for a second opinion of one coder.
    """
    actor.must("code")
    if stance not in STANCES or stance == "none-found":
        raise Refused("Choose one of the four stances.")
    found = _position(session, topic, party, position)
    if words_shown(*found) != words:
        raise Refused("This statement was changed meanwhile; take the next one.")
    row = CodingRow(
        topic=topic, party=party, position=position, words=words, stance=found[1].stance,
        coded=stance, coder_id=actor.id, at=now(),
    )  # fmt: skip
    query = select(CodingRow.id).where(
        CodingRow.topic == topic, CodingRow.party == party, CodingRow.position == position,
        CodingRow.words == words, CodingRow.coder_id == actor.id,
    )  # fmt: skip
    if session.execute(query).first():
        raise Refused("You have coded this statement before.")
    session.add(row)
    session.flush()
    audit.record(session, actor, "coding.code", f"position {topic}/{party}#{position}")
    return row


def words_shown(proposition: str, position: Position) -> str:
    """What a coder is shown, as a digest: another wording is another task."""
    return digest(f"{proposition}\n{position.statement}")


def _position(session: Session, topic: str, party: str, id: str) -> tuple[str, Position]:
    asked, held = (
        as_it_stands(session, "topic", topic),
        as_it_stands(session, "perspective", f"{topic}/{party}"),
    )
    if asked and held and isinstance(held.document, Perspective):
        assert isinstance(asked.document, Topic)  # noqa: S101 - its noun says so
        texts = {each.id: each.text for each in asked.document.propositions}
        for position in held.document.positions:
            if position.id == id and not position.silent:
                return texts[position.proposition], position
    raise Refused("There is no such position.")
