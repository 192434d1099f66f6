"""Blind coding: a stance given to a statement by someone who cannot see whose it is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.actor import Actor
from app.actions.drafting import now
from app.actions.neighbours import on_topic
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import Perspective, Topic, digest
from app.documents.perspective import STANCES, Position
from app.models import CodingRow


@whole
def code(session: Session, actor: Actor, topic: str, words: str, stance: str) -> CodingRow:
    """Keep the stance that a coder gave to words that they were shown.

    Refused for words that were changed meanwhile, and for a second opinion of one coder.
    """
    actor.must("code")
    if stance not in STANCES or stance == "none-found":
        raise Refused("Choose one of the four stances.")
    party, position = _shown(session, topic, words)
    query = select(CodingRow.id).where(CodingRow.words == words, CodingRow.coder_id == actor.id)
    if session.execute(query).first():
        raise Refused("You have coded this statement before.")
    row = CodingRow(
        topic=topic, party=party, position=position.id, words=words, stance=position.stance,
        coded=stance, coder_id=actor.id, at=now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(session, actor, "coding.code", f"position {topic}/{party}#{position.id}")
    return row


def words_shown(proposition: str, position: Position) -> str:
    """What a coder is shown, as a digest: another wording is another task."""
    return digest(f"{proposition}\n{position.statement}")


def _shown(session: Session, topic: str, words: str) -> tuple[str, Position]:
    """(party, position) whose words a coder was shown, as they stand now."""
    documents = on_topic(session, topic)
    texts = {
        each.id: each.text
        for asked in documents
        if isinstance(asked, Topic)
        for each in asked.propositions
    }
    for document in documents:
        if not isinstance(document, Perspective):
            continue
        for position in document.positions:
            text = texts.get(position.proposition)
            if text and not position.silent and words_shown(text, position) == words:
                return document.party, position
    raise Refused("This statement was changed meanwhile; take the next one.")
