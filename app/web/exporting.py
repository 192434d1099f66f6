"""What views export: the shown page with the record behind it, at the site's own addresses."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _
from werkzeug.exceptions import Gone

from app.documents import Document, Source
from app.exports.links import Links
from app.exports.subject import SourceExport, TopicExport
from app.extensions import db
from app.queries.documents import sources
from app.queries.exported import editions
from app.queries.history import newest
from app.queries.topics import TopicPage


def links() -> Links:
    """The addresses of this site, whatever host was asked."""
    return Links(current_app.config["SITE_URL"])


def of_topic(page: TopicPage) -> TopicExport:
    """A topic with its record: one statement."""
    return TopicExport(page, editions(db.session, page), links())


def of_source(id: str) -> SourceExport | None:
    """A source with its reporter and its record; None without it. Two statements."""
    held = sources(db.session, [id])
    if id not in held:
        return None
    found: Source = held[id]
    name = (found.noun, found.key)
    edition = newest(db.session, [name])[name]
    return SourceExport(found, held.get(found.via or ""), edition, links())


def gone(document: Document) -> Gone:
    """The answer to programs for what was retracted: why, and where its text remains."""
    history = f"{links().page(document.noun, document.key)}/history"
    reason = getattr(document, "retracted", "")
    return Gone(
        _("This was retracted: %(reason)s Its history has the full text: %(history)s",
          reason=reason, history=history)
    )  # fmt: skip
