"""The citations that carry what a submission changes, for its reviewer to read again."""

from __future__ import annotations

from typing import Any

from app.actions.bundle import Bundle
from app.documents import Citation, Document
from app.documents.difference import Change, Difference

Carried = dict[int, tuple[Citation, ...]]
_OF_THE_WHOLE = {"headline", "summary", "citations"}


def carried(found: Difference, document: Document) -> Carried:
    """The citations that each changed part has now, by the number of its last change.

    A part is a position, an event or a claim; or headline and summary together. What is new
    as a whole is shown with its citations, and a part without any has none to be read.
    """
    last: dict[int, tuple[int, tuple[Citation, ...]]] = {}
    for number, change in enumerate(found.changes, 1):
        part = _cites(change, document)
        if part is not None and part.citations:
            last[id(part)] = number, part.citations
    return dict(last.values())


def _cites(change: Change, document: Document) -> Any:
    """What cites the sources of a change: the innermost part that can cite."""
    for step in reversed(change.path):
        if hasattr(step.entry, "citations"):
            return step.entry
    whole = change.path[0].field in _OF_THE_WHOLE and hasattr(document, "citations")
    return document if whole else None


def unpublished(held: Bundle) -> set[str]:
    """The ids of the sources of a submission that have no page yet."""
    drafted = {each.key for each in held.documents if each.noun == "source"}
    return {key for key in drafted if ("source", key) not in held.before}
