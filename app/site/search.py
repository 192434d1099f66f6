"""Search over everything published."""

from __future__ import annotations

from flask import Response, render_template, request

from app.extensions import db, limiter
from app.models.perspectives import STANCES
from app.models.search import KINDS
from app.queries import search as queries
from app.queries import state
from app.queries.documents import parties
from app.site import blueprint
from app.web import arguments
from app.web.caching import page

PER_PAGE = 20


@blueprint.get("/search")
@limiter.limit("60/minute")
def search() -> Response:
    """Hits for ``?q=``, filtered; without words or filters, what can be searched."""

    def render() -> str:
        every = parties(db.session)
        choices = {
            "kind": {each: each for each in KINDS},
            "topic": queries.topic_names(db.session),
            "party": {party.id: party.name for party in every.values()},
            "stance": {each: each for each in STANCES},
        }
        chosen = {name: arguments.one_of(name, known) for name, known in choices.items()}
        q, number = queries.typed(request.args.get("q", "")), arguments.page()
        found = queries.search(db.session, q, **chosen, number=number, per_page=PER_PAGE)
        return render_template(
            "site/search.html",
            q=q[: queries.LONGEST],
            chosen=chosen,
            choices=choices,
            parties=every,
            found=arguments.within(found),
            examples=None if found.asked else queries.examples(db.session),
            link=arguments.link,
        )

    return page(state.of_site(db.session), render)
