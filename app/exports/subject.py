"""What an export is made of: what a page shows, the record behind it, and addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.documents import Document, Source
from app.documents.corpus import Name
from app.exports.links import Links, moment
from app.queries.history import Edition
from app.queries.topics import TopicPage


@dataclass(frozen=True)
class TopicExport:
    """A topic as its page shows it, with the revision of each document on it."""

    page: TopicPage
    editions: Mapping[Name, Edition]
    """The revisions of the topic, its perspectives, its parties and its sources."""
    links: Links

    @property
    def slug(self) -> str:
        """The topic's slug."""
        return self.page.topic.slug

    @property
    def revised(self) -> dt.datetime:
        """When the newest of the documents was published: from then on the page says this."""
        return max(edition.published_at for edition in self.editions.values())

    @property
    def permanent(self) -> str:
        """The address at which the page says this for ever."""
        return self.links.topic(self.slug, self.revised, self.page.as_of)

    @property
    def clocks(self) -> str:
        """A sentence that says of which dates the content speaks."""
        said = f"As this site had it on {moment(self.revised)}"
        if self.page.as_of:
            return f"{said}; as of {self.page.as_of} in the world. {self.beyond}"
        return f"{said}."

    @property
    def beyond(self) -> str | None:
        """What is not of the date in the world, where one is asked for: ours, not the parties'."""
        if not self.page.as_of:
            return None
        return (
            "Positions and events are those of that date; summaries, headlines, claims, findings "
            "and their sources are as they are written now."
        )

    @property
    def told(self) -> str:
        """The same, and which perspectives were retracted and are left out."""
        page = self.page
        gone = [party.name for party in page.parties if page.perspectives[party.id].gone]
        return f"{self.clocks} Retracted and left out: {', '.join(gone)}." if gone else self.clocks

    def edition(self, document: Document) -> Edition:
        """The revision that holds a document of the page."""
        return self.editions[document.noun, document.key]


@dataclass(frozen=True)
class SourceExport:
    """A source, the one that reports it, and its revision."""

    source: Source
    via: Source | None
    edition: Edition
    links: Links

    @property
    def clocks(self) -> str:
        """A sentence that says of which date the record is."""
        return f"As this site had it on {moment(self.edition.published_at)}."
