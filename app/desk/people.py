"""Accounts, for admins: invite, change roles, disable, reset factors, end sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import abort, flash, get_template_attribute, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.actions import invitations
from app.actions import people as actions
from app.actions.actor import Actor
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.account_forms import InviteForm
from app.desk.permission import actor, needs
from app.extensions import db
from app.models import UserRow
from app.models.accounts import ROLES
from app.queries.people import everybody, invited
from app.web import mail
from app.web.shown import canonical_url

Act = Callable[[Session, Actor, UserRow], object]


@blueprint.get("/accounts/")
@needs("accounts", fresh=True)
def people() -> str:
    """Everybody, and who was invited."""
    return _page(InviteForm())


@blueprint.post("/accounts/invite")
@needs("accounts", fresh=True)
def invite() -> str | Response | tuple[str, int]:
    """Invite somebody, by mail and by a link that the page shows once."""
    form = InviteForm()
    if not form.validate():
        return _page(form), 422
    try:
        token = invitations.invite(db.session, actor(), form.email.data or "", form.role.data)
    except Refused as refusal:
        form.email.errors = [str(refusal)]
        db.session.rollback()
        return _page(form), 422
    db.session.commit()
    link = canonical_url(url_for("door.invitation", token=token))
    mail.notify(form.email.data or "", "invitation", link=link, role=form.role.data)
    return _page(InviteForm(formdata=None), link=link, email=form.email.data)


@blueprint.post("/accounts/invite/withdraw")
@needs("accounts", fresh=True)
def withdraw_invitation() -> Response:
    """Take an invitation back that nobody has accepted yet."""
    email = request.form.get("email", "")
    try:
        invitations.withdraw(db.session, actor(), email)
    except Refused as refusal:
        flash(str(refusal), "error")
    else:
        db.session.commit()
        flash(_("The invitation to %(email)s is withdrawn; its link lets nobody in.", email=email))
    return redirect(url_for("desk.people"))


@blueprint.post("/accounts/<number:id>/role")
@needs("accounts", fresh=True)
def change_role(id: int) -> Response:
    """Give somebody another role."""
    role = request.form.get("role", "")
    if role not in ROLES:
        abort(400, "There is no such role.")
    word = get_template_attribute("components/entry.html", "role_word")(role)
    return _change(
        id,
        lambda user: actions.change_role(db.session, actor(), user, role),
        lambda user: _("%(name)s has the role %(role)s now.", name=user.name, role=word),
        "role-changed",
    )


#: What else an admin does with an account: the act, what the page says then, the letter.
_ACTS: dict[str, tuple[Act, Any, str]] = {
    "disable": (
        actions.disable, _l("The account of %(name)s is disabled."), "account-disabled",
    ),
    "enable": (actions.enable, _l("%(name)s may sign in again."), "account-enabled"),
    "reset-factors": (
        actions.reset_factors, _l("The factors of %(name)s are reset."), "factors-reset",
    ),
    "end-sessions": (
        actions.end_sessions, _l("%(name)s is signed out everywhere."), "sessions-ended",
    ),
}  # fmt: skip


@blueprint.post(
    "/accounts/<number:id>/<any('disable','enable','reset-factors','end-sessions'):act>"
)
@needs("accounts", fresh=True)
def change_account(id: int, act: str) -> Response:
    """Let somebody in no more, or again; take lost factors away; sign somebody out."""
    does, sentence, letter = _ACTS[act]
    return _change(
        id,
        lambda user: does(db.session, actor(), user),
        lambda user: str(sentence) % {"name": user.name},
        letter,
    )


def _change(
    id: int,
    act: Callable[[UserRow], object],
    done: Callable[[UserRow], str],
    letter: str,
) -> Response:
    """Do it, say it on the page and to the person; or say why not."""
    user = db.session.get(UserRow, id) or abort(404)
    try:
        act(user)
    except Refused as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    else:
        db.session.commit()
        mail.notify(user.email, letter, name=user.name, role=user.role)
        flash(done(user))
    return redirect(url_for("desk.people"))


def _page(form: InviteForm, **more: object) -> str:
    now = dt.datetime.now(dt.UTC)
    return render_template(
        "desk/accounts/people.html",
        form=form,
        people=everybody(db.session),
        invited=invited(db.session, now),
        roles=ROLES,
        **more,
    )
