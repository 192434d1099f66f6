"""One party's perspective on one topic."""

from __future__ import annotations

from flask import Response, abort, render_template

from app.extensions import db
from app.queries import state
from app.queries.topics import perspective_page
from app.site import blueprint
from app.site.memento import described
from app.web import arguments
from app.web.caching import page


@blueprint.get("/topics/<slug>/<party>")
def perspective(slug: str, party: str) -> Response:
    """Headline, summary and every position, each with a permanent address."""
    as_of, published = arguments.date("as_of"), arguments.moment("published")
    version = state.at(state.of_topic(db.session, slug), published) or abort(404)

    def render() -> str:
        shown = perspective_page(
            db.session, slug, party, as_of, published
        ) or arguments.nothing_then(published)
        name = "site/perspective_retracted.html" if shown.gone else "site/perspective.html"
        return render_template(name, shown=shown, page=shown.page, link=arguments.link)

    return described(page(version, render), slug, party, None if as_of else published)
