"""A draft that the person who asks may read, with what its page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from app.actions import names
from app.actions.bundle import data_of
from app.actions.drafting import open_draft
from app.desk import blueprint
from app.desk.forms import DocumentForm, form_of
from app.desk.permission import SAFE, actor
from app.documents import Topic
from app.documents.partial import shown
from app.extensions import db
from app.models import DraftRow, SubmissionRow
from app.queries.desk.draft import one_draft
from app.queries.desk.work import works_on
from app.queries.documents import one


@dataclass(frozen=True)
class Reading:
    """A draft, its submission, and whether the one who reads works on it."""

    draft: DraftRow
    submission: SubmissionRow
    saved_by: str
    own: bool
    topic: Topic | None
    """The topic of a perspective: the one drafted beside it, else the published."""


class NotJoined(Forbidden):
    """A draft of a submission that the person does not work on; its page offers to join."""

    def __init__(self, submission: SubmissionRow) -> None:
        ended = _("This is somebody else's draft, and its submission has ended.")
        join = _("This is somebody else's draft; join the submission to read it.")
        super().__init__(ended if submission.ended_at else join)
        self.submission_id = submission.id


def readable(id: int) -> Reading:
    """The draft; leads whoever may not read it to its submission."""
    found = one_draft(db.session, id) or abort(404)
    own = works_on(db.session, actor().id, found.submission.id)
    if not own and not actor().may("see-drafts"):
        apart = NotJoined(found.submission)
        # A form that was sent is told so in place: going back, one has what was typed.
        raise apart if request.method in SAFE else Forbidden(apart.description)
    topic = topic_of(found.draft) if found.draft.noun == "perspective" else None
    return Reading(found.draft, found.submission, found.saved_by, own, topic)


@blueprint.errorhandler(NotJoined)
def _to_join(error: NotJoined) -> ResponseReturnValue:
    """Lead to where it can be joined."""
    flash(str(error.description), "error")
    return redirect(url_for("desk.submission", id=error.submission_id))


def form_with(draft: DraftRow, data: dict[str, Any]) -> DocumentForm:
    """The form of a draft with some data in it."""
    fixed = names.fixed(draft.noun, draft.key, {})
    topic = topic_of(draft) if draft.noun == "perspective" else None
    return form_of(draft.noun).of(data, fixed=fixed, topic=topic)


def topic_of(draft: DraftRow) -> Topic | None:
    """The topic of a perspective's draft: the one drafted beside it, else the published."""
    slug = draft.key.split("/")[0]
    beside = open_draft(db.session, "topic", slug)
    if beside and beside.submission_id == draft.submission_id:
        document, _left_out = shown("topic", data_of(beside))
        return cast(Topic, document)
    published = one(db.session, "topic", slug)
    return cast(Topic, published.document) if published else None
