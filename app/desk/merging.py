"""Where two forms of one draft meet: base, theirs and mine, field by field."""

from __future__ import annotations

import json
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import drafts
from app.actions.bundle import data_of
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.paths import path_words
from app.desk.permission import actor, needs
from app.desk.posted import number
from app.desk.reading import Reading, readable
from app.desk.words import named
from app.documents import exchange
from app.documents.difference import Segment, segments
from app.documents.merge import merge
from app.extensions import db
from app.queries.desk.draft import base_of
from app.queries.documents import one

Data = dict[str, Any]
_LONGEST = 4000  # no field is longer, and comparing what is takes its time


def merge_page(
    reading: Reading,
    base: Data,
    theirs: Data,
    mine: Data,
    revision: int | None = None,
    refused: str = "",
) -> str:
    """The page on which an editor chooses; *revision* is the one to be brought in."""
    return render_template(
        "desk/merge.html",
        reading=reading,
        name=named(reading.draft.noun, reading.draft.key),
        found=merge(base, theirs, mine),
        kept=merge(base, mine, theirs).taken,
        marked=_marked,
        forms={"base": json.dumps(base), "theirs": json.dumps(theirs), "mine": json.dumps(mine)},
        path_words=lambda path: path_words(path, mine, theirs, base),
        own=reading.draft.saved_by == actor().id,
        number=revision,
        refused=refused,
    )


def _marked(before: object, after: object) -> tuple[Segment, ...]:
    """What differs between two texts, word by word; nothing if each is best read whole."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return ()
    if max(len(before), len(after)) > _LONGEST:
        return ()
    found = segments(before, after)
    return found if any(each.kind == "same" for each in found) else ()


@blueprint.post("/drafts/<number:id>/merge")
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
        sentence = _("Choose one of the three for every field.")
        return merge_page(reading, base, theirs, mine, number("revision"), sentence), 422
    version, revision = number("version") or abort(400), number("revision")
    try:
        if revision:
            drafts.rebase(db.session, actor(), id, version, revision, found.data)
        else:
            drafts.save(db.session, actor(), id, version, found.data)
    except drafts.Stale as stale:
        # What was chosen just now meets what was saved; a revision is still to be brought in.
        before = mine if revision else theirs
        return merge_page(readable(id), before, stale.theirs, found.data, revision), 409
    except Refused as refused:
        return merge_page(reading, base, theirs, mine, revision, str(refused)), 409
    return redirect(url_for("desk.draft", id=id))


@blueprint.get("/drafts/<number:id>/update")
@needs("draft")
def update_draft(id: int) -> ResponseReturnValue:
    """Bring what was published since a draft began into it."""
    reading = readable(id)
    draft = reading.draft
    current = one(db.session, draft.noun, draft.key)
    if current is None or current.number == draft.base:
        return redirect(url_for("desk.draft", id=id))
    theirs = exchange(current.document)
    return merge_page(reading, base_of(db.session, draft), theirs, data_of(draft), current.number)


def _plain(name: str) -> Data:
    try:
        value = json.loads(request.form.get(name, ""))
        json.dumps(value, ensure_ascii=False).encode()  # half a character can be kept nowhere
    except (ValueError, RecursionError):
        abort(400)
    return value if isinstance(value, dict) else abort(400)
