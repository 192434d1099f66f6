"""What a card shows: a topic as it stands, or as it stood when the card was pinned."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.orm import Session

from app.documents import Document, Perspective, Topic
from app.documents.corpus import Name
from app.models import ClaimRow, DocumentRow, RevisionRow, TopicRow
from app.queries.contested import most_contested
from app.queries.documents import Version, versions
from app.queries.matrix import matrix
from app.queries.topics import TopicPage, topic_page

#: The first digits of a revision's digest, at least twelve of them.
PIN = re.compile(r"[0-9a-f]{12,64}", re.ASCII)
PIN_DIGITS = 12


@dataclass(frozen=True)
class Pin:
    """A state of the site that a card is held at."""

    digest: str
    published_at: dt.datetime

    @property
    def short(self) -> str:
        """The digits that addresses name it by."""
        return self.digest[:PIN_DIGITS]


@dataclass(frozen=True)
class Mended:
    """A correction that was published after a card was pinned."""

    noun: str
    key: str
    number: int
    summary: str
    kind: str | None
    published_at: dt.datetime


@dataclass(frozen=True)
class Card:
    """A topic as its cards show it, with what became of it since."""

    page: TopicPage
    pin: Pin | None
    contested: str
    """The id of the most contested proposition, of the state that is shown."""
    newer: dt.datetime | None
    """When the topic or a perspective on it was last published again after the pin."""
    corrections: Sequence[Mended]
    """Those after the pin, newest first."""
    sources: int
    """On how many sources the page rests, as the site had it."""
    now: Mapping[Name, Document]
    """Of a pinned card, the topic and its perspectives as they stand now."""
    retracted: str | None
    """Why the topic was retracted, if it is now."""
    retracted_at: dt.datetime | None

    @property
    def spoken_of(self) -> dt.datetime:
        """The moment that the card speaks of."""
        return self.page.updated


def find_pin(session: Session, prefix: str) -> Pin | None:
    """The revision whose digest begins so; None without it, or with two. One statement."""
    if not PIN.fullmatch(prefix):
        return None
    rows = session.execute(
        select(RevisionRow.digest, RevisionRow.published_at)
        .where(RevisionRow.digest.between(prefix, prefix.ljust(64, "f")))
        .limit(2)
    ).all()
    return Pin(*rows[0]) if len(rows) == 1 else None


def pin_at(session: Session, moment: dt.datetime) -> Pin | None:
    """The newest revision up to a moment; None before the first. One statement."""
    row = session.execute(
        select(RevisionRow.digest, RevisionRow.published_at)
        .where(RevisionRow.published_at <= moment)
        .order_by(RevisionRow.sequence.desc())
        .limit(1)
    ).first()
    return Pin(*row) if row else None


def topic_card(session: Session, slug: str, pin: Pin | None = None) -> Card | None:
    """The card of a topic; None where there was no such topic. Three statements; five if pinned.

    What was retracted since the pin is not shown again, whatever stood there then.
    """
    page = topic_page(session, slug, None, pin.published_at if pin else None)
    if page is None:
        return None
    contested = most_contested(page.rows).proposition.id
    if pin is None:
        at = page.retracted_at.get(("topic", slug))
        counted = len(page.shown_sources)
        return Card(page, None, contested, None, (), counted, {}, page.topic.retracted, at)
    now = versions(session, DocumentRow.topic == slug)
    newest = max(each.published_at for each in now)
    reason, at = next(
        (each.document.retracted, each.published_at)
        for each in now
        if isinstance(each.document, Topic)
    )
    return Card(
        page=_without_retracted(page, now),
        pin=pin,
        contested=contested,
        newer=newest if newest > pin.published_at else None,
        corrections=_mended(session, page, pin),
        sources=len(page.shown_sources),
        now={(each.document.noun, each.document.key): each.document for each in now},
        retracted=reason or page.topic.retracted,
        retracted_at=at if reason else page.retracted_at.get(("topic", slug)),
    )


def _without_retracted(page: TopicPage, now: Sequence[Version[Document]]) -> TopicPage:
    """The page with the notices of the perspectives that are retracted now."""
    held = (each.document for each in now)
    gone = {each.party: each for each in held if isinstance(each, Perspective) and each.gone}
    perspectives = {party: gone.get(party, then) for party, then in page.perspectives.items()}
    rows = matrix(page.topic, page.parties, perspectives)
    return replace(page, perspectives=perspectives, rows=rows)


def _mended(session: Session, page: TopicPage, pin: Pin) -> list[Mended]:
    """The corrections after a pin of the topic, its perspectives and the sources shown."""
    same = and_(DocumentRow.noun == RevisionRow.noun, DocumentRow.key == RevisionRow.key)
    of_source = and_(DocumentRow.noun == "source", DocumentRow.key.in_(sorted(page.sources)))
    rows = session.execute(
        select(
            RevisionRow.noun, RevisionRow.key, RevisionRow.number, RevisionRow.summary,
            RevisionRow.correction, RevisionRow.published_at,
        )
        .join(DocumentRow, same)
        .where(
            or_(DocumentRow.topic == page.topic.slug, of_source),
            RevisionRow.correction.is_not(None),
            RevisionRow.published_at > pin.published_at,
        )
        .order_by(RevisionRow.sequence.desc())
    )  # fmt: skip
    return [Mended(*row) for row in rows]


def claims_called(session: Session, name: str) -> list[tuple[str, str]]:
    """The topic and id of each claim that goes by a name: two statements at most.

    A claim's id is its own only within its topic, so that ``<topic>-<id>`` names one whatever
    other topics hold, as on the page of claims. The id alone names it where no other has it.
    """
    whole = ClaimRow.topic + "-" + ClaimRow.id
    query = select(ClaimRow.topic, ClaimRow.id).where(or_(ClaimRow.id == name, whole == name))
    rows = session.execute(query.order_by(ClaimRow.topic)).all()
    found = [(row.topic, row.id) for row in rows]
    exact = [each for each in found if "-".join(each) == name]
    return exact[:1] or found or _claims_no_more(session, name)


def _claims_no_more(session: Session, name: str) -> list[tuple[str, str]]:
    """What ``<topic>-<id>`` may name of a topic that was retracted, or at an earlier version."""
    begins = literal(name).like(DocumentRow.key + "-%")
    slugs = session.scalars(
        select(DocumentRow.key).where(DocumentRow.noun == "topic", begins)
    ).all()
    longest = sorted(slugs, key=len, reverse=True)[:1]
    return [(slug, name.removeprefix(f"{slug}-")) for slug in longest]


def claims_retracted(session: Session, name: str) -> list[tuple[str, str]]:
    """The topic and id of each claim with an id on topics that were retracted: one statement."""
    gone = DocumentRow.key.not_in(select(TopicRow.slug))
    found = versions(session, (DocumentRow.noun == "topic") & gone)
    topics = [each.document for each in found if isinstance(each.document, Topic)]
    return [(t.slug, claim.id) for t in topics for claim in t.claims if claim.id == name]
