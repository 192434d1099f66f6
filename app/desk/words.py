"""What documents are called on the desk."""

from __future__ import annotations

from flask import get_template_attribute, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.documents.merge import names as steps
from app.extensions import db
from app.models import PartyRow, SourceRow, TopicRow


def named(noun: str, key: str) -> str:
    """A document's name for people: ``Ukraine on Kazakhstan, January 2022``."""
    topic = party = ""
    if noun == "perspective":
        topic, party = key.split("/")
        return str(_("%(party)s on %(topic)s", party=_party(party), topic=_topic(topic)))
    if noun == "topic":
        return str(_("Topic: %(name)s", name=_topic(key)))
    if noun == "party":
        return str(_("Party: %(name)s", name=_party(key)))
    title = db.session.execute(select(SourceRow.title).where(SourceRow.id == key)).scalar()
    return str(_("Source: %(name)s", name=title or key))


def page_of(noun: str, key: str) -> str:
    """The public address of a document."""
    if noun == "perspective":
        topic, party = key.split("/")
        return url_for("site.perspective", slug=topic, party=party)
    if noun == "topic":
        return url_for("site.topic", slug=key)
    return url_for("site.party" if noun == "party" else "site.source", id=key)


def path_words(path: str) -> str:
    """The name of a field in a comparison: ``Positions, p1: Statement``."""
    label = get_template_attribute("components/fields.html", "field_label")
    return ": ".join(str(label(step)).strip() for step in steps(path))


def _topic(slug: str) -> str:
    title = db.session.execute(select(TopicRow.short_title).where(TopicRow.slug == slug)).scalar()
    return title or slug


def _party(id: str) -> str:
    name = db.session.execute(select(PartyRow.name).where(PartyRow.id == id)).scalar()
    return name or id
