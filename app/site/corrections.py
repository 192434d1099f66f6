"""Corrections: every mistake that was published and mended, newest first."""

from __future__ import annotations

from flask import Response, render_template

from app.extensions import db
from app.queries import state
from app.queries.changes import corrections as find
from app.queries.changes import corrections_by_kind
from app.site import blueprint
from app.site.addresses import Addresses
from app.web import arguments
from app.web.caching import page

PER_PAGE = 50


@blueprint.get("/corrections")
def corrections() -> Response:
    """What was wrong, where, and what changed."""

    def render() -> str:
        return render_template(
            "site/corrections.html",
            found=arguments.within(find(db.session, arguments.page(), PER_PAGE)),
            kinds=corrections_by_kind(db.session),
            addresses=Addresses,
            link=arguments.link,
        )

    return page(state.of_site(db.session), render)
