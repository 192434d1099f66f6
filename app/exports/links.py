"""Absolute addresses, for what leaves the site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"
SITE_NAME = "Alteram"


def moment(value: dt.datetime) -> str:
    """A moment in UTC as addresses and files write it: 2026-11-24T19:38:00Z."""
    return f"{value:%Y-%m-%dT%H:%M:%SZ}"


def _clocks(published: dt.datetime | None, as_of: str | None) -> str:
    asked = {"as_of": as_of, "published": moment(published) if published else None}
    query = urlencode({name: value for name, value in asked.items() if value}, safe=":")
    return f"?{query}" if query else ""


@dataclass(frozen=True)
class Links:
    """The addresses below *site*, which is scheme and host without a stroke at its end."""

    site: str

    def topic(
        self,
        slug: str,
        published: dt.datetime | None = None,
        as_of: str | None = None,
        form: str = "",
    ) -> str:
        """A topic's page, or with *form* (a suffix: ``.csv``) one of its forms; with *published*
        as the site had it at that moment, with *as_of* as the world was on that day."""
        return f"{self.site}/topics/{slug}{form}{_clocks(published, as_of)}"

    def proposition(self, slug: str, id: str) -> str:
        """A row of the comparison."""
        return f"{self.topic(slug)}#{id}"

    def perspective(
        self,
        slug: str,
        party: str,
        published: dt.datetime | None = None,
        as_of: str | None = None,
    ) -> str:
        """A party's page on a topic; *published* and *as_of* as for a topic's."""
        return f"{self.site}/topics/{slug}/{party}{_clocks(published, as_of)}"

    def position(self, slug: str, party: str, id: str) -> str:
        """A position, at its permanent address."""
        return f"{self.perspective(slug, party)}#{id}"

    def party(self, id: str) -> str:
        """A party's page."""
        return f"{self.site}/parties/{id}"

    def source(self, id: str) -> str:
        """A source's page."""
        return f"{self.site}/sources/{id}"

    def page(self, noun: str, key: str) -> str:
        """The page of a document."""
        folder = {"topic": "topics", "perspective": "topics", "party": "parties",
                  "source": "sources"}[noun]  # fmt: skip
        return f"{self.site}/{folder}/{key}"

    def revision(self, noun: str, key: str, number: int) -> str:
        """A revision of a document, which never changes."""
        return f"{self.page(noun, key)}/history/{number}"

    def method(self) -> str:
        """The rules of the site."""
        return f"{self.site}/method"

    def openapi(self) -> str:
        """The description of the API (OpenAPI)."""
        return f"{self.site}/api/openapi.json"
