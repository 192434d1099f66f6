"""What documents are called on the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from app.documents import NOUNS
from app.documents.base import SLUG
from app.documents.corpus import Name
from app.extensions import db
from app.queries.desk.called import called
from app.queries.desk.work import Work


def named(noun: str, key: str) -> str:
    """A document's name for people: ``Ukraine on Kazakhstan, January 2022``."""
    return named_all([(noun, key)])[noun, key]


def named_all(names: Iterable[Name]) -> dict[Name, str]:
    """The names of many documents for people, published or not."""
    names = list(names)
    held = called(db.session, names)
    return {name: _spoken(*name, held) for name in names}


def item_names(works: Iterable[Work]) -> dict[int, str]:
    """The names of the documents of some submissions, by their drafts."""
    items = [item for work in works for item in work.items]
    names = named_all((item.noun, item.key) for item in items)
    return {item.id: names[item.noun, item.key] for item in items}


def _spoken(noun: str, key: str, held: Mapping[Name, str]) -> str:
    if noun == "perspective":
        topic, party = key.split("/")
        party, topic = held["party", party], held["topic", topic]
        return str(_("%(party)s on %(topic)s", party=party, topic=topic))
    if noun == "topic":
        return str(_("Topic: %(name)s", name=held[noun, key]))
    if noun == "party":
        return str(_("Party: %(name)s", name=held[noun, key]))
    return str(_("Source: %(name)s", name=held[noun, key]))


def must_name(noun: str, key: str) -> None:
    """Answer 404 for what cannot be the name of a document."""
    parts = key.split("/")
    if len(parts) != {"perspective": 2}.get(noun, 1) or noun not in NOUNS:
        abort(404)
    if not all(SLUG.fullmatch(part) for part in parts):
        abort(404)


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
