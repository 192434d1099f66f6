"""The topic and perspective pages: documents in, what one page shows out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from sqlalchemy.orm import Session

from app.documents import Claim, Document, Event, Party, Perspective, Source, Topic
from app.documents.cells import newest_first
from app.documents.citation import Citations
from app.documents.corpus import Name
from app.documents.dates import last_day
from app.models import DocumentRow
from app.queries import moments
from app.queries.documents import Corrected, Version, parties, sources, versions
from app.queries.matrix import Cell, Row, matrix

#: Drafts by name, for a preview.
Drafted = Mapping[Name, Document]
D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class TopicPage:
    """A topic as one page shows it, at one date in the world and one of our history."""

    topic: Topic
    number: int
    """Of the topic's own revision."""
    version: int
    """Of the comparison, which changes with the perspectives as well."""
    updated: dt.datetime
    parties: list[Party]
    """Those with a perspective on the topic, in the order of the columns."""
    perspectives: dict[str, Perspective]
    rows: list[Row]
    events: list[Event]
    sources: dict[str, Source]
    numbers: dict[str, int]
    """The number of each source on this topic, the same in every view of it."""
    as_of: str | None
    published: dt.datetime | None
    reviewed: bool
    corrected: Corrected | None
    retracted_at: dict[Name, dt.datetime]
    """When the topic or a perspective on it was retracted, for those that were."""

    @property
    def compared(self) -> list[Party]:
        """The parties whose positions stand."""
        return [party for party in self.parties if not self.perspectives[party.id].gone]

    @property
    def shown_sources(self) -> list[Source]:
        """The sources of what is shown, by their numbers."""
        shown = {cited for citations in self._shown() for cited in _ids(citations)}
        if self.topic.claims_of:
            shown.add(self.topic.claims_of)
        shown |= {via for each in shown if (via := self.sources[each].via)}
        return [self.sources[each] for each in self.numbers if each in shown]

    def _shown(self) -> Iterator[Citations]:
        for perspective in self.perspectives.values():
            if not perspective.gone:
                yield perspective.citations
        for row in self.rows:
            for cell in row.cells.values():
                for position in (*cell.standing, *cell.earlier):
                    yield position.citations
        for event in self.events:
            yield event.citations
        for claim in self.claims:
            yield claim.citations

    def changed_since(self, party: Party) -> int:
        """On how many propositions a party has taken another stance since ``as_of``."""
        return sum(row.cells[party.id].changed for row in self.rows)

    def begun_since(self, party: Party) -> int:
        """On how many propositions a party has spoken for the first time since ``as_of``."""
        return sum(row.cells[party.id].begun for row in self.rows)

    @property
    def ahead(self) -> bool:
        """Whether the moment of our history that is looked at is still to come."""
        return moments.is_ahead(self.published)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the article's paragraphs."""
        return tuple(sorted(self.topic.claims, key=lambda claim: claim.paragraph))


@dataclass(frozen=True)
class PerspectivePage:
    """One party's perspective with the topic that it belongs to."""

    page: TopicPage
    perspective: Perspective
    party: Party
    number: int
    updated: dt.datetime
    origin: str
    corrected: Corrected | None
    cells: list[tuple[Row, Cell]]

    @property
    def gone(self) -> bool:
        """Whether it was retracted, by itself or with its topic."""
        return self.perspective.gone or self.page.topic.gone

    @property
    def sources(self) -> list[Source]:
        """The sources of what is shown, and those that report them, by number."""
        cited = set(_ids(self.perspective.citations))
        for _row, cell in self.cells:
            for position in (*cell.standing, *cell.earlier):
                cited.update(_ids(position.citations))
        reporters = {self.page.sources[each].via for each in cited}
        return [
            self.page.sources[each]
            for each in self.page.numbers
            if each in cited or each in reporters
        ]


def topic_page(
    session: Session,
    slug: str,
    as_of: str | None = None,
    published: dt.datetime | None = None,
    instead: Drafted | None = None,
) -> TopicPage | None:
    """What the page of a topic shows; None without the topic. Four statements.

    *instead* gives drafts, which are shown in the place of documents or beside them.
    """
    found = _documents(session, slug, published, instead)
    return _page(session, slug, found, as_of, published, instead)


