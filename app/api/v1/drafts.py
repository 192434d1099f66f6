"""Drafts, written by editors' programs. What they hand in is reviewed at the desk like all else.

A draft is changed only by who has its newest version: ``If-Match`` holds the ETag that it was
read with (RFC 9110), else the answer is 412, or 428 without one (RFC 6585).
"""

from __future__ import annotations

import json

from flask import Response, abort, url_for

from app.actions import drafting, drafts, submissions
from app.actions.bundle import bundle, data_of, words_in
from app.actions.refused import Refused
from app.api import blueprint
from app.api.v1.bodies import (
    ChangedDraft,
    Data,
    Handed,
    NewDraft,
    Wrong,
    answered,
    body,
    document_of,
    must_match,
)
from app.api.v1.operation import ROOT
from app.api.v1.tokens import actor, needs_token
from app.documents import Document, exchange
from app.documents.faults import field_name
from app.extensions import db
from app.models import DraftRow, SubmissionRow
from app.queries.desk.own import own_draft, own_drafts, own_submission
from app.web.shown import canonical_url

MOST = 100


@blueprint.get(f"{ROOT}/drafts")
@needs_token("read")
def drafts_of_mine() -> Response:
    """One's open drafts, the newest first."""
    rows = own_drafts(db.session, actor().id, MOST)
    text = json.dumps({"data": [_entry(row) for row in rows]}, ensure_ascii=False) + "\n"
    return Response(text, mimetype="application/json")


@blueprint.get(f"{ROOT}/drafts/<number:number>")
@needs_token("read")
def draft(number: int) -> Response:
    """One draft."""
    row = own_draft(db.session, actor().id, number) or abort(404)
    return answered(_entry(row), _etag(row))


@blueprint.post(f"{ROOT}/drafts")
@needs_token("write")
def begin_draft() -> Response:
    """Begin a draft of a document."""
    given = body(NewDraft)
    document = _whole(given.noun, given.document)
    if drafting.open_draft(db.session, document.noun, document.key):
        abort(409, "There is an open draft of this document; change that one, or join it.")
    data = exchange(document)
    try:
        if given.submission:
            made = drafts.begin_beside(
                db.session, actor(), given.submission, document.noun, document.key, data
            )
        else:
            _, made = drafts.begin(db.session, actor(), document.noun, document.key, data)
    except Refused as refused:
        abort(409, str(refused))
    row = db.session.get_one(DraftRow, made)
    return answered(_entry(row), _etag(row), 201, Location=f"{ROOT}/drafts/{made}")


@blueprint.put(f"{ROOT}/drafts/<number:number>")
@needs_token("write")
def change_draft(number: int) -> Response:
    """Change a draft that nobody has changed since it was read."""
    given = body(ChangedDraft)
    row = own_draft(db.session, actor().id, number) or abort(404)
    must_match(_etag(row))
    document = _whole(row.noun, given.document)
    if document.key != row.key:
        abort(409, f"This is a draft of {row.noun} {row.key}; the document is {document.key}.")
    try:
        drafts.save(
            db.session, actor(), number, row.version, exchange(document),
            _marks(document, given.confirmed),
        )  # fmt: skip
    except drafts.Stale:
        abort(412, "It was changed since you read it; read it again.")
    except Refused as refused:
        abort(409, str(refused))
    row = db.session.get_one(DraftRow, number)
    return answered(_entry(row), _etag(row))


@blueprint.get(f"{ROOT}/submissions/<number:number>")
@needs_token("read")
def submission(number: int) -> Response:
    """One submission, and what is still wrong with it."""
    row = own_submission(db.session, actor().id, number) or abort(404)
    entry, etag = _submission(row)
    return answered(entry, etag)


@blueprint.post(f"{ROOT}/submissions/<number:number>/submit")
@needs_token("write")
def hand_in(number: int) -> Response:
    """Hand a submission in for review."""
    given = body(Handed)
    own_submission(db.session, actor().id, number) or abort(404)
    try:
        # Locked first, so that nobody changes it between the comparison and handing it in.
        must_match(_submission(drafting.own(db.session, actor(), number))[1])
        submissions.submit(db.session, actor(), number, given.summary, given.correction)
    except submissions.Incomplete as incomplete:
        found = [{"field": field_name(each.path), "detail": each.sentence}
                 for each in incomplete.problems]  # fmt: skip
        raise Wrong(found) from None
    except Refused as refused:
        abort(409, str(refused))
    entry, etag = _submission(db.session.get_one(SubmissionRow, number))
    return answered(entry, etag)


def _whole(noun: str, given: Data) -> Document:
    """A document as it may be written here; retracting and merging are decided at the desk."""
    document = document_of(noun, given)
    if document.gone:
        sentence = "A document is retracted or merged at the desk, and not here."
        raise Wrong([{"field": "document", "detail": sentence}])
    return document


def _marks(document: Document, confirmed: list[str]) -> dict[str, str]:
    """What the citations of some positions are confirmed for."""
    words = words_in(exchange(document))
    return {each: words[each] for each in confirmed if each in words}


def _entry(row: DraftRow) -> Data:
    return {
        "id": row.id,
        "noun": row.noun,
        "key": row.key,
        "version": row.version,
        "submission": row.submission_id,
        "open": row.is_open,
        "document": data_of(row),
        "address": canonical_url(url_for("desk.draft", id=row.id)),
    }


def _etag(row: DraftRow) -> str:
    return f"draft-{row.id}-{row.version}"


def _submission(row: SubmissionRow) -> tuple[Data, str]:
    held = bundle(db.session, row)
    entry: Data = {
        "id": row.id,
        "state": row.state,
        "summary": row.summary,
        "correction": row.correction,
        "drafts": [each.id for each in held.drafts],
        "problems": [
            {"draft": str(each.draft.id), "field": field_name(each.path), "detail": each.sentence}
            for each in held.problems
        ],
        "address": canonical_url(url_for("desk.submission", id=row.id)),
    }
    return entry, held.digest
