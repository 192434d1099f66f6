"""Where drafts begin: a new document, or a change to a published one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import drafting, drafts
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.beside import begins_in, begun_in
from app.desk.finding import LONGEST_ADDRESS, named_by
from app.desk.pasting import begun_from, names_source, proposed_id
from app.desk.permission import actor, needs
from app.desk.posted import number
from app.desk.reading import readable
from app.desk.words import must_name, named, named_all, page_of
from app.documents import NOUNS, Source
from app.extensions import db
from app.queries.desk.held import held
from app.queries.desk.work import one_work
from app.queries.documents import one, parties
from app.queries.names import gone, perspectives, topics


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
    into, pasted, data = number("into"), request.form.get("pasted", "").strip(), None
    if noun == "source" and (wrong := _names_none(key, pasted)):
        return _new_page(wrong), 409
    if noun == "source" and pasted:
        same = held(db.session, pasted)
        if same and not request.form.get("anyway"):
            return _new_page(same=same), 409
        key, data = key or proposed_id(pasted), begun_from(pasted)
    try:
        if into:
            draft = drafts.begin_beside(db.session, actor(), into, noun, key, data)
        else:
            __, draft = drafts.begin(db.session, actor(), noun, key, data)
    except drafting.Taken as taken:
        flash(str(taken))
        return redirect(url_for("desk.submission", id=taken.submission_id))
    except Refused as refused:
        return _new_page(str(refused)), 409
    return redirect(url_for("desk.draft", id=draft))


def _names_none(key: str, pasted: str) -> str:
    """Why no source can be begun from what was typed; empty where one can."""
    if not (key or pasted):
        return str(_("Write a web address, a UN symbol or a DOI, or else an id."))
    if len(pasted) > LONGEST_ADDRESS:
        most = LONGEST_ADDRESS
        return str(_("This address is too long: at most %(most)s characters.", most=most))
    if pasted and not names_source(pasted):
        return str(_("This is no web address, UN symbol or DOI that others can open."))
    return ""


@blueprint.post("/drafts/<number:id>/again")
@needs("draft")
def begin_again(id: int) -> ResponseReturnValue:
    """Begin a new draft with the text of one that was given up or rejected."""
    readable(id)
    try:
        draft = drafts.begin_again(db.session, actor(), id)
    except drafting.Taken as taken:
        flash(str(taken))
        return redirect(url_for("desk.submission", id=taken.submission_id))
    except Refused as refused:
        flash(str(refused), "error")
        return redirect(url_for("desk.draft", id=id))
    return redirect(url_for("desk.draft", id=draft))


@blueprint.get("/edit/")
@needs("draft")
def edit_what() -> ResponseReturnValue:
    """Choose which published document to change; a source is found by ``?source=``."""
    typed = request.args.get("source", "").strip()
    found = named_by(typed) if typed else []
    if len(found) == 1:
        return redirect(url_for("desk.edit", noun="source", key=found[0].id))
    return render_template(
        "desk/edit_what.html",
        typed=typed,
        found=found,
        topics=topics(db.session),
        perspectives=perspectives(db.session),
        parties=parties(db.session).values(),
        gone=named_all(gone(db.session)),
    )


@blueprint.get("/edit/<noun>/<path:key>")
@needs("draft")
def edit(noun: str, key: str) -> ResponseReturnValue:
    """What there is of a document: the published one, and who is at work on it."""
    must_name(noun, key)
    current = one(db.session, noun, key)
    begun = drafting.open_draft(db.session, noun, key)
    new = current is None and begun is None
    return render_template(
        "desk/edit.html",
        noun=noun,
        key=key,
        name=named(noun, key),
        current=current,
        page=page_of(noun, key),
        into=begins_in(noun, key) if new else None,
        work=one_work(db.session, begun.submission_id) if begun else None,
    )


def _new_page(refused: str = "", same: Sequence[Source] = ()) -> str:
    given = request.form if request.method == "POST" else request.args
    into = number("into", given)
    return render_template(
        "desk/new.html",
        given=given,
        refused=refused,
        same=same,
        topics=[*begun_in(into, "topic"), *topics(db.session)],
        parties=[*begun_in(into, "party"), *_parties()],
    )


def _parties() -> list[tuple[str, str]]:
    return [(party.id, party.name) for party in parties(db.session).values()]
