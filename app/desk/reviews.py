"""Reviews: the queue, the difference, and the decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import reviews
from app.actions.bundle import Bundle, bundle
from app.actions.names import FIELDS
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.citing import carried, unpublished
from app.desk.paths import parts_of, path_of, paths_of
from app.desk.permission import actor, needs
from app.desk.signing import again, sessions
from app.desk.words import item_names
from app.documents.difference import Difference, difference
from app.extensions import db
from app.models import CommentRow, DraftRow, SubmissionRow
from app.queries.desk.called import names_in
from app.queries.desk.draft import comments, decisions
from app.queries.desk.work import one_work, queue, scheduled


@blueprint.get("/reviews/")
@needs("review")
def review_queue() -> str:
    """What waits for a review by this person, the oldest first, and what waits for its time."""
    waiting, later = queue(db.session, actor().id), scheduled(db.session)
    return render_template(
        "desk/reviews.html", waiting=waiting, later=later, names=item_names([*waiting, *later])
    )


@blueprint.get("/submissions/<number:id>/review")
@needs("review")
def review(id: int) -> str:
    """What a submission changes, field by field, with the decision below."""
    return _page(id)


@blueprint.post("/submissions/<number:id>/review")
@needs("review")
def decide(id: int) -> ResponseReturnValue:
    """Approve, send back or reject exactly what the page showed."""
    given, digest = request.form, request.form.get("digest", "")
    verdict, reason = given.get("verdict"), given.get("reason", "")
    if verdict == "approve" and not sessions.is_fresh():
        typed = given.get("password", "")
        if not typed:
            return _page(
                id,
                _("It is a while since you signed in. Give your password below to approve."),
                verify=True,
            ), 409
        if not again.by_password(typed):
            return _page(id, _("This is not your password."), verify=True), 409
    try:
        if verdict == "approve":
            now = reviews.approve(
                db.session, actor(), id, digest, given.getlist("checklist"), _moment()
            )
            said = _("Published.") if now else _("Approved; it is published at the time you set.")
        elif verdict == "send-back":
            reviews.send_back(db.session, actor(), id, digest, reason)
            said = _("Sent back to its authors.")
        elif verdict == "reject":
            reviews.reject(db.session, actor(), id, digest, reason)
            said = _("Rejected.")
        else:
            abort(400)
    except reviews.Unticked as refused:
        return _page(id, unticked=str(refused)), 409
    except Refused as refused:
        return _page(id, str(refused)), 409
    flash(said)
    return redirect(url_for("desk.submission", id=id))


@blueprint.post("/drafts/<number:id>/comments")
@needs("draft")
def comment_draft(id: int) -> ResponseReturnValue:
    """Remark on one field of a draft; what is refused stays in the form that it was typed into."""
    path, text = request.form.get("path", ""), request.form.get("text", "")
    try:
        number = reviews.comment(db.session, actor(), id, path, text)
    except Refused as refused:
        draft = db.session.get(DraftRow, id)
        if draft and actor().may("review"):
            return _page(draft.submission_id, str(refused), remarked=id), 409
        flash(str(refused), "error")
        number = 0
    return redirect(_back(id, f"comment-{number}" if number else "comments"))


@blueprint.post("/comments/<number:id>/resolve")
@needs("draft")
def resolve_comment(id: int) -> ResponseReturnValue:
    """Mark a comment as done."""
    row = db.session.get(CommentRow, id) or abort(404)
    draft_id = row.draft_id
    try:
        reviews.resolve(db.session, actor(), id)
    except Refused as refused:
        flash(str(refused), "error")
    return redirect(_back(draft_id, f"comment-{id}"))


def _back(draft_id: int, anchor: str) -> str:
    draft = db.session.get(DraftRow, draft_id) or abort(404)
    if request.form.get("on") == "draft":
        return url_for("desk.draft", id=draft_id, _anchor=anchor)
    return url_for("desk.review", id=draft.submission_id, _anchor=anchor)


def _moment() -> dt.datetime | None:
    """The set time of publication, which the form gives in UTC, or None for at once."""
    if request.form.get("when") != "later":
        return None
    try:
        moment = dt.datetime.fromisoformat(request.form.get("publish_at", "").strip())
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # in UTC it may lie in no year that there is
        raise Refused(_("Write the time to publish as 2026-11-30 08:00, in UTC.")) from None


def _page(
    id: int,
    refused: str = "",
    verify: bool = False,
    remarked: int | None = None,
    unticked: str = "",
) -> str:
    """The page; *remarked* is the draft of a comment that was refused.

    *unticked* is the sentence for a checklist that is still open.
    """
    row = db.session.get(SubmissionRow, id) or abort(404)
    work = one_work(db.session, id) or abort(404)
    held = bundle(db.session, row)
    shown = {
        (document.noun, document.key): _without_names(
            difference(_before(held, document), document), document.noun
        )
        for document in held.documents
    }
    documents = {(document.noun, document.key): document for document in held.documents}
    parts = {
        draft.id: {
            path_of(each): parts_of(each, documents[draft.noun, draft.key])
            for each in shown[draft.noun, draft.key].changes
        }
        for draft in held.drafts
        if (draft.noun, draft.key) in shown
    }
    remarks = comments(db.session, [item.id for item in work.items])
    before = [current.document for current in held.before.values()]
    return render_template(
        "desk/review.html",
        work=work,
        held=held,
        found=shown,
        called=names_in(db.session, (*before, *held.documents)),
        names=item_names([work]),
        parts=parts,
        fields={
            draft: [*of, *(path for some in of.values() for path, _words in some)]
            for draft, of in parts.items()
        },
        paths=paths_of(remarks, held.drafts),
        author=reviews.is_author(db.session, id, actor().id),
        comments=remarks,
        decisions=decisions(db.session, id),
        checklist=reviews.asked(held),
        carried={name: carried(shown[name], documents[name]) for name in shown},
        unpublished=unpublished(held),
        unticked=unticked,
        path_of=path_of,
        refused=refused,
        verify=verify,
        remarked=remarked,
        given=request.form,
    )


def _without_names(found: Difference, noun: str) -> Difference:
    """A difference without the fields that name the document: the heading says its name."""
    news = tuple(each for each in found.changes if each.path[0].field not in FIELDS[noun])
    return replace(found, changes=news)


def _before(held: Bundle, document: Any) -> Any:
    current = held.before.get((document.noun, document.key))
    return current.document if current else None
