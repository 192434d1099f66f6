"""What topics hold: propositions, events, claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.api.v1 import asked, entries
from app.api.v1.listing import Item, entry_of, listed
from app.api.v1.operation import Answer, gives
from app.documents.citation import sources_of
from app.documents.dates import last_day
from app.queries.documents import Version
from app.web.exporting import links


@gives("/propositions", asked.OnTopicsNow, entries.PropositionEntry, many=True)
def propositions(given: asked.OnTopicsNow) -> Answer:
    """Propositions, by topic and in their order there."""

    def expand(version: Version[Any]) -> Iterator[Item]:
        slug = version.document.slug
        for each in version.document.propositions:
            address = links().proposition(slug, each.id)
            yield Item(each.id, entry_of(each, address, version, topic=slug), ())

    return listed(given, "topic", {"topic": given.topic}, expand)


@gives("/events", asked.OnTopics, entries.EventEntry, many=True)
def events(given: asked.OnTopics) -> Answer:
    """Events, by topic and in their order there."""

    def expand(version: Version[Any]) -> Iterator[Item]:
        slug = version.document.slug
        for each in version.document.events:
            if given.as_of and last_day(each.date) > last_day(given.as_of):
                continue
            address = links().proposition(slug, each.id)
            entry = entry_of(each, address, version, topic=slug)
            yield Item(each.id, entry, sources_of(each.citations))

    return listed(given, "topic", {"topic": given.topic}, expand, as_of=given.as_of)


@gives("/claims", asked.Claims, entries.ClaimEntry, many=True)
def claims(given: asked.Claims) -> Answer:
    """Claims that topics examine, by topic and in their order there."""

    def expand(version: Version[Any]) -> Iterator[Item]:
        topic = version.document
        for each in topic.claims:
            if given.finding in (None, each.finding):
                address = links().proposition(topic.slug, each.id)
                more = {"topic": topic.slug, "claims_of": topic.claims_of}
                entry = entry_of(each, address, version, **more)
                yield Item(each.id, entry, {topic.claims_of, *sources_of(each.citations)})

    return listed(given, "topic", {"topic": given.topic}, expand)
