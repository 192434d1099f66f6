"""What documents under work call sources and propositions."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.documents import Document, Perspective, Source, Topic
from app.models import DocumentRow
from app.queries.documents import sources, versions
from app.queries.history import Names


def called(session: Session, documents: Iterable[Document]) -> Names:
    """The sources and propositions that documents name: those among them, else the published."""
    documents = list(documents)
    cited = {source for document in documents for source in document.cited()}
    topics = {d.topic if isinstance(d, Perspective) else d.key
              for d in documents if isinstance(d, Perspective | Topic)}  # fmt: skip
    of_topics = (DocumentRow.noun == "topic") & DocumentRow.key.in_(sorted(topics))
    published = [version.document for version in versions(session, of_topics)]
    names = Names(dict(sources(session, cited)), {})
    for document in (*published, *documents):
        if isinstance(document, Source):
            names.sources[document.id] = document
        elif isinstance(document, Topic):
            names.propositions.update({each.id: each.text for each in document.propositions})
    return names
