"""What documents are called on the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import get_template_attribute, url_for
from flask_babel import gettext as _

from app.documents.merge import names as steps
from app.extensions import db
from app.queries.documents import one


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
    return str(_("Source: %(name)s", name=_called("source", key, "title")))


def page_of(noun: str, key: str) -> str:
    """The public address of a document."""
    if noun == "perspective":
        topic, party = key.split("/")
        return url_for("site.perspective", slug=topic, party=party)
    if noun == "topic":
        return url_for("site.topic", slug=key)
    return url_for("site.party" if noun == "party" else "site.source", id=key)


def difference_of(noun: str, key: str) -> Callable[[int, int], str]:
    """Makes the public address of what changed from one revision of a document to another."""
    fields = {"topic": ("slug",), "perspective": ("slug", "party")}.get(noun, ("id",))
    names: dict[str, Any] = dict(zip(fields, key.split("/"), strict=True))
    return lambda first, second: url_for(
        f"site.{noun}_difference", **names, first=first, second=second
    )


def path_words(path: str) -> str:
    """The name of a field in a comparison: ``Positions, p1: Statement``."""
    label = get_template_attribute("components/fields.html", "field_label")
    return ": ".join(str(label(step)).strip() for step in steps(path))


def _topic(slug: str) -> str:
    return _called("topic", slug, "short_title")


def _party(id: str) -> str:
    return _called("party", id, "name")


def _called(noun: str, key: str, field: str) -> str:
    """What a document is called, retracted or not; its key, if it is not published yet."""
    version = one(db.session, noun, key)
    return str(getattr(version.document, field)) if version else key
