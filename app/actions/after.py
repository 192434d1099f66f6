"""After publication: restore, retract, merge. Each is a submission that is reviewed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.actor import Actor
from app.actions.drafting import Data, Taken, add, new_submission, open_draft
from app.actions.neighbours import as_it_stands
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import NOUNS, exchange
from app.documents.corpus import Name
from app.models import DocumentSourceRow, RevisionRow, SubmissionRow

RETRACTABLE = ("topic", "perspective", "source")


@whole
def restore(session: Session, actor: Actor, noun: str, key: str, number: int) -> int:
    """Propose an earlier revision of a document as its next; returns the submission."""
    actor.must("draft")
    query = select(RevisionRow.body).where(
        RevisionRow.noun == noun, RevisionRow.key == key, RevisionRow.number == number
    )
    body = session.execute(query).scalar_one_or_none()
    if body is None:
        raise Refused(f"There is no revision {number} of this document.")
    then = exchange(NOUNS[noun].model_validate_json(body))
    if then == _now(session, noun, key):
        raise Refused(f"Revision {number} says what is published now.")
    summary = f"Restores revision {number}."
    return _propose(session, actor, "restore", summary, {(noun, key): then})


@whole
def retract(session: Session, actor: Actor, noun: str, key: str, reason: str) -> int:
    """Propose to take a document back; a notice with the reason stays at its address."""
    actor.must("publish")
    if noun not in RETRACTABLE:
        raise Refused("A party cannot be retracted; its perspectives can.")
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why it is retracted; readers will see the sentence.")
    current = _now(session, noun, key)
    if "retracted" in current:
        raise Refused("This was retracted before.")
    changed = {**current, "retracted": reason}
    return _propose(session, actor, "retraction", f"Retracts: {reason}", {(noun, key): changed})


@whole
def merge_sources(session: Session, actor: Actor, source: str, into: str) -> int:
    """Propose to cite *into* wherever *source* is cited, and to lead from the one to the other."""
    actor.must("merge")
    if source == into:
        raise Refused("A source cannot be merged into itself; name another.")
    kept, gone = _now(session, "source", into), _now(session, "source", source)
    if "merged_into" in kept:
        raise Refused(f"“{into}” was itself merged into “{kept['merged_into']}”; name that one.")
    query = select(DocumentSourceRow.noun, DocumentSourceRow.key).where(
        DocumentSourceRow.source == source
    )
    changed: dict[Name, Data] = {
        (noun, key): _cited_instead(_now(session, noun, key), source, into)
        for noun, key in session.execute(
            query.order_by(DocumentSourceRow.noun, DocumentSourceRow.key)
        )
    }
    changed.pop(("source", source), None)
    if ("source", into) in changed:
        raise Refused(f"“{into}” is known through “{source}”; mend that first.")
    changed["source", source] = {**gone, "merged_into": into}
    summary = f"Merges the source {source} into {into}, which is the same publication."
    return _propose(session, actor, "merge", summary, changed)


def _now(session: Session, noun: str, key: str) -> Data:
    current = as_it_stands(session, noun, key)
    if current is None:
        raise Refused(f"There is no {noun} “{key}”.")
    return exchange(current.document)


def _propose(
    session: Session, actor: Actor, origin: str, summary: str, changed: dict[Name, Data]
) -> int:
    """A submission with these documents, none of which anyone may be at work on."""
    for noun, key in changed:
        held = open_draft(session, noun, key)
        if held:
            raise Taken(held)
    submission: SubmissionRow = new_submission(session, actor, origin, summary)
    for (noun, key), data in changed.items():
        add(session, actor, submission, noun, key, data)
    return submission.id


def _cited_instead(value: Any, source: str, into: str) -> Any:
    """Plain data with one source named in the place of another, each citation once."""
    if isinstance(value, dict):
        return {
            key: into
            if each == source and key in ("source", "via", "claims_of")
            else _cited_instead(each, source, into)
            for key, each in value.items()
        }
    if isinstance(value, list):
        entries = [_cited_instead(each, source, into) for each in value]
        twice = [place for place, each in enumerate(entries) if each in entries[:place]]
        return [each for place, each in enumerate(entries) if place not in twice]
    return value
