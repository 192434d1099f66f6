"""Feeds (RFC 4287): corrections, and what is published: everything, on a topic, of a party."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import cast
from urllib.parse import urlsplit

from flask import Response, abort, current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from app.extensions import db
from app.models import PartyRow
from app.queries import state
from app.queries.changes import PARTS, Change, latest_changes, with_parts
from app.queries.changes import corrections as find
from app.queries.history import subject
from app.queries.stances import StanceChange, stance_changes
from app.queries.walk import newest_moment
from app.site import blueprint
from app.site.addresses import Addresses, changed
from app.web.caching import page
from app.web.shown import canonical_url

ENTRIES = 50
#: The feeds of a site that published nothing were never updated, and yet must say when.
_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
#: Characters that no XML may hold; a sentence that somebody typed might.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@blueprint.get("/feeds/corrections.atom")
def corrections_feed() -> Response:
    """The newest corrections, one entry a document."""

    def render() -> Response:
        entries = cast(Sequence[Change], find(db.session, 1, ENTRIES).entries)
        return _feed("corrections", _("Alteram: corrections"), url_for("site.corrections"), entries)

    return page(state.of_site(db.session), render)


@blueprint.get("/feeds/changes.atom")
def changes_feed() -> Response:
    """The newest publications; what was published together is one entry."""

    def render() -> Response:
        entries = with_parts(db.session, latest_changes(db.session, ENTRIES), PARTS)
        return _feed("publications", _("Alteram: all changes"), url_for("site.home"), entries,
                     stance_changes(db.session, ENTRIES))  # fmt: skip

    return page(state.of_site(db.session), render)


@blueprint.get("/topics/<slug>.atom")
def topic_feed(slug: str) -> Response:
    """What was published on one topic."""
    g.forms_of = ("topic", slug)  # whose other forms the answer's links name
    return _about("topic", slug, state.of_topic(db.session, slug))


@blueprint.get("/parties/<id>.atom")
def party_feed(id: str) -> Response:
    """What was published of one party, on all topics."""
    return _about("party", id, state.of_site_with(db.session, "party", id))


def _about(noun: str, key: str, version: str | None) -> Response:
    """The feed of one document and of the perspectives that belong to it."""

    def render() -> Response:
        about = subject(db.session, noun, key) or abort(404)
        name = about.topic.title if about.topic else cast(PartyRow, about.party).name
        at, which = Addresses(noun, key).page(), {noun: key}
        newest = latest_changes(db.session, ENTRIES, **which)
        entries = with_parts(db.session, newest, PARTS, **which)
        stances = stance_changes(db.session, ENTRIES, **which)
        return _feed(at.removeprefix("/"), f"Alteram: {name}", at, entries, stances)

    return page(version or abort(404), render)


def _feed(
    name: str,
    title: str,
    shown_at: str,
    entries: Sequence[Change],
    stances: Sequence[StanceChange] = (),
) -> Response:
    """A feed; a change of stance is an entry of its own, before the publication that brought it."""
    both: list[Change | StanceChange] = sorted(
        [*stances, *entries], key=lambda each: each.published_at, reverse=True
    )
    text = render_template(
        "site/feed.xml",
        name=name,
        title=title,
        shown_at=canonical_url(shown_at),
        here=canonical_url(request.path),
        entries=both[:ENTRIES],
        updated=both[0].published_at if both else newest_moment(db.session) or _NEVER,
        changed=changed,
        tag=_tag,
    )
    return Response(_NO_XML.sub("", text), mimetype="application/atom+xml")


def _tag(name: str, moment: dt.datetime | None = None) -> str:
    """A name that stays, whatever becomes of addresses (RFC 4151)."""
    host = urlsplit(current_app.config["SITE_URL"]).hostname
    return f"tag:{host},{f'{moment:%Y-%m-%d}' if moment else '2026'}:{name}"
