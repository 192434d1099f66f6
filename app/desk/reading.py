"""A draft that the person who asks may read, with what its page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import abort

from app.actions.bundle import data_of
from app.actions.drafting import open_draft
from app.desk.permission import actor
from app.documents import Topic
from app.documents.partial import shown
from app.extensions import db
from app.models import AuthorRow, DraftRow, SubmissionRow
from app.queries.desk.draft import one_draft
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


def readable(id: int) -> Reading:
    """The draft; answers 404 where the person may not know of it."""
    found = one_draft(db.session, id) or abort(404)
    own = db.session.get(AuthorRow, (found.submission.id, actor().id)) is not None
    if not own and not actor().may("see-drafts"):
        abort(404)
    topic = _topic_of(found.draft) if found.draft.noun == "perspective" else None
    return Reading(found.draft, found.submission, found.saved_by, own, topic)


def _topic_of(draft: DraftRow) -> Topic | None:
    slug = draft.key.split("/")[0]
    beside = open_draft(db.session, "topic", slug)
    if beside and beside.submission_id == draft.submission_id:
        document, _left_out = shown("topic", data_of(beside))
        return cast(Topic, document)
    published = one(db.session, "topic", slug)
    return cast(Topic, published.document) if published else None
