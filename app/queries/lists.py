"""Lists and counts, from the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, select, union
from sqlalchemy.orm import Session

from app.documents.folding import folded_words
from app.models import (
    CellRow,
    CitationRow,
    DocumentRow,
    PartyRow,
    PerspectiveRow,
    PositionRow,
    PropositionRow,
    RevisionRow,
    SearchRow,
    SourceRow,
    TopicRow,
)
from app.queries.order import by_text


@dataclass(frozen=True)
class Strip:
    """A party's stances on a topic in small, one for each proposition, in their order."""

    party: str
    token: str
    hue: str
    name: str
    required: bool
    stances: list[tuple[str, str | None]]
    """(proposition's text, stance or None); empty where the perspective was retracted."""


@dataclass(frozen=True)
class TopicEntry:
    """A topic as lists show it."""

    slug: str
    title: str
    short_title: str
    framing: str
    updated: dt.datetime
    strips: list[Strip]
    propositions: int
    positions: int
    sources: int


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    entries: Sequence[Any]
    total: int
    number: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.per_page))


def topic_list(session: Session, q: str, party: str, sort: str, number: int, per_page: int) -> Page:
    """Topics by title or newest change; *q* filters by words, *party* by who is compared."""
    updated = (
        select(func.max(RevisionRow.published_at))
        .join(DocumentRow, DocumentRow.revision == RevisionRow.sequence)
        .where(DocumentRow.topic == TopicRow.slug)
        .scalar_subquery()
    )
    where = []
    for word in folded_words(q)[:10]:
        held = SearchRow.title_words.contains(word) | SearchRow.text_words.contains(word)
        found = select(SearchRow.topic).where(SearchRow.kind == "topic", held)
        where.append(TopicRow.slug.in_(found))
    if party:
        compared = select(PerspectiveRow.topic).where(PerspectiveRow.party == party)
        where.append(TopicRow.slug.in_(compared))
    order = updated.desc() if sort == "changed" else func.lower(by_text(session, TopicRow.title))
    total = session.execute(select(func.count()).select_from(TopicRow).where(*where)).scalar_one()
    rows = session.execute(
        select(TopicRow, updated.label("updated"))
        .where(*where)
        .order_by(order, TopicRow.slug)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    slugs = [row.TopicRow.slug for row in rows]
    strips, numbers = _strips(session, slugs), _numbers(session, slugs)
    entries = [
        TopicEntry(
            slug=row.TopicRow.slug,
            title=row.TopicRow.title,
            short_title=row.TopicRow.short_title,
            framing=row.TopicRow.framing,
            updated=row.updated,
            strips=strips[row.TopicRow.slug],
            **numbers[row.TopicRow.slug],
        )
        for row in rows
    ]
    return Page(entries, total, number, per_page)


def _strips(session: Session, slugs: list[str]) -> dict[str, list[Strip]]:
    cells = session.execute(
        select(PropositionRow.topic, PropositionRow.text, PartyRow, CellRow.stance)
        .join(PerspectiveRow, PerspectiveRow.topic == PropositionRow.topic)
        .join(PartyRow, PartyRow.id == PerspectiveRow.party)
        .outerjoin(
            CellRow,
            and_(
                CellRow.topic == PropositionRow.topic,
                CellRow.proposition == PropositionRow.id,
                CellRow.party == PartyRow.id,
            ),
        )
        .where(PropositionRow.topic.in_(slugs))
        .order_by(PropositionRow.topic, PartyRow.place, PropositionRow.place)
    )
    parties: dict[str, PartyRow] = {}
    found: dict[str, dict[str, list[tuple[str, str | None]]]] = {slug: {} for slug in slugs}
    for topic, proposition, party, stance in cells:
        parties[party.id] = party
        found[topic].setdefault(party.id, []).append((proposition, stance))
    for slug, party in session.execute(_retracted(slugs)):
        parties[party.id] = party
        found[str(slug)][party.id] = []
    in_order = sorted(parties.values(), key=lambda party: party.place)
    return {
        slug: [_strip(each, stances[each.id]) for each in in_order if each.id in stances]
        for slug, stances in found.items()
    }


def _strip(party: PartyRow, stances: list[tuple[str, str | None]]) -> Strip:
    return Strip(party.id, party.token, party.hue, party.name, party.required, stances)


def _retracted(slugs: list[str]) -> Select[str | None, PartyRow]:
    """The parties whose perspective on a topic was retracted: it has only its pointer left."""
    return (
        select(DocumentRow.topic, PartyRow)
        .join(PartyRow, PartyRow.id == DocumentRow.party)
        .outerjoin(
            PerspectiveRow,
            and_(
                PerspectiveRow.topic == DocumentRow.topic,
                PerspectiveRow.party == DocumentRow.party,
            ),
        )
        .where(
            DocumentRow.noun == "perspective",
            DocumentRow.topic.in_(slugs),
            PerspectiveRow.party.is_(None),
        )
    )


def _numbers(session: Session, slugs: list[str]) -> dict[str, dict[str, int]]:
    """How many propositions, positions and sources each topic has."""
    sources = _sources()
    counted = {
        "propositions": select(PropositionRow.topic, func.count()).group_by(PropositionRow.topic),
        "positions": select(PositionRow.topic, func.count())
        .where(PositionRow.stance != "none-found")
        .group_by(PositionRow.topic),
        "sources": select(sources.c.topic, func.count()).group_by(sources.c.topic),
    }
    numbers = {slug: dict.fromkeys(counted, 0) for slug in slugs}
    for name, query in counted.items():
        topic = query.selected_columns[0]
        for slug, number in session.execute(query.where(topic.in_(slugs))):
            numbers[slug][name] = number
    return numbers


def _sources() -> Subquery:
    """(topic, source), each once, as the list at the end of a topic's page has them.

    What is cited, the article that claims are made in, and who reports one of these.
    """
    cited = union(
        select(CitationRow.topic.label("topic"), CitationRow.source.label("source")),
        select(TopicRow.slug, TopicRow.claims_of).where(TopicRow.claims_of.is_not(None)),
    ).subquery()
    reporters = (
        select(cited.c.topic, SourceRow.via)
        .join(SourceRow, SourceRow.id == cited.c.source)
        .where(SourceRow.via.is_not(None))
    )
    return union(select(cited.c.topic, cited.c.source), reporters).subquery()


def addresses(session: Session) -> list[str]:
    """The path of every document's page, for the site's map, without what was retracted."""
    whole = SearchRow.kind == SearchRow.noun
    query = select(SearchRow.address).where(whole).order_by(SearchRow.noun, SearchRow.key)
    return list(session.scalars(query))
