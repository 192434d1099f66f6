"""Addresses that machines ask for: health, robots, the map of the site."""

from __future__ import annotations

from flask import Response, render_template, url_for
from sqlalchemy import text

from app.extensions import alembic, db
from app.queries import state
from app.queries.lists import addresses
from app.site import blueprint
from app.web.caching import page
from app.web.shown import canonical_url


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process is alive."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers and its migrations are complete."""
    db.session.execute(text("SELECT 1"))
    complete = alembic.current() == alembic.heads()
    return Response(
        "ready\n" if complete else "migrations are missing\n",
        status=200 if complete else 503,
        mimetype="text/plain",
    )


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
