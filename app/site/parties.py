"""Parties: the list, each over all topics, and how often two of them agree."""

from __future__ import annotations

from flask import Response, abort, render_template

from app.documents import Party
from app.documents.agreement import FEWEST, RELATIONS
from app.extensions import db
from app.queries import state
from app.queries.agreement import Agreement, agreement, pairs
from app.queries.documents import parties as every_party
from app.queries.figures import evenness
from app.queries.parties import party_page
from app.site import blueprint
from app.web import arguments
from app.web.caching import page

PER_PAGE = 20


@blueprint.get("/parties/")
def parties() -> Response:
    """All parties in their order, with how much each is heard."""

    def render() -> str:
        return render_template(
            "site/parties.html",
            parties=list(every_party(db.session).values()),
            heard={each.party: each for each in evenness(db.session)},
        )

    return page(state.of_site(db.session), render)


@blueprint.get("/parties/<id>")
def party(id: str) -> Response:
    """A party over all topics; ``?with=`` shows where it and another both spoke."""
    version = state.of_site_with(db.session, "party", id) or abort(404)

    def render() -> str:
        others = every_party(db.session)
        this = others.pop(id)
        other = arguments.one_of("with", dict.fromkeys(others, ""))
        return _two(this, others[other]) if other else _one(this, list(others.values()))

    return page(version, render)


def _one(party: Party, others: list[Party]) -> str:
    shown = party_page(db.session, party.id, arguments.page(), PER_PAGE) or abort(404)
    arguments.within(shown.topics)
    figures = agreement(db.session, party.id)
    return render_template(
        "site/party.html",
        shown=shown,
        compared=[(other, figures.get(other.id, Agreement())) for other in others],
        link=arguments.link,
    )


def _two(*parties: Party) -> str:
    party, other = sorted(parties, key=lambda each: each.order)
    found = pairs(db.session, party, other)
    return render_template(
        "site/agreement.html",
        party=party,
        other=other,
        groups={
            relation: [pair for pair in found if pair.relation == relation]
            for relation in RELATIONS
        },
        pairs=found,
        enough=len(found) >= FEWEST,
    )
