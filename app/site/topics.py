"""Topics: the list, and the comparison."""

from __future__ import annotations

from flask import Response, abort, render_template

from app.extensions import db
from app.queries import state
from app.queries.documents import parties
from app.queries.lists import topic_list
from app.queries.topics import topic_page
from app.site import blueprint
from app.site.memento import described
from app.web import arguments
from app.web.caching import page
from app.web.view import View

SORTS = {"title": "title", "changed": "changed"}
PER_PAGE = 20


@blueprint.get("/topics/")
def topics() -> Response:
    """The list of topics: filters, sorting, pages."""
    every = list(parties(db.session).values())
    chosen = {
        "q": arguments.text("q"),
        "party": arguments.one_of("party", {party.id: party.name for party in every}),
        "sort": arguments.one_of("sort", SORTS, "title"),
    }
    number = arguments.page()

    def render() -> str:
        found = topic_list(
            db.session, chosen["q"], chosen["party"], chosen["sort"], number, PER_PAGE
        )
        return render_template(
            "site/topics.html",
            found=arguments.within(found),
            chosen=chosen,
            parties=every,
            link=arguments.link,
        )

    return page(state.of_site(db.session), render)


@blueprint.get("/topics/<slug>")
def topic(slug: str) -> Response:
    """The comparison of the parties' positions on one topic."""
    as_of, published = arguments.date("as_of"), arguments.moment("published")
    version = state.at(state.of_topic(db.session, slug), published) or abort(404)

    def render() -> str:
        shown = topic_page(db.session, slug, as_of, published) or arguments.nothing_then(published)
        return render_template(
            "site/topic_retracted.html" if shown.topic.gone else "site/topic.html",
            page=shown,
            view=View.of_request(shown.parties),
            link=arguments.link,
        )

    return described(page(version, render), slug, published=None if as_of else published)
