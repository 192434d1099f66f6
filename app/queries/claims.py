"""The claims that prompted the site, over all topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents import Claim, Source, Topic
from app.models import ClaimRow, DocumentRow, TopicRow
from app.queries.documents import versions
from app.queries.lists import Page
from app.queries.numbered import Numbered, numbered
from app.queries.order import by_text


@dataclass(frozen=True)
class ClaimEntry:
    """A claim with the topic that examines it."""

    claim: Claim
    topic: Topic

    @property
    def article(self) -> str:
        """The id of the source that makes the claim."""
        return cast(str, self.topic.claims_of)


@dataclass(frozen=True)
class ClaimList:
    """One page of the claims, with the sources that it cites."""

    found: Page
    """Its entries are ClaimEntry, by article and paragraph."""
    cited: Numbered

    def by_article(self) -> list[tuple[Source, list[ClaimEntry]]]:
        """The claims on this page, article by article."""
        entries = cast(Sequence[ClaimEntry], self.found.entries)
        return [
            (self.cited.sources[article], list(claims))
            for article, claims in groupby(entries, key=lambda entry: entry.article)
        ]


def claim_list(session: Session, finding: str, topic: str, number: int, per_page: int) -> ClaimList:
    """The claims with a finding, on a topic, or all of them. Four statements."""
    where = [
        column == value
        for column, value in ((ClaimRow.finding, finding), (ClaimRow.topic, topic))
        if value
    ]
    total = session.execute(select(func.count()).select_from(ClaimRow).where(*where)).scalar_one()
    rows = session.execute(
        select(ClaimRow.topic, ClaimRow.id)
        .join(TopicRow, TopicRow.slug == ClaimRow.topic)
        .where(*where)
        .order_by(
            by_text(session, TopicRow.claims_of),
            ClaimRow.paragraph,
            by_text(session, TopicRow.title),
            ClaimRow.topic,
            ClaimRow.id,
        )
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    held = _topics(session, {row.topic for row in rows})
    entries = [_entry(held[row.topic], row.id) for row in rows]
    articles = [entry.article for entry in entries]
    cited = numbered(session, (entry.claim.citations for entry in entries), articles)
    return ClaimList(Page(entries, total, number, per_page), cited)


def _topics(session: Session, slugs: set[str]) -> dict[str, Topic]:
    wanted = (DocumentRow.noun == "topic") & DocumentRow.key.in_(sorted(slugs))
    return {v.document.key: cast(Topic, v.document) for v in versions(session, wanted)}


def _entry(topic: Topic, id: str) -> ClaimEntry:
    return ClaimEntry(next(claim for claim in topic.claims if claim.id == id), topic)


def count_by_finding(session: Session) -> dict[str, int]:
    """How many claims have each finding."""
    query = select(ClaimRow.finding, func.count()).group_by(ClaimRow.finding)
    return dict(session.execute(query).all())


def topics_with_claims(session: Session) -> dict[str, str]:
    """The short titles of the topics that examine claims, by slug, in the order of titles."""
    examined = select(ClaimRow.topic)
    query = (
        select(TopicRow.slug, TopicRow.short_title)
        .where(TopicRow.slug.in_(examined))
        .order_by(by_text(session, TopicRow.short_title), TopicRow.slug)
    )
    return dict(session.execute(query).all())
