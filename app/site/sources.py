"""Sources: the list, and each with everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import get_args

from flask import Response, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.documents.source import SourceKind, Verification
from app.extensions import db
from app.queries import state
from app.queries.documents import parties
from app.queries.source import source_page
from app.queries.sources import SourceFilter, languages, publishers, source_list
from app.site import blueprint
from app.web import arguments
from app.web.caching import page
from app.web.errors import BadArgument

SORTS = ("newest", "oldest", "title", "publisher", "used")
PER_PAGE = 50
USES_PER_PAGE = 100
_OFFERED = 8


@blueprint.get("/sources/")
def sources() -> Response:
    """The list of sources: filters, sorting, pages."""
    version = state.of_site(db.session)

    def render() -> str:
        choices: dict[str, Iterable[str]] = {
            "kind": get_args(SourceKind),
            "language": languages(db.session),
            "party": parties(db.session),
            "verification": get_args(Verification),
        }
        names = publishers(db.session)
        chosen = SourceFilter(
            q=arguments.text("q"),
            publisher=_publisher(names),
            sort=arguments.one_of("sort", _words(SORTS), "newest"),
            **{name: arguments.one_of(name, _words(known)) for name, known in choices.items()},
        )
        shown = source_list(db.session, chosen, arguments.page(), PER_PAGE)
        arguments.within(shown.found)
        return render_template(
            "site/sources.html",
            shown=shown,
            chosen=chosen,
            choices={**choices, "publisher": names},
            link=arguments.link,
        )

    return page(version, render)


@blueprint.get("/sources/<id>")
def source(id: str) -> Response:
    """A source: its record, what is quoted of it, what rests on it.

    One that was merged leads to the source that is cited in its place.
    """
    version = state.of_source(db.session, id) or abort(404)
    number = arguments.page()

    def render() -> str | AnyResponse:
        shown = source_page(db.session, id, number, USES_PER_PAGE) or abort(404)
        if shown.source.merged_into:
            return redirect(url_for("site.source", id=shown.source.merged_into), 308)
        if number > shown.uses.pages:
            abort(404)
        name = "site/source_retracted.html" if shown.source.gone else "site/source.html"
        return render_template(name, shown=shown, link=arguments.link)

    return page(version, render)


def _publisher(names: Iterable[str]) -> str:
    """A publisher by its name; where none is called so, those that may be meant are offered."""
    value = arguments.text("publisher")
    if not value or value in names:
        return value
    asked = value.casefold()
    held = sorted(
        (name for name in names if asked in name.casefold()),
        key=lambda name: not name.casefold().startswith(asked),
    )
    alike = get_close_matches(value, names, n=_OFFERED)
    offered = list(dict.fromkeys(held + alike))[:_OFFERED]
    raise BadArgument(
        _("No publisher is called “%(value)s”. Names are written as in the list of the field; "
          "a part of a name is found as a word.", value=value[:40]),
        [(name, arguments.link(publisher=name, page=None)) for name in offered]
        + [(_("“%(value)s” as a word", value=value[:40]),
            arguments.link(publisher=None, page=None, q=value))],
    )  # fmt: skip


def _words(choices: Iterable[str]) -> dict[str, str]:
    return {each: each for each in choices}
