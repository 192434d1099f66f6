"""Blind coding: a statement without its author, a stance, and only then the rest."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.coding import code
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.permission import actor, needs
from app.documents.perspective import STANCES
from app.extensions import db
from app.queries.desk.coding import coded, kappas, next_task
from app.queries.names import topics


@blueprint.get("/coding/")
@needs("code")
def coding() -> str:
    """The topics, and how far authors and blind coders agree on each so far."""
    return render_template("desk/coding.html", topics=topics(db.session), kappas=kappas(db.session))


@blueprint.get("/coding/<topic>")
@needs("code")
def code_next(topic: str) -> str:
    """The next statement to code."""
    return _page(topic)


@blueprint.post("/coding/<topic>")
@needs("code")
def code_this(topic: str) -> ResponseReturnValue:
    """Keep the stance, then show whose statement it was."""
    given = request.form
    try:
        row = code(db.session, actor(), topic, given.get("words", ""), given.get("stance", ""))
    except Refused as refused:
        return _page(topic, str(refused)), 409
    return redirect(url_for("desk.coded_result", id=row.id))


@blueprint.get("/coding/results/<number:id>")
@needs("code")
def coded_result(id: int) -> str:
    """What was coded, with party, speaker and the author's stance."""
    found = coded(db.session, id, actor().id) or abort(404)
    return render_template("desk/coded.html", found=found)


def _page(topic: str, refused: str = "") -> str:
    titles = dict(topics(db.session))
    if topic not in titles:
        abort(404)
    return render_template(
        "desk/code.html",
        title=titles[topic],
        task=next_task(db.session, topic, actor().id),
        stances=STANCES[:4],
        refused=refused,
    )
