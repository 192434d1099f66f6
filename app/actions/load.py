"""Loading a directory of documents into a site that nobody edits yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import chain
from app.actions.neighbours import neighbours
from app.actions.publish import Published, Why, publish
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import Document
from app.documents.corpus import Name
from app.models import UserRow

#: What the history says of documents that came from files.
WHY = Why(origin="import", summary="Imported from files; reviewed by nobody.")


class Edited(Refused):
    """The site has editors, so files go into drafts; ``names`` are the documents that differ."""

    def __init__(self, names: list[Name]) -> None:
        super().__init__(
            f"{len(names)} of these documents differ from the site, and the site has editors, "
            "so a second person decides on them: “flask content import” puts them into drafts"
        )
        self.names = names


@whole
def load(
    session: Session,
    documents: Sequence[Document],
    seen: Callable[[Document], None] | None = None,
) -> Published:
    """Publish documents read from files: all of them or, on any refusal, none.

    Commits. Raises Refused, and the database is as before: always once there are editors,
    unless all is published already.
    """
    order = {"party": 0, "source": 1, "topic": 2, "perspective": 3}
    ordered = sorted(documents, key=lambda each: (order[each.noun], each.key))
    chain.lock(session)
    if session.execute(select(UserRow.id).limit(1)).first():
        return _unchanged(session, ordered)
    return publish(session, ordered, WHY, seen)


def _unchanged(session: Session, documents: Sequence[Document]) -> Published:
    before = neighbours(session, documents)
    names = [(each.noun, each.key) for each in documents]
    differing = [
        name
        for name, document in zip(names, documents, strict=True)
        if name not in before or before[name].document != document
    ]
    if differing:
        raise Edited(differing)
    return Published(unchanged=names)
