"""Sources: the list, and each with everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from flask import Response, abort, render_template

from app.documents.source import SourceKind, Verification
from app.extensions import db
from app.queries import state
from app.queries.documents import parties
from app.queries.source import source_page
from app.queries.sources import SourceFilter, languages, publishers, source_list
from app.site import blueprint
from app.web import arguments
from app.web.caching import page

SORTS = ("newest", "oldest", "title", "publisher", "used")
PER_PAGE = 50


@blueprint.get("/sources/")
def sources() -> Response:
    """The list of sources: filters, sorting, pages."""
    version = state.of_site(db.session)

    def render() -> str:
        choices: dict[str, Iterable[str]] = {
            "kind": get_args(SourceKind),
            "language": languages(db.session),
            "publisher": publishers(db.session),
            "party": parties(db.session),
            "verification": get_args(Verification),
        }
        chosen = SourceFilter(
            q=arguments.text("q"),
            sort=arguments.one_of("sort", _words(SORTS), "newest"),
            **{name: arguments.one_of(name, _words(known)) for name, known in choices.items()},
        )
        shown = source_list(db.session, chosen, arguments.page(), PER_PAGE)
        arguments.within(shown.found)
        return render_template(
            "site/sources.html",
            shown=shown,
            chosen=chosen,
            choices=choices,
            link=arguments.link,
        )

    return page(version, render)


@blueprint.get("/sources/<id>")
def source(id: str) -> Response:
    """A source: its record, what is quoted of it, what rests on it."""
    version = state.of_site_with(db.session, "source", id) or abort(404)

    def render() -> str:
        shown = source_page(db.session, id) or abort(404)
        return render_template("site/source.html", shown=shown)

    return page(version, render)


def _words(choices: Iterable[str]) -> dict[str, str]:
    return {each: each for each in choices}
