"""Blind coding: which statement comes next, and how far coders agree."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import Party, Perspective, Topic, digest
from app.documents.kappa import Kappa, kappa
from app.documents.masks import SEATS, mask
from app.documents.perspective import Position
from app.models import CodingRow, DocumentRow
from app.queries.documents import parties, versions
from app.queries.names import topics


@dataclass(frozen=True)
class Task:
    """A statement to be coded, with everything masked that tells whose it is."""

    proposition: str
    statement: str
    words: str
    """SHA-256 of the proposition and the statement as they are; it names the task."""


@dataclass(frozen=True)
class Coded:
    """A statement after it was coded, nothing masked."""

    topic: Topic
    party: Party
    proposition: str
    position: Position
    coded: str


def next_task(session: Session, topic: str, coder: int) -> Task | None:
    """The next statement of a topic for a coder: those that nobody coded come first.

    The order is that of the digests, which tells nothing of party or stance.
    """
    found = versions(session, DocumentRow.topic == topic)
    asked = next((v.document for v in found if isinstance(v.document, Topic)), None)
    if asked is None or asked.gone:
        return None
    texts = {each.id: each.text for each in asked.propositions}
    known = parties(session)
    done = _done(session, topic)
    tasks = [
        (words, perspective, position)
        for perspective in (v.document for v in found)
        if isinstance(perspective, Perspective) and not perspective.gone
        for position in perspective.positions
        if not position.silent and position.proposition in texts
        for words in [digest(f"{texts[position.proposition]}\n{position.statement}")]
        if coder not in done.get(words, ())
    ]
    if not tasks:
        return None
    words, perspective, position = min(
        tasks, key=lambda task: (len(done.get(task[0], ())), task[0])
    )
    party = known[perspective.party]
    speakers = [each.speaker for each in perspective.positions if each.speaker]
    statement = mask(position.statement, party, speakers, SEATS.get(party.id, ()))
    return Task(texts[position.proposition], statement, words)


def coded(session: Session, coding_id: int, coder: int) -> Coded | None:
    """What a coder coded, with all that was masked; None for somebody else's."""
    row = session.get(CodingRow, coding_id)
    if row is None or row.coder_id != coder:
        return None
    found = versions(session, DocumentRow.topic == row.topic)
    topic = next(v.document for v in found if isinstance(v.document, Topic))
    for version in found:
        perspective = version.document
        if isinstance(perspective, Perspective) and perspective.party == row.party:
            for position in perspective.positions:
                if position.id == row.position:
                    texts = {each.id: each.text for each in topic.propositions}
                    party = parties(session)[row.party]
                    return Coded(topic, party, texts[position.proposition], position, row.coded)
    return None


def kappas(session: Session) -> dict[str, Kappa]:
    """Cohen's kappa of author and blind coder per topic, where anything was coded.

    Of each statement the first coding counts, with the author's stance as it was then.
    """
    query = select(CodingRow.topic, CodingRow.words, CodingRow.stance, CodingRow.coded)
    pairs: dict[str, dict[str, tuple[str, str]]] = {}
    for topic, words, stance, given in session.execute(query.order_by(CodingRow.id)):
        pairs.setdefault(topic, {}).setdefault(words, (stance, given))
    return {topic: kappa(list(some.values())) for topic, some in sorted(pairs.items())}


def blind(session: Session) -> list[tuple[str, str, Kappa]]:
    """(slug, short title, kappa) of each topic where anything was coded."""
    titles = dict(topics(session))
    return [
        (slug, titles[slug], found) for slug, found in kappas(session).items() if slug in titles
    ]


def _done(session: Session, topic: str) -> dict[str, set[int]]:
    query = select(CodingRow.words, CodingRow.coder_id).where(CodingRow.topic == topic)
    done: dict[str, set[int]] = {}
    for words, coder in session.execute(query):
        done.setdefault(words, set()).add(coder)
    return done
