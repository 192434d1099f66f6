"""The way in for those who have no account yet: an invitation is accepted here."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user, login_user
from werkzeug.wrappers import Response

from app.actions import invitations
from app.actions.refused import Refused
from app.desk.account_forms import AcceptForm
from app.desk.signing.address import network
from app.extensions import db

blueprint = Blueprint("door", __name__, url_prefix="/login")


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
def invitation(token: str) -> Response | str | tuple[str, int]:
    """Choose a public name and a password, and be signed in."""
    if current_user.is_authenticated:
        return redirect(url_for("desk.start"))
    offered = invitations.find(db.session, token)
    if offered is None:
        return render_template("desk/accounts/invitation_over.html"), 404
    form = AcceptForm(offered.email)
    if request.method == "POST" and form.validate():
        return _accept(token, form)
    page = render_template("desk/accounts/invitation.html", form=form, offered=offered)
    return page, 422 if form.errors else 200


def _accept(token: str, form: AcceptForm) -> Response | tuple[str, int]:
    where = {"request_id": g.request_id, "address": network(request.remote_addr)}
    try:
        user = invitations.accept(db.session, token, form.name.data or "", form.secret, **where)
    except Refused:
        db.session.rollback()
        return render_template("desk/accounts/invitation_over.html"), 404
    login_user(user, authn_via=["invitation"])
    db.session.commit()
    flash(_("Welcome, %(name)s.", name=user.name))
    return redirect(url_for("desk.start"))
