"""The names of documents: what keeps them, and which a new one may have."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from app.actions.neighbours import as_it_stands
from app.actions.refused import Refused
from app.documents.base import SLUG
from app.documents.corpus import Name
from app.documents.party import RESERVED

FIELDS = {
    "topic": ("slug",),
    "perspective": ("topic", "party"),
    "source": ("id",),
    "party": ("id",),
}
LONGEST = 80
_AS = "lower-case letters, digits and single hyphens, such as un-csto-debate"


def fixed(noun: str, key: str, data: dict[str, Any]) -> dict[str, Any]:
    """The data of a document with the fields that name it, which no form changes."""
    named = dict(zip(FIELDS[noun], key.split("/"), strict=True))
    return {**named, **{field: value for field, value in data.items() if field not in named}}


def check(session: Session, noun: str, key: str, beside: Collection[Name] = ()) -> None:
    """Refuse a name that a new document cannot bear.

    *beside* are the documents of the same submission: a perspective may come with its topic.
    """
    parts = key.split("/")
    if len(parts) != len(FIELDS[noun]):
        raise Refused(f"“{key[:80]}” does not name a {noun}.")
    for part in parts:
        if not part:
            raise Refused(f"Write an id: {_AS}.")
        if len(part) > LONGEST:
            raise Refused(
                f"“{part[:40]}…” is too long: it has {len(part)} characters, and an id at most "
                f"{LONGEST}."
            )
        if not SLUG.fullmatch(part):
            raise Refused(f"“{part}” cannot be an id: use {_AS}.")
    if noun == "party" and key in RESERVED:
        raise Refused(f"“{key}” is a word of the site's addresses; choose another id.")
    if noun == "perspective":
        for whole, part in zip(("topic", "party"), parts, strict=True):
            if (whole, part) not in beside and as_it_stands(session, whole, part) is None:
                raise Refused(f"There is no {whole} “{part}”; begin a draft of it first.")
