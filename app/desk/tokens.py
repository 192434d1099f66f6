"""Tokens, by which one's own programs write drafts through the API."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import tokens
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.posted import number
from app.extensions import db


@blueprint.get("/account/tokens")
@needs("draft", fresh=True)
def own_tokens() -> str:
    """The tokens of the person, and a form for a new one."""
    return _page()


@blueprint.post("/account/tokens")
@needs("draft", fresh=True)
def make_token() -> ResponseReturnValue:
    """Make a token and show it, this once."""
    given = request.form
    name, scope, days = given.get("name", ""), given.get("scope", ""), number("days") or 0
    try:
        secret = tokens.make(db.session, actor(), name, scope, days)
    except Refused as refused:
        return _page(refused=str(refused)), 422
    return _page(secret=secret, name=name)


@blueprint.post("/account/tokens/revoke")
@needs("draft")
def revoke_token() -> ResponseReturnValue:
    """End a token."""
    try:
        name = tokens.revoke(db.session, actor(), number("token") or 0)
        flash(_("“%(name)s” is revoked.", name=name))
    except Refused as refused:
        flash(str(refused), "error")
    return redirect(url_for("desk.own_tokens"))


def _page(**more: str) -> str:
    rows = tokens.of_person(db.session, actor().id)
    return render_template(
        "desk/accounts/tokens.html", rows=rows, is_good=tokens.is_good, given=request.form, **more
    )
