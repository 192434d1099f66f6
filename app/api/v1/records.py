"""The documents themselves: topics, perspectives, parties, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flask import abort, redirect, request, url_for

from app.api.v1 import asked, entries
from app.api.v1.listing import Item, cited, listed, whole
from app.api.v1.operation import Answer, gives
from app.documents import Document, Source
from app.documents.base import SLUG
from app.extensions import db
from app.queries.documents import Version, one
from app.web.exporting import gone, links


@gives("/topics", asked.Records, entries.TopicEntry, many=True)
def topics(given: asked.Records) -> Answer:
    """Topics, by slug, with their propositions, events and claims."""
    return listed(given, "topic", {}, _itself)


@gives("/topics/{topic}", asked.Published, entries.TopicEntry)
def topic(given: asked.Published, topic: str) -> Answer:
    """One topic."""
    return _single(given, "topic", topic)


@gives("/perspectives", asked.Perspectives, entries.PerspectiveEntry, many=True)
def perspectives(given: asked.Perspectives) -> Answer:
    """Perspectives, by topic and party, with their positions."""
    return listed(given, "perspective", {"topic": given.topic, "party": given.party}, _itself)


@gives("/perspectives/{topic}/{party}", asked.Published, entries.PerspectiveEntry)
def perspective(given: asked.Published, topic: str, party: str) -> Answer:
    """The perspective of one party on one topic."""
    return _single(given, "perspective", topic, party)


@gives("/parties", asked.Records, entries.PartyEntry, many=True)
def parties(given: asked.Records) -> Answer:
    """Parties, by id; the order of the columns is their field order."""
    return listed(given, "party", {}, _itself)


@gives("/parties/{party}", asked.Published, entries.PartyEntry)
def party(given: asked.Published, party: str) -> Answer:
    """One party."""
    return _single(given, "party", party)


@gives("/sources", asked.Sources, entries.SourceEntry, many=True)
def sources(given: asked.Sources) -> Answer:
    """Sources, by id."""
    wanted = {"kind": given.kind, "language": given.language, "verification": given.verification}

    def matching(version: Version[Any]) -> Iterator[Item]:
        source = version.document
        if all(value in (None, getattr(source, name)) for name, value in wanted.items()):
            yield from _itself(version)

    return listed(given, "source", {}, matching)


@gives("/sources/{source}", asked.Published, entries.SourceEntry)
def source(given: asked.Published, source: str) -> Answer:
    """One source. What was merged into another leads there."""
    return _single(given, "source", source)


def _itself(version: Version[Any]) -> Iterator[Item]:
    document = version.document
    yield whole(document, links().page(document.noun, document.key), version)


def _single(given: asked.Published, noun: str, *names: str) -> Answer:
    version = _held(noun, names, given.moment)
    [item] = _itself(version)
    sources = cited([item], given.moment)
    return Answer(item.entry, sources, published=given.published, moment=given.moment)


def _held(noun: str, names: tuple[str, ...], moment: dt.datetime | None) -> Version[Document]:
    """A document; 404 without it, 410 with the notice where it was retracted."""
    if not all(SLUG.fullmatch(name) for name in names):
        abort(404)
    version = one(db.session, noun, "/".join(names), moment) or abort(404)
    document = version.document
    if isinstance(document, Source) and document.merged_into:
        asked: dict[str, Any] = request.args.to_dict()
        into = url_for("api.v1_source", source=document.merged_into, **asked)
        abort(redirect(into, 308))
    topic = one(db.session, "topic", names[0], moment) if noun == "perspective" else None
    for each in (document, topic.document if topic else None):
        if each and each.gone:
            raise gone(each)
    return version
