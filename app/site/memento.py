"""Memento: programs ask for topics and perspectives as this site had them (RFC 7089).

The page with ``?published=`` is a memento, ``/timegate/…`` leads to the one for a moment, and
``/timemap/…`` lists them all. Only our history is meant, never what parties had said by a day.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.http import http_date, parse_date
from werkzeug.wrappers import Response as AnyResponse

from app.extensions import db
from app.queries import moments, state
from app.site import blueprint
from app.web.caching import page
from app.web.errors import BadArgument
from app.web.shown import canonical_url, iso

LINK_FORMAT = "application/link-format"  #: RFC 6690


def described(
    response: Response, slug: str, party: str | None = None, published: dt.datetime | None = None
) -> Response:
    """Add to a page where its past is found, and to a memento of which moment it is.

    A page at a moment to come is none: what it shows may still change (RFC 7089, 2.1.1).
    """
    response.headers.add("Link", ", ".join(_around(slug, party)))
    if published and not moments.is_ahead(published):
        moment = moments.latest(db.session, slug, party, published)
        if moment:
            response.headers["Memento-Datetime"] = http_date(moment)
    return response


@blueprint.get("/timegate/topics/<slug>")
@blueprint.get("/timegate/topics/<slug>/<party>")
def timegate(slug: str, party: str | None = None) -> AnyResponse:
    """The memento for Accept-Datetime: the last one by then, or the first one of all."""
    every = moments.moments(db.session, slug, party) or abort(404)
    asked = _asked()
    known = [each for each in every if asked is None or each <= asked]
    answer = redirect(_memento(slug, party, (known or every[:1])[-1]), 302)
    answer.headers.add("Link", ", ".join(_around(slug, party)))
    answer.vary.add("Accept-Datetime")
    return answer


@blueprint.get("/timemap/topics/<slug>")
@blueprint.get("/timemap/topics/<slug>/<party>")
def timemap(slug: str, party: str | None = None) -> Response:
    """Every memento with its moment, in the link format."""
    version = state.of_topic(db.session, slug) or abort(404)

    def render() -> Response:
        every = moments.moments(db.session, slug, party) or abort(404)
        first, last = http_date(every[0]), http_date(every[-1])
        lines = [
            *_around(slug, party),
            f'<{canonical_url()}>; rel="self"; type="{LINK_FORMAT}"; from="{first}"; until="{last}"',
            *(_line(slug, party, each, every) for each in every),
        ]
        return Response(",\n".join(lines) + "\n", mimetype=LINK_FORMAT)

    return page(version, render)


def _line(slug: str, party: str | None, moment: dt.datetime, every: list[dt.datetime]) -> str:
    ends = [name for name, end in (("first", every[0]), ("last", every[-1])) if moment == end]
    rel = " ".join([*ends, "memento"])
    return f'<{_memento(slug, party, moment)}>; rel="{rel}"; datetime="{http_date(moment)}"'


def _around(slug: str, party: str | None) -> list[str]:
    """The links to the page itself, to its gate and to the list of its past."""
    names: dict[str, Any] = {"slug": slug, "party": party} if party else {"slug": slug}
    timemap = f'<{canonical_url(url_for("site.timemap", **names))}>; rel="timemap"'
    return [
        f'<{canonical_url(_page(slug, party))}>; rel="original"',
        f'<{canonical_url(url_for("site.timegate", **names))}>; rel="timegate"',
        f'{timemap}; type="{LINK_FORMAT}"',
    ]


def _page(slug: str, party: str | None, **query: Any) -> str:
    if party:
        return url_for("site.perspective", slug=slug, party=party, **query)
    return url_for("site.topic", slug=slug, **query)


def _memento(slug: str, party: str | None, moment: dt.datetime) -> str:
    return canonical_url(_page(slug, party, published=iso(moment)))


def _asked() -> dt.datetime | None:
    """The moment that is asked for; None for now."""
    text = request.headers.get("Accept-Datetime")
    if not text:
        return None
    moment = parse_date(text[:64])
    if moment is None:
        raise BadArgument(
            _("Accept-Datetime is no date of HTTP, such as Tue, 24 Nov 2026 12:00:00 GMT.")
        )
    return moment
