"""One's own account: who one is here, factors, browsers that are signed in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from flask_security import current_user
from werkzeug.wrappers import Response

from app.actions import sessions as table
from app.desk import blueprint
from app.desk.permission import lacks_factor, needs
from app.desk.signing import sessions
from app.extensions import db


@blueprint.get("/account/")
@needs("own-account")
def account() -> str:
    """What the desk knows of the person, and where each part is changed."""
    return render_template("desk/accounts/account.html", person=current_user)


@blueprint.get("/account/factors")
@needs("own-account")
def factors() -> str:
    """What signing in takes beside the password."""
    return render_template(
        "desk/accounts/factors.html", person=current_user, lacking=lacks_factor(current_user)
    )


@blueprint.get("/account/sessions")
@needs("own-account")
def own_sessions() -> str:
    """The browsers in which the person is signed in."""
    rows = table.of_person(db.session, current_user.id)
    return render_template("desk/accounts/sessions.html", rows=rows, current=sessions.current().id)


@blueprint.post("/account/sessions/end")
@needs("own-account")
def end_own_sessions() -> Response:
    """End one session, or all but this."""
    chosen = request.form.get("session", "")
    ended = [
        row
        for row in table.of_person(db.session, current_user.id)
        if row.id != sessions.current().id and chosen in ("others", row.id)
    ]
    for row in ended:
        table.end_row(row)
    sessions.note("sessions-ended", current_user, number=len(ended))
    db.session.commit()
    flash(ngettext("%(num)s session was ended.", "%(num)s sessions were ended.", len(ended)))
    return redirect(url_for("desk.own_sessions"))
