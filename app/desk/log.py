"""The audit log, page by page."""

from __future__ import annotations

from flask import abort, render_template, request

from app.actions import audit as log
from app.desk import blueprint
from app.desk.permission import needs
from app.extensions import db
from app.queries.people import PAGE, acts


@blueprint.get("/audit")
@needs("audit")
def audit() -> str:
    """What was done at the desk, the newest first."""
    number = request.args.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number[:5]) <= 1000:
        abort(404)
    rows, total = acts(db.session, int(number))
    pages = max(1, -(-total // PAGE))
    if int(number) > pages:
        abort(404)
    return render_template(
        "desk/accounts/audit.html",
        rows=rows,
        total=total,
        number=int(number),
        pages=pages,
        last=log.last(db.session)[1],
    )
