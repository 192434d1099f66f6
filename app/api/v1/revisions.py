"""The chain of revisions."""

from __future__ import annotations

import json

from flask import abort, request

from app.api.v1 import asked, entries
from app.api.v1.cursors import Place, read, write
from app.api.v1.operation import Answer, Data, gives
from app.extensions import db
from app.models import RevisionRow
from app.queries import revisions as queries
from app.web.exporting import links
from app.web.shown import iso


@gives("/revisions", asked.Revisions, entries.RevisionEntry, many=True)
def revisions(given: asked.Revisions) -> Answer:
    """Revisions, in the order of the chain, the first one first."""
    name = f"{request.path} {given.noun} {given.key} {given.published}"
    last = read(given.cursor, name).key
    begin = int(last) if last.isdecimal() and len(last) < 10 else 0
    rows = queries.after(db.session, begin, given.limit + 1, given.noun, given.key, given.moment)
    shown = rows[: given.limit]
    more = len(rows) > given.limit
    return Answer(
        [_entry(row) for row in shown],
        next=write(Place(key=str(shown[-1].sequence)), name) if more else None,
        published=given.published,
        moment=given.moment,
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
