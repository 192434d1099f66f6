"""Where a document and its history are found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.queries.changes import Change
from app.web.shown import iso

#: What the history of each noun stands below.
PAGES = {
    "topic": "/topics/<slug>",
    "perspective": "/topics/<slug>/<party>",
    "source": "/sources/<id>",
    "party": "/parties/<id>",
}
_NAMES = {"topic": ["slug"], "perspective": ["slug", "party"]}


@dataclass(frozen=True)
class Addresses:
    """The addresses of one document, by its noun and key."""

    noun: str
    key: str

    @property
    def names(self) -> dict[str, Any]:
        """The values of the address: a perspective's key holds two of them."""
        return dict(zip(_NAMES.get(self.noun, ["id"]), self.key.split("/"), strict=True))

    def page(self) -> str:
        """The document as it stands."""
        return url_for(f"site.{self.noun}", **self.names)

    def page_at(self, moment: dt.datetime) -> str | None:
        """The document's page as it was; None for the nouns that have no such page."""
        if self.noun not in _NAMES:
            return None
        return url_for(f"site.{self.noun}", **self.names, published=iso(moment))

    def change(self, number: int) -> str:
        """What a revision changed; of the first, what it said."""
        return self.difference(number - 1, number) if number > 1 else self.revision(number)

    def history(self) -> str:
        """Its revisions."""
        return url_for(f"site.{self.noun}_history", **self.names)

    def revision(self, number: int) -> str:
        """One revision."""
        return url_for(f"site.{self.noun}_revision", **self.names, number=number)

    def lines(self, number: int) -> str:
        """The lines that the digest of a revision is taken of."""
        return url_for(f"site.{self.noun}_lines", **self.names, number=number)

    def difference(self, first: int, second: int) -> str:
        """What changed from one revision to a later one."""
        return url_for(f"site.{self.noun}_difference", **self.names, first=first, second=second)


def changed(change: Change) -> str:
    """Where it is shown what a publication changed."""
    return Addresses(change.noun, change.key).change(change.number)
