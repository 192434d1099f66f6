"""What a page can be cited as: an item for citation processors, and an address that stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.documents import Party
from app.exports import csl
from app.exports.links import SITE_NAME
from app.exports.styles import styled
from app.exports.subject import SourceExport, TopicExport
from app.queries.history import Edition


@dataclass(frozen=True)
class Citable:
    """A page as it is now, or was: its text in each style and where it stays as it is."""

    title: str
    texts: dict[str, str]
    """The ready text by the name of the style."""
    permanent: str | None
    """Where the page stays as it is; None for a source, whose own address is cited."""
    edition: Edition
    since: dt.datetime
    """From when on the page says this."""
    version: int
    """Of the comparison, of the perspective or of the source."""


def topic(export: TopicExport) -> Citable:
    """The comparison."""
    found = export.page.topic
    item = _page(export, export.slug, found.title, export.permanent)
    return Citable(
        found.title, styled(item), export.permanent, export.edition(found), export.revised,
        export.page.version,
    )  # fmt: skip


def perspective(export: TopicExport, party: Party) -> Citable:
    """One party's page."""
    found = export.page.perspectives[party.id]
    title = f"{party.name}: {export.page.topic.title}"
    address = export.links.perspective(export.slug, party.id, export.revised, export.page.as_of)
    item = _page(export, f"{export.slug}-{party.id}", title, address)
    edition = export.edition(found)
    return Citable(title, styled(item), address, edition, export.revised, edition.number)


def source(export: SourceExport) -> Citable:
    """A source: the publication itself, not our page about it."""
    item = csl.item(export.source, export.via)
    edition = export.edition
    return Citable(
        export.source.title, styled(item), None, edition, edition.published_at, edition.number
    )


def _page(export: TopicExport, id: str, title: str, address: str) -> csl.Item:
    item: csl.Item = {
        "id": id,
        "type": "webpage",
        "title": title,
        "author": [{"literal": SITE_NAME}],
        "issued": csl.date(f"{export.revised:%Y-%m-%d}"),
        "URL": address,
        "language": "en",
    }
    if export.page.as_of:
        # The variable of which each of the styles prints a description of what is cited.
        item["genre"] = f"positions as of {export.page.as_of}"
    return item
