"""Who we are, and the rules."""

from __future__ import annotations

from flask import Response, render_template

from app.extensions import db
from app.queries import state
from app.queries.changes import corrections_by_kind
from app.queries.desk.coding import blind
from app.queries.documents import parties
from app.queries.figures import codings, counts, evenness
from app.queries.sources import languages
from app.site import blueprint
from app.web.caching import page


@blueprint.get("/about")
def about() -> Response:
    """What the site is, for whom, and what it is not."""
    return page(
        state.of_site(db.session),
        lambda: render_template("site/about.html", counts=counts(db.session)),
    )


@blueprint.get("/method")
def method() -> Response:
    """Inclusion, order, the codebook, findings, measures, corrections, limits."""

    def render() -> str:
        every = list(parties(db.session).values())
        return render_template(
            "site/method.html",
            counts=counts(db.session),
            parties=every,
            everywhere=[party for party in every if party.required],
            codings=codings(db.session),
            blind=blind(db.session),
            evenness=evenness(db.session),
            languages=list(languages(db.session)),
            corrections=corrections_by_kind(db.session),
        )

    return page(state.of_rules(db.session), render)
