"""Where drafts begin: a new document, or a change to a published one."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import drafts
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.words import named, page_of
from app.documents import NOUNS
from app.extensions import db
from app.queries.desk.work import one_work
from app.queries.documents import one, parties
from app.queries.names import perspectives, topics


@blueprint.get("/new")
@needs("draft")
def new() -> str:
    """Choose what to write: a perspective, a source, a topic or a party."""
    return _new_page()


@blueprint.post("/new")
@needs("draft")
def begin() -> ResponseReturnValue:
    """Begin a draft and go to its form."""
    noun = request.form.get("noun", "")
    if noun not in NOUNS:
        abort(400)
    key = request.form.get("key", "").strip()
    if noun == "perspective":
        key = f"{request.form.get('topic', '')}/{request.form.get('party', '')}"
    into = request.form.get("into", "")
    try:
        if into.isascii() and into.isdecimal():
            draft = drafts.begin_beside(db.session, actor(), int(into), noun, key)
        else:
            _submission, draft = drafts.begin(db.session, actor(), noun, key)
    except drafts.Taken as taken:
        return redirect(url_for("desk.submission", id=taken.submission_id))
    except Refused as refused:
        return _new_page(str(refused)), 409
    return redirect(url_for("desk.draft", id=draft))


@blueprint.get("/edit/")
@needs("draft")
def edit_what() -> str:
    """Choose which published document to change."""
    return render_template(
        "desk/edit_what.html",
        topics=topics(db.session),
        perspectives=perspectives(db.session),
        parties=parties(db.session).values(),
    )


@blueprint.get("/edit/<noun>/<path:key>")
@needs("draft")
def edit(noun: str, key: str) -> ResponseReturnValue:
    """What there is of a document: the published one, and who is at work on it."""
    if noun not in NOUNS:
        abort(404)
    current = one(db.session, noun, key)
    held = drafts.open_draft(db.session, noun, key)
    if current is None and held is None and noun != "perspective":
        abort(404)
    return render_template(
        "desk/edit.html",
        noun=noun,
        key=key,
        name=named(noun, key),
        current=current,
        page=page_of(noun, key),
        work=one_work(db.session, held.submission_id) if held else None,
    )


def _new_page(refused: str = "") -> str:
    given = request.form if request.method == "POST" else request.args
    return render_template(
        "desk/new.html",
        given=given,
        refused=refused,
        topics=topics(db.session),
        parties=parties(db.session).values(),
    )
