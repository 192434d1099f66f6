"""Topics and sources in every form of the table, at addresses with a suffix.

``/topics/<slug>.csv`` takes ``?as_of=`` and ``?published=`` with the same meaning as the page.
What was retracted answers 410 with the reason: the page keeps its address and shows a notice to
people, but a program must not take a notice for data. A source that was merged leads on.
"""

from __future__ import annotations

from functools import partial, wraps

from flask import Response, abort, g, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.api import blueprint
from app.exports.forms import FORMS, Written
from app.exports.subject import SourceExport, TopicExport
from app.extensions import db, limiter
from app.queries import state
from app.queries.topics import topic_page
from app.web import arguments
from app.web.alternates import path
from app.web.caching import page
from app.web.errors import BadArgument
from app.web.exporting import gone, of_source, of_topic


def _cost() -> int:
    """A zip, which comes by its suffix only, costs as much as ten other forms."""
    return 10 if request.path.endswith(".zip") else 1


#: How a page is laid out, which makes no difference to its forms.
_ARRANGED = ("parties", "only", "by")
#: Of how many forms a network may ask.
_limit = limiter.shared_limit("120/minute", scope="forms", cost=_cost)


@_limit
def topic(form: Written, slug: str) -> Response:
    """A topic in one of its forms."""
    g.wants_data, g.forms_of = True, ("topic", slug)
    _refuse_others(form, arguments.CLOCKS)
    as_of, published = arguments.date("as_of"), arguments.moment("published")
    version = state.of_topic(db.session, slug) or abort(404)

    def render() -> Response:
        shown = topic_page(db.session, slug, as_of, published) or arguments.nothing_then(published)
        if shown.topic.gone:
            raise gone(shown.topic)
        return _answer(form, slug, of_topic(shown))

    return page(version, render, f"/topics/{slug}.{form.suffix}")


@_limit
def source(form: Written, id: str) -> Response:
    """A source in one of its forms."""
    g.wants_data, g.forms_of = True, ("source", id)
    _refuse_others(form, ())
    version = state.of_source(db.session, id) or abort(404)

    def render() -> AnyResponse:
        export = of_source(id) or abort(404)
        if export.source.merged_into:
            return redirect(path("source", export.source.merged_into, form.suffix), 308)
        if export.source.gone:
            raise gone(export.source)
        return _answer(form, id, export)

    return page(version, render, f"/sources/{id}.{form.suffix}")


def _refuse_others(form: Written, known: tuple[str, ...]) -> None:
    """A misspelt clock would give a program what stands now for what it asked.

    At the address of the page, where ``Accept`` chose the form, a reader's choice of columns may
    stand as well: forms hold every column, and ``Content-Location`` says so.
    """
    suffixed = request.path.endswith(f".{form.suffix}")
    arguments.only(known, also=() if suffixed else _ARRANGED)
    for name, values in request.args.lists():
        if values != [values[0]] or not values[0].strip():
            raise BadArgument(
                _("“%(name)s” is given once and with a value, or not at all.", name=name)
            )


def _answer(form: Written, name: str, export: TopicExport | SourceExport) -> Response:
    response = Response(form.write(export), content_type=_content_type(form))
    response.headers["Content-Disposition"] = f'inline; filename="{name}.{form.suffix}"'
    return response


def _content_type(form: Written) -> str:
    """JSON is UTF-8 by itself (RFC 8259), and a zip no text."""
    if form.media_type.endswith(("json", "zip")):
        return form.media_type
    return f"{form.media_type}; charset=utf-8"


VIEWS = {"topic": topic, "source": source}
_ADDRESSES = {"topic": "/topics/<name:slug>", "source": "/sources/<name:id>"}


def _publish_addresses() -> None:
    for noun, view in VIEWS.items():
        for form in FORMS[noun]:
            name = f"{noun}_{form.suffix.replace('.', '_')}"
            about = wraps(view)(partial(view, form))
            blueprint.add_url_rule(f"{_ADDRESSES[noun]}.{form.suffix}", name, about)


_publish_addresses()
