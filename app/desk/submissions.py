"""Submissions: what is in one, where it stands, and what its authors do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import drafts, submissions
from app.actions.bundle import Problem, bundle, data_of, drafts_of
from app.actions.drafting import may_end
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.beside import missing_names
from app.desk.forms import summary
from app.desk.paths import paths_of
from app.desk.permission import actor, needs
from app.desk.reading import form_with
from app.desk.words import item_names, named, page_of
from app.documents.blanks import without_blanks
from app.extensions import db
from app.models import DraftRow, SubmissionRow
from app.models.desk import HANDED_IN
from app.models.history import CORRECTIONS
from app.queries.desk.draft import comments, decisions
from app.queries.desk.work import one_work, withdrawn_by, works_on


@blueprint.get("/submissions/<number:id>")
@needs("draft")
def submission(id: int) -> str:
    """A submission: its documents, its people, its reviews, and the way on."""
    return _page(id)


@blueprint.post("/submissions/<number:id>/describe")
@needs("draft")
def describe_submission(id: int) -> ResponseReturnValue:
    """Keep what and why, without handing in yet."""
    return _answer(id, lambda: submissions.describe(db.session, actor(), id, *_told(), _shown()))


@blueprint.post("/submissions/<number:id>/submit")
@needs("draft")
def submit_submission(id: int) -> ResponseReturnValue:
    """Hand it in; everything that is wrong is listed at once."""
    try:
        submissions.submit(db.session, actor(), id, *_told(), _shown())
    except submissions.Incomplete as incomplete:
        return _page(id, incomplete.problems), 422
    except Refused as refused:
        return _page(id, refused=str(refused)), 409
    flash(_("Handed in. Someone else will review it."))
    return redirect(url_for("desk.submission", id=id))


@blueprint.post("/submissions/<number:id>/join")
@needs("draft")
def join_submission(id: int) -> ResponseReturnValue:
    """Work on somebody's submission."""
    return _answer(id, lambda: drafts.join(db.session, actor(), id))


@blueprint.post("/submissions/<number:id>/take-back")
@needs("draft")
def take_back_submission(id: int) -> ResponseReturnValue:
    """Change what was handed in already."""
    return _answer(id, lambda: submissions.take_back(db.session, actor(), id))


@blueprint.post("/submissions/<number:id>/withdraw")
@needs("draft")
def withdraw_submission(id: int) -> ResponseReturnValue:
    """Give it up."""
    return _answer(id, lambda: submissions.withdraw(db.session, actor(), id))


@blueprint.post("/drafts/<number:id>/drop")
@needs("draft")
def drop_draft(id: int) -> ResponseReturnValue:
    """Take one document out of its submission."""
    draft = db.session.get(DraftRow, id) or abort(404)
    submission_id = draft.submission_id
    return _answer(submission_id, lambda: drafts.drop(db.session, actor(), id))


def _answer(id: int, act: Any) -> ResponseReturnValue:
    try:
        act()
    except Refused as refused:
        return _page(id, refused=str(refused)), 409
    return redirect(url_for("desk.submission", id=id))


def _told() -> submissions.Told:
    return request.form.get("summary", ""), request.form.get("correction") or None


def _shown() -> submissions.Told | None:
    """What the form held when it was opened; a program, which shows none, sends none."""
    if "shown_summary" not in request.form:
        return None
    return request.form["shown_summary"], request.form.get("shown_correction") or None


def _listed(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """(address of the field, its name in words, sentence) of each problem."""
    listed = []
    for draft in dict.fromkeys(problem.draft for problem in problems):
        form = form_with(draft, without_blanks(data_of(draft)))
        own = [(each.path, each.sentence) for each in problems if each.draft is draft]
        listed += [
            (url_for("desk.draft", id=draft.id, check=1, _anchor=place),
             f"{named(draft.noun, draft.key)}, {label}", sentence)
            for place, label, sentence in summary(form, own)
        ]  # fmt: skip
    return listed


def _page(id: int, problems: tuple[Problem, ...] = (), refused: str = "") -> str:
    """The page; people who may not read the drafts see only that there is work and whose."""
    work = one_work(db.session, id) or abort(404)
    row = db.session.get_one(SubmissionRow, id)
    own = works_on(db.session, actor().id, id)
    reads = own or actor().may("see-drafts")
    remarks = comments(db.session, [item.id for item in work.items]) if reads else []
    told = request.form if "summary" in request.form else None
    held = bundle(db.session, row) if reads and work.state in ("draft", "sent-back") else None
    return render_template(
        "desk/submission.html",
        work=work,
        own=own,
        ends=own and may_end(db.session, actor(), row),
        reads=reads,
        told={"summary": told["summary"], "correction": told.get("correction")}
        if told else {"summary": work.summary, "correction": work.correction},
        open=row.ended_at is None,
        names=item_names([work]),
        pages={item.id: page_of(item.noun, item.key) for item in work.items},
        problems=_listed(problems),
        ready=held is not None and not held.problems,
        missing=missing_names(held),
        refused=refused,
        comments=remarks,
        paths=paths_of(remarks, drafts_of(db.session, row)),
        decisions=decisions(db.session, id),
        in_force=row.digest if work.state in (*HANDED_IN, "published") else None,
        withdrawn_by=withdrawn_by(db.session, id) if work.state == "withdrawn" else None,
        corrections=CORRECTIONS,
    )  # fmt: skip
