"""The claims that prompted the site, and what the sources show of them."""

from __future__ import annotations

from typing import get_args

from flask import Response, render_template

from app.documents.topic import Finding
from app.extensions import db
from app.queries import state
from app.queries.claims import claim_list, count_by_finding, topics_with_claims
from app.site import blueprint
from app.web import arguments
from app.web.caching import page

FINDINGS: tuple[str, ...] = get_args(Finding)
PER_PAGE = 50


@blueprint.get("/claims/")
def claims() -> Response:
    """Every claim, paragraph by paragraph of the article that makes it."""

    def render() -> str:
        topics = topics_with_claims(db.session)
        chosen = {
            "finding": arguments.one_of("finding", dict.fromkeys(FINDINGS, "")),
            "topic": arguments.one_of("topic", topics),
        }
        shown = claim_list(
            db.session, chosen["finding"], chosen["topic"], arguments.page(), PER_PAGE
        )
        arguments.within(shown.found)
        return render_template(
            "site/claims.html",
            shown=shown,
            chosen=chosen,
            topics=topics,
            counts=count_by_finding(db.session),
            findings=FINDINGS,
            link=arguments.link,
        )

    return page(state.of_site(db.session), render)
