"""Search over everything published, as the site's own page has it."""

from __future__ import annotations

from flask import request

from app.api.v1 import asked, entries
from app.api.v1.cursors import Place, counted, read, write
from app.api.v1.listing import Item, cited, version_of
from app.api.v1.operation import Answer, Data, gives
from app.documents import Document, Perspective, Source, Topic
from app.documents.citation import sources_of
from app.extensions import db
from app.queries import search as queries
from app.queries.documents import Version, named
from app.web.exporting import links


@gives("/search", asked.Search, entries.HitEntry, many=True)
def search(given: asked.Search) -> Answer:
    """What has all the words of q, the best first; without words, what the filters leave."""
    chosen = {name: getattr(given, name) or "" for name in ("kind", "topic", "party", "stance")}
    name = f"{request.path} {given.q} {chosen} {given.limit}"
    number = counted(read(given.cursor, name), 1, queries.PAGES)
    found = queries.search(
        db.session, queries.typed(given.q), **chosen, number=number, per_page=given.limit
    )
    more = number < found.pages
    held = named(db.session, {(hit.noun, hit.key) for hit in found.hits})
    items = [_item(hit, held[hit.noun, hit.key]) for hit in found.hits]
    return Answer(
        [item.entry for item in items],
        cited(items, None),
        next=write(Place(key=str(number + 1)), name) if more else None,
    )


def _item(hit: queries.Hit, version: Version[Document]) -> Item:
    part = hit.address.partition("#")[2]
    ids = _cited(version.document, part)
    return Item(part, _entry(hit) | {"version": version_of(version), "cites": sorted(ids)}, ids)


def _cited(document: Document, part: str) -> set[str]:
    """The sources of a document, or of the part of it that was found."""
    if isinstance(document, Source):
        return {document.id}
    parts: dict[str, set[str]] = {}
    if isinstance(document, Topic):
        parts = {each.id: set() for each in document.propositions}
        parts |= {each.id: sources_of(each.citations) for each in document.events}
        of = {document.claims_of} if document.claims_of else set()
        parts |= {each.id: of | sources_of(each.citations) for each in document.claims}
    if isinstance(document, Perspective):
        parts = {each.id: sources_of(each.citations) for each in document.positions}
    return parts.get(part, document.cited())


def _entry(hit: queries.Hit) -> Data:
    entry: Data = {
        "kind": hit.kind,
        "address": links().site + hit.address,
        "topic": hit.topic,
        "party": hit.party,
        "stance": hit.stance,
        "date": hit.date,
        "language": hit.language,
        "title": "".join(each.text for each in hit.title),
        "excerpt": "".join(each.text for each in hit.excerpt),
    }
    return {name: value for name, value in entry.items() if value is not None}
