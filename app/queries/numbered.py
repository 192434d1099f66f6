"""The numbered sources of a page: what the citation macros need of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.documents import Source
from app.documents.citation import Citations
from app.queries.documents import sources


@dataclass(frozen=True)
class Numbered:
    """The sources that a page cites, and those that report one of them."""

    sources: dict[str, Source]
    numbers: dict[str, int]

    @property
    def in_order(self) -> list[Source]:
        """The sources by their numbers."""
        return [self.sources[each] for each in self.numbers]


def numbered(
    session: Session, citations: Iterable[Citations], first: Iterable[str] = ()
) -> Numbered:
    """Number sources in the order in which a page comes to them: one statement.

    *first* names sources that the page shows before its citations.
    """
    order = dict.fromkeys(first)
    for group in citations:
        order.update(dict.fromkeys(citation.source for citation in group))
    held = sources(session, order)
    order.update(dict.fromkeys(sorted(held.keys() - order.keys())))  # they only report others
    return Numbered(held, {source: number for number, source in enumerate(order, 1)})
