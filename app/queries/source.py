"""One source: its record, and everything that rests on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
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
from app.queries.lists import Page
from app.queries.order import by_text

_OWNERS = ("position", "perspective", "event", "claim")


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
    uses: Page
    """What rests on it, by topic: one page of it, however much there is."""
    counts: Mapping[str, int]
    """How many positions, perspectives, events and claims rest on it, on all pages."""
    link: LinkCheck | None
    """What came of the last look at its address."""


def source_page(session: Session, id: str, number: int, per_page: int) -> SourcePage | None:
    """What the page of a source shows; None without the source. Six statements."""
    found = {v.document.key: v for v in versions(session, _with_neighbours(id))}
    if id not in found:
        return None
    documents = {key: cast(Source, version.document) for key, version in found.items()}
    source = documents[id]
    counts = {row.owner: row.uses for row in session.execute(_counts(id))}
    rows = session.execute(_uses(session, id, number, per_page)).all()
    makes_claims = session.scalars(_makes_claims(session, id)).all()
    return SourcePage(
        source=source,
        number=found[id].number,
        updated=found[id].published_at,
        via=documents.get(source.via or ""),
        reports=sorted(
            (each for each in documents.values() if each.via == id),
            key=lambda each: each.published,
            reverse=True,
        ),
        quoted=_quoted(session.execute(_quotations(id))),
        uses=Page(_topics(rows, makes_claims, number), sum(counts.values()), number, per_page),
        counts=counts,
        link=last_check(session, id),
    )


def _with_neighbours(id: str) -> ColumnElement[bool]:
    """The source, the one that reports it and those that it reports."""
    reporter = select(SourceRow.via).where(SourceRow.id == id, SourceRow.via.is_not(None))
    reported = select(SourceRow.id).where(SourceRow.via == id)
    key = DocumentRow.key
    return and_(DocumentRow.noun == "source", or_(key == id, key.in_(reporter), key.in_(reported)))


def _counts(id: str) -> Select[str, int]:
    of = CitationRow
    uses = (
        select(of.owner, of.topic, of.party, of.part).where(of.source == id).distinct().subquery()
    )
    return select(uses.c.owner, func.count().label("uses")).group_by(uses.c.owner)


def _quotations(id: str) -> Select[*tuple[Any, ...]]:
    of = CitationRow
    return (
        select(of.quotation, of.language, of.locator)
        .where(of.source == id, of.quotation.is_not(None))
        .order_by(of.id)
    )


def _uses(session: Session, id: str, number: int, per_page: int) -> Select[*tuple[Any, ...]]:
    """The citations of one page of uses with what they carry, in the order of the pages."""
    of = CitationRow
    place = func.dense_rank().over(
        order_by=(
            by_text(session, TopicRow.title), of.topic,
            case(*((of.owner == owner, rank) for rank, owner in enumerate(_OWNERS))),
            PropositionRow.place, PartyRow.place, PositionRow.date_last.desc(),
            EventRow.date_last, ClaimRow.paragraph, of.party, of.part,
        )
    )  # fmt: skip
    placed = _joined(select(of.id, place.label("place"))).where(of.source == id).subquery()
    last = number * per_page
    return (
        _joined(select(
            of.owner, of.topic, of.part, of.locator,
            TopicRow.title.label("topic_title"),
            PartyRow,
            PropositionRow.text.label("proposition"),
            PositionRow.stance, PositionRow.speaker, PositionRow.date.label("said"),
            PerspectiveRow.headline,
            EventRow.title.label("event"), EventRow.date.label("happened"),
            SearchRow.title.label("claim"), ClaimRow.finding,
        ))
        .join(placed, placed.c.id == of.id)
        .where(placed.c.place.between(last - per_page + 1, last))
        .order_by(placed.c.place, of.id)
    )  # fmt: skip


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Citations with the rows of what each belongs to."""
    of = CitationRow
    claim = "/topics/" + ClaimRow.topic + "#" + ClaimRow.id
    return (
        query.select_from(of)
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
        quotation = Quotation(text=row.quotation, language=row.language)
        found.setdefault(row.quotation, Quoted(quotation, row.locator))
    return list(found.values())


def _topics(rows: Iterable[Any], makes_claims: Iterable[TopicRow], number: int) -> list[TopicUses]:
    """Uses by topic; on the first page also the topics of its claims on which none rests."""
    claimed = {row.slug: TopicUses(row.slug, row.title, True) for row in makes_claims}
    found = dict(claimed) if number == 1 else {}
    seen: dict[tuple[str, ...], Use] = {}
    for row in rows:
        name = (row.owner, row.topic, row.PartyRow.id if row.PartyRow else "", row.part or "")
        if name not in seen:
            seen[name] = _use(row)
            topic = claimed.get(row.topic) or TopicUses(row.topic, row.topic_title)
            found.setdefault(row.topic, topic).uses.append(seen[name])
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
