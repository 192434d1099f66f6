"""Releases of a topic: frozen, numbered, and there to be taken for good."""

from __future__ import annotations

from flask import Response, abort, render_template

from app.extensions import db
from app.queries import state
from app.queries.history import subject
from app.queries.releases import release, releases
from app.site import blueprint
from app.web.caching import page


@blueprint.get("/topics/<slug>/releases")
def topic_releases(slug: str) -> Response:
    """The releases, the newest first, with their digests."""
    about = subject(db.session, "topic", slug) or abort(404)
    rows = releases(db.session, slug)
    version = f"{state.of_topic(db.session, slug)} {len(rows)}"

    def render() -> str:
        return render_template("site/releases.html", topic=about.topic, rows=rows)

    return page(version, render)


@blueprint.get("/topics/<slug>/releases/<number:number>.zip")
def topic_release(slug: str, number: int) -> Response:
    """One release, to the byte as it was frozen, whatever became of the topic."""
    row = release(db.session, slug, number) or abort(404)

    def render() -> Response:
        answer = Response(row.body, mimetype="application/zip")
        name = f"{slug}-{number}.zip"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    return page(row.digest, render)
