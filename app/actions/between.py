"""The laws that hold between documents, asked of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.actions.neighbours import Current
from app.documents import Document
from app.documents.corpus import Corpus, Name
from app.documents.faults import Path


def between(
    before: Mapping[Name, Current], documents: Iterable[Document], unread: Iterable[Name] = ()
) -> Iterator[tuple[Name, Path, str]]:
    """Every law between documents that the site would break with these in it."""
    after = {name: current.document for name, current in before.items()}
    after |= {(document.noun, document.key): document for document in documents}
    named = {(document.noun, document.key) for document in documents}
    cited = {source for name in after.keys() - named for source in after[name].cited()}
    # What a neighbour cites exists (the database's keys hold it) and need not be loaded.
    elsewhere = frozenset(("source", source) for source in cited) | frozenset(unread)
    yield from Corpus.of(after, elsewhere, frozenset(named)).problems()
