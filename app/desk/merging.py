"""Where two forms of one draft meet: base, theirs and mine, field by field."""

from __future__ import annotations

import json
from typing import Any, cast

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.actions import drafts
from app.actions.bundle import data_of
from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.reading import Reading, readable
from app.desk.words import named, path_words
from app.documents import exchange
from app.documents.merge import merge
from app.extensions import db
from app.models import RevisionRow, UserRow
from app.queries.documents import one

Data = dict[str, Any]


def merge_page(
    reading: Reading, base: Data, theirs: Data, mine: Data, number: int | None = None
) -> str:
    """The page on which an editor chooses; *number* is the revision to be brought in."""
    return render_template(
        "desk/merge.html",
        reading=reading,
        name=named(reading.draft.noun, reading.draft.key),
        found=merge(base, theirs, mine),
        forms={"base": json.dumps(base), "theirs": json.dumps(theirs), "mine": json.dumps(mine)},
        path_words=path_words,
        saved_by=db.session.get_one(UserRow, reading.draft.saved_by).name,
        own=reading.draft.saved_by == actor().id,
        number=number,
    )


@blueprint.post("/drafts/<int:id>/merge")
@needs("draft")
def merge_draft(id: int) -> ResponseReturnValue:
    """Save what was chosen; if the draft was saved yet again, the forms meet once more."""
    reading = readable(id)
    base, theirs, mine = (_plain(name) for name in ("base", "theirs", "mine"))
    chosen = {
        name.removeprefix("choose:"): value
        for name, value in request.form.items()
        if name.startswith("choose:")
    }
    found = merge(base, theirs, mine, chosen)
    if any(clash.path not in chosen for clash in found.clashes):
        return merge_page(reading, base, theirs, mine, _number("revision")), 422
    version, revision = _number("version") or abort(400), _number("revision")
    try:
        if revision:
            drafts.rebase(db.session, actor(), id, version, revision, found.data)
        else:
            drafts.save(db.session, actor(), id, version, found.data)
    except drafts.Stale as stale:
        return merge_page(readable(id), theirs, stale.theirs, found.data), 409
    return redirect(url_for("desk.draft", id=id))


@blueprint.get("/drafts/<int:id>/update")
@needs("draft")
def update_draft(id: int) -> ResponseReturnValue:
    """Bring what was published since a draft began into it."""
    reading = readable(id)
    draft = reading.draft
    current = one(db.session, draft.noun, draft.key)
    if current is None or current.number == draft.base:
        return redirect(url_for("desk.draft", id=id))
    theirs = exchange(current.document)
    return merge_page(reading, _base(reading), theirs, data_of(draft), current.number)


def _base(reading: Reading) -> Data:
    draft = reading.draft
    query = select(RevisionRow.body).where(
        RevisionRow.noun == draft.noun, RevisionRow.key == draft.key,
        RevisionRow.number == draft.base,
    )  # fmt: skip
    body = db.session.execute(query).scalar_one_or_none()
    return cast(Data, json.loads(body)) if body else {}


def _plain(name: str) -> Data:
    try:
        value = json.loads(request.form.get(name, ""))
    except ValueError:
        abort(400)
    return value if isinstance(value, dict) else abort(400)


def _number(name: str) -> int | None:
    given = request.form.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
