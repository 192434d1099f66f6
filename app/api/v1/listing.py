"""Lists: filled from the documents that hold their entries, stretch by stretch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from app.api.v1.asked import Records
from app.api.v1.cursors import Place, read, write
from app.api.v1.operation import Answer, Data
from app.documents import Document, exchange
from app.documents.base import Part
from app.extensions import db
from app.queries import walk
from app.queries.documents import Version, sources
from app.web.shown import iso

#: How many documents are read at a time, and in all for one page. A page that finds little in
#: so many is given short, with the way on.
STRETCH, MOST = 25, 200


@dataclass(frozen=True)
class Item:
    """An entry before it is written: its id within the document, what it cites, its fields."""

    id: str
    entry: Data
    cited: Iterable[str]


Expand = Callable[[Version[Any]], Iterator[Item]]


def listed(
    asked: Records, noun: str, where: Mapping[str, str | None], expand: Expand, **clocks: str | None
) -> Answer:
    """A page of a list: *expand* gives the entries of each document of the noun, in order."""
    place = read(asked.cursor, _name_of_list())
    begun = asked.moment or place.moment
    held = {column: value for column, value in where.items() if value}
    found, more = _gather(noun, held, expand, place, asked.limit, begun)
    going_on = None
    if more:
        moment = list_moment(asked.moment, place)
        going_on = write(Place(key=more.key, item=more.item, moment=moment), _name_of_list())
    return Answer(
        [item.entry for item in found],
        cited(found, asked.moment),
        going_on,
        published=asked.published,
        moment=begun,
        **clocks,
    )


def list_moment(asked: dt.datetime | None, place: Place) -> dt.datetime | None:
    """The moment that the cursor of a list holds: none where the address itself says it.

    So that an answer at an address that stays is the same whatever is published later.
    """
    return None if asked else place.moment or walk.newest_moment(db.session)


def cited(items: Iterable[Item], published: dt.datetime | None) -> dict[str, Data]:
    """The sources that some entries cite, and those that report them, by id."""
    ids = {each for item in items for each in item.cited}
    held = sources(db.session, ids, published) if ids else {}
    return {each: exchange(source) for each, source in sorted(held.items())}


def entry_of(part: Part, address: str, version: Version[Any], **more: object) -> Data:
    """A document, or a part of one, as an entry: its fields, where it stands, which version."""
    plain = part.model_dump(mode="json", exclude_defaults=True)
    return {**more, **plain, "address": address, "version": version_of(version)}


def version_of(version: Version[Any]) -> Data:
    """What an entry says of the version that it was read from."""
    reviewer = {"reviewer": version.reviewer} if version.reviewer else {}
    return {
        "number": version.number,
        "published_at": iso(version.published_at),
        "origin": version.origin,
        **reviewer,
    }


def whole(document: Document, address: str, version: Version[Any]) -> Item:
    """A document that is an entry itself."""
    return Item("", entry_of(document, address, version), document.cited())


def _name_of_list() -> str:
    """The list by its address and filters; how many a page has may change on the way."""
    apart = ("cursor", "limit", "fields")
    query = sorted((name, value) for name, value in request.args.items() if name not in apart)
    return f"{request.path} {query}"


def _gather(
    noun: str,
    where: Mapping[str, str],
    expand: Expand,
    place: Place,
    limit: int,
    published: dt.datetime | None,
) -> tuple[list[Item], Place | None]:
    """Up to *limit* items after a place, and where to go on if there may be more."""
    found: list[Item] = []
    ends: list[Place] = []
    after, again, skip = place.key, place.item is not None, place.item
    for _ in range(MOST // STRETCH):
        some = walk.stretch(db.session, noun, where, (after, again), STRETCH, published)
        for version in some.versions:
            key = version.document.key
            for item in _rest(expand(version), skip if key == place.key else None):
                if len(found) == limit:
                    return found, ends[-1]
                found.append(item)
                ends.append(Place(key=key, item=item.id or None))
        if some.last is None:
            return found, None
        after, again = some.last, False
    return found, Place(key=after)


def _rest(items: Iterator[Item], after: str | None) -> Iterator[Item]:
    """The items after one of them; all where that is no longer there."""
    every = list(items)
    ids = [item.id for item in every]
    yield from every[ids.index(after) + 1 if after in ids else 0 :]
