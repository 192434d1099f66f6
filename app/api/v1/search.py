"""Search over everything published, as the site's own page has it."""

from __future__ import annotations

from flask import request

from app.api.v1 import asked, entries
from app.api.v1.cursors import Place, read, write
from app.api.v1.operation import Answer, Data, gives
from app.extensions import db
from app.queries import search as queries
from app.web.exporting import links


@gives("/search", asked.Search, entries.HitEntry, many=True)
def search(given: asked.Search) -> Answer:
    """What has all the words of q, the best first; without words, what the filters leave."""
    chosen = {name: getattr(given, name) or "" for name in ("kind", "topic", "party", "stance")}
    name = f"{request.path} {given.q} {chosen} {given.limit}"
    at = read(given.cursor, name).key
    number = int(at) if at.isdecimal() and len(at) < 5 else 1
    found = queries.search(
        db.session, queries.typed(given.q), **chosen, number=number, per_page=given.limit
    )
    more = number < found.pages
    return Answer(
        [_entry(hit) for hit in found.hits],
        next=write(Place(key=str(number + 1)), name) if more else None,
    )


def _entry(hit: queries.Hit) -> Data:
    entry = {
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
