"""Addresses that machines ask for: health, robots, the map of the site."""

from __future__ import annotations

import logging

from flask import Response, render_template, url_for
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import alembic, db
from app.queries import state
from app.queries.lists import addresses
from app.site import blueprint
from app.web.caching import page
from app.web.shown import canonical_url

log = logging.getLogger(__name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process is alive."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers and its migrations are complete."""
    try:
        db.session.execute(text("SELECT 1"))
        missing = alembic.current() != alembic.heads()
    except SQLAlchemyError:
        log.exception("the database does not answer")
        return Response("the database does not answer\n", status=503, mimetype="text/plain")
    if missing:
        return Response("migrations are missing\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything public may be read by anyone."""
    sitemap = canonical_url(url_for("site.sitemap"))
    rules = f"User-agent: *\nDisallow: /search\nDisallow: /desk/\n\nSitemap: {sitemap}\n"
    return Response(rules, mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Every topic, perspective, party and source."""

    def render() -> Response:
        listed = render_template("site/sitemap.xml", addresses=addresses(db.session))
        return Response(listed, mimetype="application/xml")

    return page(state.of_site(db.session), render)
