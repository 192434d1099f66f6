"""The chain of revisions."""

from __future__ import annotations

import json

from flask import abort, request

from app.api.v1 import asked, entries
from app.api.v1.cursors import Place, counted, read, write
from app.api.v1.listing import list_moment
from app.api.v1.operation import Answer, Data, gives
from app.extensions import db
from app.models import RevisionRow
from app.queries import revisions as queries
from app.web.exporting import links
from app.web.shown import iso

_MOST = 10**9 - 1  #: revisions that both databases can number, with room


@gives("/revisions", asked.Revisions, entries.RevisionEntry, many=True)
def revisions(given: asked.Revisions) -> Answer:
    """Revisions, in the order of the chain, the first one first."""
    name = f"{request.path} {given.noun} {given.key} {given.published}"
    place = read(given.cursor, name)
    begun = given.moment or place.moment
    rows = queries.after(
        db.session, counted(place, 0, _MOST), given.limit + 1, given.noun, given.key, begun
    )
    shown, going_on = rows[: given.limit], None
    if len(rows) > given.limit:
        held = list_moment(given.moment, place)
        going_on = write(Place(key=str(shown[-1].sequence), moment=held), name)
    return Answer(
        [_entry(row) for row in shown], next=going_on, published=given.published, moment=begun
    )


@gives("/revisions/{number}", asked.Asked, entries.RevisionEntry)
def revision(_given: asked.Asked, number: int) -> Answer:
    """One revision by its place in the chain, with the document as it was."""
    row = queries.numbered(db.session, number) or abort(404)
    return Answer({**_entry(row), "document": json.loads(row.body)})


def _entry(row: RevisionRow) -> Data:
    entry = {
        "sequence": row.sequence,
        "noun": row.noun,
        "key": row.key,
        "number": row.number,
        "origin": row.origin,
        "authors": list(row.authors),
        "reviewer": row.reviewer,
        "summary": row.summary,
        "correction": row.correction,
        "published_at": iso(row.published_at),
        "previous_digest": row.previous_digest,
        "digest": row.digest,
        "address": links().revision(row.noun, row.key, row.number),
    }
    return {name: value for name, value in entry.items() if value is not None}
