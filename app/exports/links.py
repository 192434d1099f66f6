"""Absolute addresses, for what leaves the site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"


@dataclass(frozen=True)
class Links:
    """The addresses below *site*, which is scheme and host without a stroke at its end."""

    site: str

    def topic(self, slug: str, published: dt.datetime | None = None) -> str:
        """A topic's page; with *published* as the site had it at that moment."""
        moment = f"?published={published:%Y-%m-%dT%H:%M:%SZ}" if published else ""
        return f"{self.site}/topics/{slug}{moment}"

    def proposition(self, slug: str, id: str) -> str:
        """A row of the comparison."""
        return f"{self.topic(slug)}#{id}"

    def perspective(self, slug: str, party: str) -> str:
        """A party's page on a topic."""
        return f"{self.site}/topics/{slug}/{party}"

    def position(self, slug: str, party: str, id: str) -> str:
        """A position, at its permanent address."""
        return f"{self.perspective(slug, party)}#{id}"

    def party(self, id: str) -> str:
        """A party's page."""
        return f"{self.site}/parties/{id}"

    def source(self, id: str) -> str:
        """A source's page."""
        return f"{self.site}/sources/{id}"

    def revision(self, noun: str, key: str, number: int) -> str:
        """A revision of a document, which never changes."""
        base = {
            "topic": f"/topics/{key}", "perspective": f"/topics/{key}",
            "party": f"/parties/{key}", "source": f"/sources/{key}",
        }[noun]  # fmt: skip
        return f"{self.site}{base}/history/{number}"

    def method(self) -> str:
        """The rules of the site."""
        return f"{self.site}/method"
