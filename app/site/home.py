"""The home page."""

from __future__ import annotations

from flask import Response, render_template

from app.extensions import db
from app.queries import state
from app.queries.changes import FIRST, latest_changes, with_parts
from app.queries.figures import counts
from app.queries.lists import topic_list
from app.site import blueprint
from app.web.caching import page

ENTRIES = 12
CHANGES = 8


@blueprint.get("/")
def home() -> Response:
    """What this is, the topics with their parties' stances in small, the latest changes."""

    def render() -> str:
        return render_template(
            "site/home.html",
            found=topic_list(db.session, "", "", "title", 1, ENTRIES),
            counts=counts(db.session),
            changes=with_parts(db.session, latest_changes(db.session, CHANGES), FIRST),
        )

    return page(state.of_site(db.session), render)
