"""What the rows of a document depend on besides itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.neighbours import portions
from app.documents import Document, Party, Perspective, Topic
from app.models import DocumentRow, PartyRow, RevisionRow, TopicRow


def dependents(session: Session, documents: Sequence[Document]) -> list[Document]:
    """Perspectives whose rows depend on *documents*.

    Their cells depend on their party, and whether they have rows at all on their topic.
    """
    parties = [document.key for document in documents if isinstance(document, Party)]
    topics = [document for document in documents if isinstance(document, Topic)]
    shown = _shown_topics(session, [topic.slug for topic in topics])
    turned = [topic.slug for topic in topics if topic.gone == (topic.slug in shown)]
    given = {document.key for document in documents if isinstance(document, Perspective)}
    concerned = DocumentRow.party.in_(parties) | DocumentRow.topic.in_(turned)
    bodies = session.execute(
        select(RevisionRow.key, RevisionRow.body)
        .join(DocumentRow, DocumentRow.revision == RevisionRow.sequence)
        .where(DocumentRow.noun == "perspective", concerned)
    )
    return [Perspective.model_validate_json(row.body) for row in bodies if row.key not in given]


def _shown_topics(session: Session, slugs: Iterable[str]) -> set[str]:
    """Those of some topics that have rows: they are published and were not retracted."""
    found: set[str] = set()
    for portion in portions(slugs):
        found.update(session.scalars(select(TopicRow.slug).where(TopicRow.slug.in_(portion))))
    return found


def topics_to_show(session: Session, documents: Sequence[Document]) -> set[str]:
    """The topics of perspectives about to be written that were not retracted."""
    written = {each.slug: each.gone for each in documents if isinstance(each, Topic)}
    asked = {each.topic for each in documents if isinstance(each, Perspective)}
    shown = _shown_topics(session, asked - written.keys())
    return shown | {slug for slug, gone in written.items() if not gone}


def many_voices(session: Session, documents: Sequence[Document]) -> set[str]:
    """The parties whose speakers speak for themselves, with those about to be written."""
    held = set(session.scalars(select(PartyRow.id).where(PartyRow.kind == "analysts")))
    written = [document for document in documents if isinstance(document, Party)]
    return (held - {p.id for p in written}) | {p.id for p in written if p.many_voices}