def perspective_page(
    session: Session,
    slug: str,
    party: str,
    as_of: str | None = None,
    published: dt.datetime | None = None,
    instead: Drafted | None = None,
) -> PerspectivePage | None:
    """What the page of a perspective shows; None without it. Four statements."""
    found = _documents(session, slug, published, instead)
    page = _page(session, slug, found, as_of, published, instead)
    version = next((v for v in found if v.document.key == f"{slug}/{party}"), None)
    if page is None or version is None:
        return None
    column = next(each for each in page.parties if each.id == party)
    cells = [(row, row.cells[party]) for row in page.rows]
    perspective = page.perspectives[party]
    return PerspectivePage(
        page, perspective, column, version.number, version.published_at, version.origin,
        version.corrected, cells,
    )  # fmt: skip


def _documents(
    session: Session, slug: str, published: dt.datetime | None, instead: Drafted | None
) -> list[Version[Document]]:
    found = versions(session, DocumentRow.topic == slug, published, corrections=True)
    if not instead:
        return found
    held = {(version.document.noun, version.document.key): version for version in found}
    for name, document in instead.items():
        if name == ("topic", slug) or (
            isinstance(document, Perspective) and document.topic == slug
        ):
            before = held.get(name)
            held[name] = Version(
                document, before.number if before else 0, dt.datetime.now(dt.UTC), "draft", None
            )
    return list(held.values())


def _page(
    session: Session,
    slug: str,
    found: list[Version[Document]],
    as_of: str | None,
    published: dt.datetime | None,
    instead: Drafted | None,
) -> TopicPage | None:
    version = next((v for v in found if v.document.noun == "topic"), None)
    if version is None:
        return None
    topic = cast(Topic, version.document)
    given = {v.document.party: v.document for v in found if isinstance(v.document, Perspective)}
    known = _with(parties(session, published), instead, Party)
    columns = [party for party in known.values() if party.id in given]
    perspectives = {party.id: given[party.id] for party in columns}
    cited = _order_of_citation(topic, [each for each in perspectives.values() if not each.gone])
    held = _with(sources(session, cited, published), instead, Source)
    cited += sorted(held.keys() - set(cited))  # those that only report another
    return TopicPage(
        topic=topic,
        number=version.number,
        version=moments.count(session, slug, published),
        updated=max(v.published_at for v in found),
        parties=columns,
        perspectives=perspectives,
        rows=matrix(topic, columns, perspectives, as_of),
        events=_events(topic, as_of),
        sources=held,
        numbers={source: number for number, source in enumerate(cited, 1)},
        as_of=as_of,
        published=published,
        reviewed=all(v.reviewer for v in found),
        corrected=version.corrected,
        retracted_at={
            (v.document.noun, v.document.key): v.published_at for v in found if v.document.gone
        },
    )


def _with(held: dict[str, D], instead: Drafted | None, kind: type[D]) -> dict[str, D]:
    """Documents of one kind with the drafts of that kind in their places."""
    drafted = {each.key: each for each in (instead or {}).values() if isinstance(each, kind)}
    return {**held, **drafted}


def _events(topic: Topic, as_of: str | None) -> list[Event]:
    ordered = sorted(topic.events, key=lambda event: last_day(event.date))
    if as_of is None:
        return ordered
    return [event for event in ordered if last_day(event.date) <= last_day(as_of)]


def _order_of_citation(topic: Topic, perspectives: list[Perspective]) -> list[str]:
    """Every source of the topic, in the order in which the page comes to it."""
    order: dict[str, None] = {}
    columns = [newest_first(perspective.positions) for perspective in perspectives]
    for proposition in topic.propositions:
        for positions in columns:
            for position in positions:
                if position.proposition == proposition.id:
                    order.update(dict.fromkeys(_ids(position.citations)))
    parts: list[Perspective | Event | Claim] = [*perspectives, *topic.events, *topic.claims]
    for part in parts:
        order.update(dict.fromkeys(_ids(part.citations)))
    for document in (topic, *perspectives):
        order.update(dict.fromkeys(sorted(document.cited())))
    return list(order)


def _ids(citations: Citations) -> list[str]:
    return [citation.source for citation in citations]
