"""The audit log, page by page."""

from __future__ import annotations

from flask import render_template

from app.actions import audit as log
from app.desk import blueprint
from app.desk.permission import needs
from app.extensions import db
from app.queries.people import acts
from app.web import arguments

PER_PAGE = 50


@blueprint.get("/audit")
@needs("audit")
def audit() -> str:
    """What was done at the desk, the newest first."""
    return render_template(
        "desk/accounts/audit.html",
        found=arguments.within(acts(db.session, arguments.page(), PER_PAGE)),
        last=log.last(db.session)[1],
        link=arguments.link,
    )
