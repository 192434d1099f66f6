"""“Cite this page”: ready text in three styles, an address that stays, every form to take."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.exports import cite
from app.extensions import db
from app.queries import state
from app.queries.topics import perspective_page, topic_page
from app.site import blueprint
from app.site.addresses import Addresses
from app.web import arguments
from app.web.caching import page
from app.web.exporting import of_source, of_topic


@blueprint.get("/topics/<slug>/cite")
def topic_cite(slug: str) -> Response:
    """How a comparison is cited; with the clocks of the page that led here."""
    as_of, published = arguments.date("as_of"), arguments.moment("published")
    version = state.of_topic(db.session, slug) or abort(404)

    def render() -> str | AnyResponse:
        shown = topic_page(db.session, slug, as_of, published) or arguments.nothing_then(published)
        if shown.topic.gone:
            return redirect(url_for("site.topic", slug=slug))
        return _render(cite.topic(of_topic(shown)), "topic", slug)

    return page(version, render)


@blueprint.get("/topics/<slug>/<party>/cite")
def perspective_cite(slug: str, party: str) -> Response:
    """How a perspective is cited; with the clocks of the page that led here."""
    as_of, published = arguments.date("as_of"), arguments.moment("published")
    version = state.of_topic(db.session, slug) or abort(404)

    def render() -> str | AnyResponse:
        shown = perspective_page(
            db.session, slug, party, as_of, published
        ) or arguments.nothing_then(published)
        if shown.gone:
            return redirect(url_for("site.perspective", slug=slug, party=party))
        found = cite.perspective(of_topic(shown.page), shown.party)
        return _render(found, "topic", slug, f"{slug}/{party}")

    return page(version, render)


@blueprint.get("/sources/<id>/cite")
def source_cite(id: str) -> Response:
    """How a source is cited."""
    version = state.of_source(db.session, id) or abort(404)

    def render() -> str | AnyResponse:
        export = of_source(id) or abort(404)
        if export.source.gone:
            return redirect(url_for("site.source", id=id))
        return _render(cite.source(export), "source", id, language=export.source.language)

    return page(version, render)


def _render(
    citable: cite.Citable, noun: str, key: str, of: str | None = None, language: str | None = None
) -> str:
    """*of* is the perspective, if it is one; its forms are those of its topic."""
    return render_template(
        "site/cite.html",
        citable=citable,
        here=Addresses("perspective", of) if of else Addresses(noun, key),
        noun=noun,
        key=key,
        language=language,
    )
