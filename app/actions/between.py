"""The laws that hold between documents, asked of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from app.actions.neighbours import Current
from app.documents import Document, exchange
from app.documents.corpus import Corpus, Name
from app.documents.faults import Path


def between(
    before: Mapping[Name, Current],
    documents: Iterable[Document],
    incomplete: Mapping[Name, dict[str, Any]] = MappingProxyType({}),
    elsewhere: Iterable[Name] = (),
) -> Iterator[tuple[Name, Path, str]]:
    """Every law between documents that the site would break with these in it."""
    yield from together(before, documents, incomplete, elsewhere).problems()


def together(
    before: Mapping[Name, Current],
    documents: Iterable[Document],
    incomplete: Mapping[Name, dict[str, Any]] = MappingProxyType({}),
    elsewhere: Iterable[Name] = (),
) -> Corpus:
    """The site with these documents in it, as far as they concern it.

    *incomplete* are the plain data of those with faults of their own, which are told elsewhere;
    *elsewhere* are further ones that there are, which may be what a wrong name means.
    """
    new = {(document.noun, document.key): exchange(document) for document in documents}
    new |= incomplete
    old = {name: current.document for name, current in before.items() if name not in new}
    # What a neighbour cites exists (the database's keys hold it) and need not be loaded.
    cited = frozenset(("source", source) for each in old.values() for source in each.cited())
    held = {name: exchange(document) for name, document in old.items()}
    return Corpus(held | new, cited.union(elsewhere), frozenset(new))
