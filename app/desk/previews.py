"""Previews: the public pages themselves, given drafts in the place of documents."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from app.actions.bundle import data_of, drafts_of
from app.desk.forms import summary
from app.desk.reading import Reading, form_with
from app.desk.words import named
from app.documents import Document
from app.documents.corpus import Name
from app.documents.faults import Path
from app.documents.gone import named_sources
from app.documents.partial import shown
from app.extensions import db
from app.queries.desk.called import names_in
from app.queries.documents import sources
from app.queries.topics import perspective_page, topic_page
from app.web import arguments
from app.web.view import View

#: (HTML id, name of the field in words, sentence) of what cannot be shown yet.
LeftOut = list[tuple[str, str, str]]


def preview_of(reading: Reading, data: dict[str, Any], layout: str) -> str:
    """The page of a draft with this data, and what is left out of it until it is complete."""
    draft = reading.draft
    instead, left_out = _drafted(reading, data)
    told = {
        "layout": layout,
        "left_out": left_out,
        "reading": reading,
        "link": arguments.link,
    }
    document = instead[draft.noun, draft.key]
    if draft.noun == "perspective":
        topic_slug, party = draft.key.split("/")
        page = perspective_page(db.session, topic_slug, party, instead=instead)
        if page:
            own = "site/perspective_retracted.html" if page.gone else "site/perspective.html"
            return render_template(own, shown=page, page=page.page, **told)
    if draft.noun == "topic":
        topic = topic_page(db.session, draft.key, instead=instead)
        if topic:
            view = View.of_all(topic.parties)
            own = "site/topic_retracted.html" if topic.topic.gone else "site/topic.html"
            return render_template(own, page=topic, view=view, **told)
    names = names_in(db.session, instead.values())
    return render_template(
        "desk/record.html",
        document=document,
        called=names,
        name=named(draft.noun, draft.key),
        **told,
    )


def _drafted(reading: Reading, data: dict[str, Any]) -> tuple[dict[Name, Document], LeftOut]:
    """All drafts of the submission as far as they can be shown, this one with *data*."""
    drafts = drafts_of(db.session, reading.submission)
    plain = {(each.noun, each.key): data_of(each) for each in drafts}
    this = reading.draft.noun, reading.draft.key
    plain[this] = data
    cited = {source for each in plain.values() for source in named_sources(each)}
    known = sources(db.session, cited).keys() | {key for noun, key in plain if noun == "source"}
    instead: dict[Name, Document] = {}
    left_out: LeftOut = []
    for name, each in plain.items():
        lost: list[tuple[Path, str]] = []
        kept = _without_unknown(each, known, (), lost)
        instead[name], faults = shown(name[0], kept)
        if name == this:
            left_out = summary(form_with(reading.draft, each), (*lost, *faults))
    return instead, left_out


def _without_unknown(value: Any, known: set[str], path: Path, lost: list[tuple[Path, str]]) -> Any:
    """Plain data without the citations of sources that nobody holds: they cannot be shown."""
    if isinstance(value, list):
        kept = []
        for place, each in enumerate(value):
            source = each.get("source") if isinstance(each, dict) else None
            if isinstance(source, str) and source not in known:
                lost.append(((*path, place), _("there is no source “%(source)s”", source=source)))
            else:
                kept.append(_without_unknown(each, known, (*path, place), lost))
        return kept
    if isinstance(value, dict):
        return {
            key: _without_unknown(each, known, (*path, key), lost)
            for key, each in value.items()
            if not (key in ("via", "claims_of") and each not in known)
        }
    return value
