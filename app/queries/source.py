"""One source: its record, and everything that rests on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from app.documents import Quotation, Source
from app.models import (
    CitationRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    PartyRow,
    PerspectiveRow,
    PositionRow,
    PropositionRow,
    SearchRow,
    SourceRow,
    TopicRow,
)
from app.queries.documents import versions
from app.queries.links import LinkCheck, last_check
from app.queries.order import by_text


@dataclass(frozen=True)
class Use:
    """Something that rests on a source: a position, a summary, an event or a claim."""

    owner: str
    topic: str
    part: str | None
    """The id of the position, event or claim; None for a perspective's summary."""
    party: PartyRow | None
    text: str
    """The proposition of a position, the headline, the event's title or the claim."""
    stance: str | None
    finding: str | None
    date: str | None
    speaker: str | None
    locators: list[str]


@dataclass(frozen=True)
class Quoted:
    """Words of a source that we quote, where they stand in it, and for whom."""

    quotation: Quotation
    locator: str


@dataclass(frozen=True)
class TopicUses:
    """What rests on a source on one topic."""

    slug: str
    title: str
    makes_claims: bool = False
    """Whether the claims examined on the topic are those of this source."""
    uses: list[Use] = field(default_factory=list)

    def of(self, owner: str) -> list[Use]:
        """The positions, perspectives, events or claims among them."""
        return [use for use in self.uses if use.owner == owner]


@dataclass(frozen=True)
class SourcePage:
    """What the page of a source shows."""

    source: Source
    number: int
    updated: dt.datetime
    via: Source | None
    reports: list[Source]
    """The sources that we know through this one only, newest first."""
    quoted: list[Quoted]
    topics: list[TopicUses]
    link: LinkCheck | None
    """What came of the last look at its address."""

    def count(self, owner: str) -> int:
        """How many positions, perspectives, events or claims rest on it."""
        return sum(len(topic.of(owner)) for topic in self.topics)


def source_page(session: Session, id: str) -> SourcePage | None:
    """What the page of a source shows; None without the source. Four statements."""
    found = {v.document.key: v for v in versions(session, _with_neighbours(id))}
    if id not in found:
        return None
    documents = {key: cast(Source, version.document) for key, version in found.items()}
    source = documents[id]
    rows = session.execute(_uses(session, id)).all()
    return SourcePage(
        source=source,
        number=found[id].number,
        updated=found[id].published_at,
        via=documents[source.via] if source.via else None,
        reports=sorted(
            (each for each in documents.values() if each.via == id),
            key=lambda each: each.published,
            reverse=True,
        ),
        quoted=_quoted(rows),
        topics=_topics(rows, session.scalars(_makes_claims(session, id)).all()),
        link=last_check(session, id),
    )


def _with_neighbours(id: str) -> ColumnElement[bool]:
    """The source, the one that reports it and those that it reports."""
    reporter = select(SourceRow.via).where(SourceRow.id == id, SourceRow.via.is_not(None))
    reported = select(SourceRow.id).where(SourceRow.via == id)
    key = DocumentRow.key
    return and_(DocumentRow.noun == "source", or_(key == id, key.in_(reporter), key.in_(reported)))


def _uses(session: Session, id: str) -> Select[*tuple[Any, ...]]:
    """Every citation of a source with what it carries, in the order of the pages."""
    of = CitationRow
    claim = "/topics/" + ClaimRow.topic + "#" + ClaimRow.id
    return (
        select(
            of.owner, of.topic, of.part, of.locator, of.quotation, of.language,
            TopicRow.title.label("topic_title"),
            PartyRow,
            PropositionRow.text.label("proposition"),
            PositionRow.stance, PositionRow.speaker, PositionRow.date.label("said"),
            PerspectiveRow.headline,
            EventRow.title.label("event"), EventRow.date.label("happened"),
            SearchRow.title.label("claim"), ClaimRow.finding,
        )
        .join(TopicRow, TopicRow.slug == of.topic)
        .outerjoin(PartyRow, PartyRow.id == of.party)
        .outerjoin(
            PerspectiveRow,
            and_(PerspectiveRow.topic == of.topic, PerspectiveRow.party == of.party),
        )
        .outerjoin(PositionRow, and_(_is(PositionRow, "position"), PositionRow.party == of.party))
        .outerjoin(EventRow, _is(EventRow, "event"))
        .outerjoin(ClaimRow, _is(ClaimRow, "claim"))
        .outerjoin(
            PropositionRow,
            and_(
                PropositionRow.topic == of.topic, PropositionRow.id == PositionRow.proposition
            ),
        )
        .outerjoin(
            SearchRow,
            and_(
                SearchRow.noun == "topic", SearchRow.key == of.topic, SearchRow.kind == "claim",
                SearchRow.address == claim,
            ),
        )
        .where(of.source == id)
        .order_by(
            by_text(session, TopicRow.title), of.topic, PropositionRow.place, PartyRow.place,
            PositionRow.date_last.desc(), EventRow.date_last, ClaimRow.paragraph, of.id,
        )
    )  # fmt: skip


def _is(
    table: type[PositionRow] | type[EventRow] | type[ClaimRow], owner: str
) -> ColumnElement[bool]:
    """That a row of *table* is what a citation belongs to."""
    return and_(
        CitationRow.owner == owner,
        table.topic == CitationRow.topic,
        table.id == CitationRow.part,
    )


def _makes_claims(session: Session, id: str) -> Select[TopicRow]:
    return (
        select(TopicRow)
        .where(TopicRow.claims_of == id)
        .order_by(by_text(session, TopicRow.title), TopicRow.slug)
    )


def _quoted(rows: Iterable[Any]) -> list[Quoted]:
    """What is quoted, each text once."""
    found: dict[str, Quoted] = {}
    for row in rows:
        if row.quotation:
            quotation = Quotation(text=row.quotation, language=row.language)
            found.setdefault(row.quotation, Quoted(quotation, row.locator))
    return list(found.values())


def _topics(rows: Iterable[Any], makes_claims: Iterable[TopicRow]) -> list[TopicUses]:
    found = {row.slug: TopicUses(row.slug, row.title, True) for row in makes_claims}
    seen: dict[tuple[str, ...], Use] = {}
    for row in rows:
        name = (row.owner, row.topic, row.PartyRow.id if row.PartyRow else "", row.part or "")
        if name not in seen:
            seen[name] = _use(row)
            topic = found.setdefault(row.topic, TopicUses(row.topic, row.topic_title))
            topic.uses.append(seen[name])
        seen[name].locators.append(row.locator)
    return list(found.values())


def _use(row: Any) -> Use:
    text = {
        "position": row.proposition,
        "perspective": row.headline,
        "event": row.event,
        "claim": row.claim,
    }[row.owner]
    return Use(
        owner=row.owner,
        topic=row.topic,
        part=row.part,
        party=row.PartyRow,
        text=text,
        stance=row.stance,
        finding=row.finding,
        date=row.said or row.happened,
        speaker=row.speaker,
        locators=[],
    )
