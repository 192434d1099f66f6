"""Loading a directory of documents into the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from app.actions.publish import Published, Why, publish
from app.documents import Document

#: What the history says of documents that came from files.
WHY = Why(origin="import", summary="Imported from files; reviewed by nobody.")


def load(
    session: Session,
    documents: Sequence[Document],
    seen: Callable[[Document], None] | None = None,
) -> Published:
    """Publish documents read from files: all of them or, on any refusal, none.

    Commits. Raises Refused, and the database is as before.
    """
    order = {"party": 0, "source": 1, "topic": 2, "perspective": 3}
    ordered = sorted(documents, key=lambda each: (order[each.noun], each.key))
    try:
        done = publish(session, ordered, WHY, seen)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    return done
