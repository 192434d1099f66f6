"""How much the site holds, and how much room each party has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents import Topic
from app.models import (
    CitationRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    PartyRow,
    PerspectiveRow,
    PositionRow,
    PropositionRow,
    RevisionRow,
    SourceRow,
    TopicRow,
)
from app.queries.documents import versions


def counts(session: Session) -> dict[str, int]:
    """How much the site holds: one statement."""
    counted = {
        "topics": select(func.count()).select_from(TopicRow),
        "parties": select(func.count()).select_from(PartyRow),
        "propositions": select(func.count()).select_from(PropositionRow),
        "positions": select(func.count()).where(PositionRow.stance != "none-found"),
        "silences": select(func.count()).where(PositionRow.stance == "none-found"),
        "events": select(func.count()).select_from(EventRow),
        "claims": select(func.count()).select_from(ClaimRow),
        "sources": select(func.count()).select_from(SourceRow),
        "read": select(func.count()).where(SourceRow.verification == "read"),
        "revisions": select(func.count()).select_from(RevisionRow),
        "reviewed": select(func.count()).where(RevisionRow.reviewer.is_not(None)),
        "corrections": select(func.count()).where(RevisionRow.correction.is_not(None)),
    }
    row = session.execute(
        select(*(query.scalar_subquery().label(name) for name, query in counted.items()))
    ).one()
    return dict(row._asdict())


def codings(session: Session) -> list[Topic]:
    """The topics whose positions were coded a second time, by title: one statement."""
    # A quotation mark inside a text is escaped there, so that only the field itself matches.
    coded = RevisionRow.body.contains('"coding":{')
    found = versions(session, (DocumentRow.noun == "topic") & coded)
    topics = [cast(Topic, version.document) for version in found if not version.document.gone]
    return sorted(topics, key=lambda topic: topic.short_title)


@dataclass(frozen=True)
class Evenness:
    """How much room one party has, for readers who look for unfairness."""

    party: str
    name: str
    topics: int
    positions: int
    silences: int
    sources: int
    words: int | None
    """Words in a statement, on average."""


def evenness(session: Session) -> list[Evenness]:
    """For each party: topics, positions, silences, sources cited, words a statement."""
    by_party: dict[str, dict[str, int]] = {}
    for party, stance, number in session.execute(
        select(PositionRow.party, PositionRow.stance, func.count()).group_by(
            PositionRow.party, PositionRow.stance
        )
    ):
        by_party.setdefault(party, {})[stance] = number
    topics = dict(
        session.execute(
            select(PerspectiveRow.party, func.count()).group_by(PerspectiveRow.party)
        ).all()
    )
    cited = dict(
        session.execute(
            select(CitationRow.party, func.count(func.distinct(CitationRow.source)))
            .where(CitationRow.party.is_not(None))
            .group_by(CitationRow.party)
        ).all()
    )
    words: dict[str, float] = dict(
        session.execute(
            select(PositionRow.party, func.avg(PositionRow.words))
            .where(PositionRow.stance != "none-found")
            .group_by(PositionRow.party)
        ).all()
    )
    named = session.execute(select(PartyRow.id, PartyRow.name).order_by(PartyRow.place))
    return [
        Evenness(
            party=party,
            name=name,
            topics=topics.get(party, 0),
            positions=sum(
                n for stance, n in by_party.get(party, {}).items() if stance != "none-found"
            ),
            silences=by_party.get(party, {}).get("none-found", 0),
            sources=cited.get(party, 0),
            words=round(words[party]) if party in words else None,
        )
        for party, name in named
    ]
