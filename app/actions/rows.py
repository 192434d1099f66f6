"""The rows that a document has in the index: pure functions, document → rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.documents import Party, Perspective, Source, Topic
from app.documents.base import words
from app.documents.cells import stance_of, standing
from app.documents.citation import Citation, Citations
from app.documents.dates import last_day
from app.models import (
    Base,
    CellRow,
    CitationRow,
    ClaimRow,
    EventRow,
    PartyRow,
    PerspectiveRow,
    PositionRow,
    PropositionRow,
    SourceRow,
    TopicRow,
)

Row = tuple[type[Base], dict[str, Any]]


def of_party(party: Party) -> Iterator[Row]:
    """The row of a party."""
    yield (
        PartyRow,
        {
            "id": party.id, "place": party.order, "token": party.token, "hue": party.hue,
            "name": party.name, "kind": party.kind, "required": party.required,
        },
    )  # fmt: skip


def of_source(source: Source) -> Iterator[Row]:
    """The row of a source."""
    yield (
        SourceRow,
        {
            "id": source.id, "title": source.title, "publisher": source.publisher,
            "kind": source.kind, "language": source.language, "published": source.published,
            "published_last": _last(source.published), "verification": source.verification,
            "via": source.via,
        },
    )  # fmt: skip


def of_topic(topic: Topic) -> Iterator[Row]:
    """The rows of a topic, its propositions, events, claims and their citations."""
    slug = topic.slug
    yield (
        TopicRow,
        {
            "slug": slug, "title": topic.title, "short_title": topic.short_title,
            "framing": topic.framing, "claims_of": topic.claims_of,
        },
    )  # fmt: skip
    for place, proposition in enumerate(topic.propositions, 1):
        row = {"topic": slug, "id": proposition.id, "place": place, "text": proposition.text}
        yield PropositionRow, row
    for event in topic.events:
        owner = f"{slug}/event/{event.id}"
        yield (
            EventRow,
            {
                "topic": slug, "id": event.id, "date": event.date, "title": event.title,
                "date_last": _last(event.date), "citation": _first(owner, event.citations),
            },
        )  # fmt: skip
        yield from _citations(owner, "event", slug, None, event.id, event.citations)
    for claim in topic.claims:
        owner = f"{slug}/claim/{claim.id}"
        yield (
            ClaimRow,
            {
                "topic": slug, "id": claim.id, "paragraph": claim.paragraph,
                "proposition": claim.proposition, "finding": claim.finding,
                "citation": _first(owner, claim.citations),
            },
        )  # fmt: skip
        yield from _citations(owner, "claim", slug, None, claim.id, claim.citations)


def of_perspective(perspective: Perspective, many_voices: bool) -> Iterator[Row]:
    """The rows of a perspective, its positions, cells and citations."""
    topic, party = perspective.topic, perspective.party
    owner = f"{topic}/{party}"
    yield (
        PerspectiveRow,
        {
            "topic": topic, "party": party, "headline": perspective.headline,
            "silent": all(position.silent for position in perspective.positions),
            "citation": _first(owner, perspective.citations),
        },
    )  # fmt: skip
    yield from _citations(owner, "perspective", topic, party, None, perspective.citations)
    for position in perspective.positions:
        owner = f"{topic}/{party}/{position.id}"
        yield (
            PositionRow,
            {
                "topic": topic, "party": party, "id": position.id,
                "proposition": position.proposition, "stance": position.stance,
                "date": position.date,
                "date_last": _last(position.date) if position.date else None,
                "speaker": position.speaker.name if position.speaker else None,
                "words": words(position.statement),
                "searched_where": position.searched.where if position.searched else None,
                "searched_date": position.searched.date if position.searched else None,
                "citation": _first(owner, position.citations),
            },
        )  # fmt: skip
        yield from _citations(owner, "position", topic, party, position.id, position.citations)
    yield from _cells(perspective, many_voices)


def _cells(perspective: Perspective, many_voices: bool) -> Iterator[Row]:
    for proposition in dict.fromkeys(p.proposition for p in perspective.positions):
        positions = [p for p in perspective.positions if p.proposition == proposition]
        stance = stance_of(standing(positions, many_voices))
        yield (
            CellRow,
            {
                "topic": perspective.topic, "proposition": proposition,
                "party": perspective.party, "stance": stance,
            },
        )  # fmt: skip


def _first(owner: str, citations: Citations) -> str | None:
    return f"{owner}#1" if citations else None


def _citations(
    owner: str, kind: str, topic: str, party: str | None, part: str | None, citations: Citations
) -> Iterator[Row]:
    for place, citation in enumerate(citations, 1):
        row = _citation(citation)
        row |= {"id": f"{owner}#{place}", "owner": kind, "topic": topic}
        yield CitationRow, row | {"party": party, "part": part}


def _citation(citation: Citation) -> dict[str, Any]:
    quotation = citation.quotation
    return {
        "source": citation.source,
        "locator": citation.locator,
        "quotation": quotation.text if quotation else None,
        "language": quotation.language if quotation else None,
    }


def _last(date: str) -> str:
    return last_day(date).isoformat()
