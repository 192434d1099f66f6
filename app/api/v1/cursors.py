"""Where a list goes on. A cursor is opaque, and good for the list that gave it.

It holds the moment at which the list was begun: all its pages show the site as it was then,
so that nothing is missed or given twice while the site changes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import abort
from pydantic import BaseModel, ConfigDict, ValidationError


class Place(BaseModel):
    """A place in a list: after an item of a document, or after a whole document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = ""
    item: str | None = None
    moment: dt.datetime | None = None


class _Cursor(Place):
    of: str


def write(place: Place, of: str) -> str:
    """The cursor of a place; *of* names the list by its address and filters."""
    text = _Cursor(of=_mark(of), **place.model_dump()).model_dump_json(exclude_defaults=True)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str | None, of: str) -> Place:
    """The place of a cursor, or the beginning; 404 for one of another list."""
    if not cursor:
        return Place()
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        found = _Cursor.model_validate_json(urlsafe_b64decode(padded))
    except (ValueError, ValidationError):
        abort(404, FOREIGN)
    aware = found.moment is None or found.moment.tzinfo is not None
    if found.of != _mark(of) or "\0" in found.key or not aware:
        abort(404, FOREIGN)
    return Place(key=found.key, item=found.item, moment=found.moment)


def counted(place: Place, first: int, most: int) -> int:
    """The number that the cursor of a counted list holds, *first* at its beginning.

    404 for one that no answer gave.
    """
    if not place.key:
        return first
    if not (place.key.isascii() and place.key.isdecimal() and len(place.key) < 10):
        abort(404, FOREIGN)
    found = int(place.key)
    return found if first < found <= most else abort(404, FOREIGN)


#: What is said of a cursor that this list did not give.
FOREIGN = (
    "This cursor does not belong to this list. Take links.next as it is, or begin again without "
    "a cursor."
)


def _mark(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:12]
