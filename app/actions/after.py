"""After publication: restore, retract, merge. Each is a submission that is reviewed."""

from __future__ import annotations

from textwrap import shorten

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.actor import Actor
from app.actions.drafting import Data, Taken, add, new_submission, open_draft
from app.actions.neighbours import as_it_stands, merged_before, resting_on
from app.actions.refused import Refused
from app.actions.submissions import LONGEST_SUMMARY
from app.actions.wording import must_be_visible
from app.actions.writing import whole
from app.documents import NOUNS, exchange
from app.documents.corpus import Name
from app.documents.reciting import cited_instead
from app.models import RevisionRow, SubmissionRow

RETRACTABLE = ("topic", "perspective", "source")
LONGEST_REASON = 600


@whole
def restore(session: Session, actor: Actor, noun: str, key: str, number: int) -> int:
    """Propose an earlier revision of a document as its next; returns the submission.

    Whoever undoes a retraction or a merge so must be one who may retract or merge.
    """
    actor.must("draft")
    query = select(RevisionRow.body).where(
        RevisionRow.noun == noun, RevisionRow.key == key, RevisionRow.number == number
    )
    body = session.execute(query).scalar_one_or_none()
    if body is None:
        raise Refused(f"There is no revision {number} of this document.")
    then, now = exchange(NOUNS[noun].model_validate_json(body)), _now(session, noun, key)
    if then == now:
        raise Refused(f"Revision {number} says what is published now.")
    for ending, permission in (("retracted", "publish"), ("merged_into", "merge")):
        if then.get(ending) != now.get(ending) and not actor.may(permission):
            raise Refused("This would retract or merge it, or undo that; ask one who may do so.")
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
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Say it in {LONGEST_REASON} characters; these are {len(reason)}.")
    must_be_visible(reason)
    current = _now(session, noun, key)
    if "retracted" in current:
        raise Refused("This was retracted before.")
    if "merged_into" in current:
        raise Refused(f"This was merged into “{current['merged_into']}”; retract that one.")
    changed = {**current, "retracted": reason}
    return _propose(session, actor, "retraction", f"Retracts: {reason}", {(noun, key): changed})


@whole
def merge_sources(session: Session, actor: Actor, source: str, into: str) -> int:
    """Propose to cite *into* wherever *source* is cited, and to lead from the one to the other.

    What was merged into *source* before leads to *into* then, too.
    """
    actor.must("merge")
    if source == into:
        raise Refused("A source cannot be merged into itself; name another.")
    kept, gone = _now(session, "source", into), _now(session, "source", source)
    _refuse_gone(into, kept, "name")
    _refuse_gone(source, gone, "merge")
    names = resting_on(session, [source])
    if ("source", into) in names:
        raise Refused(f"“{into}” is known through “{source}”; mend that first.")
    changed: dict[Name, Data] = {
        name: cited_instead(_now(session, *name), source, into) for name in names
    }
    for name, earlier in merged_before(session, source).items():
        changed[name] = {**exchange(earlier.document), "merged_into": into}
    changed["source", source] = {**gone, "merged_into": into}
    titles = [shorten(str(each["title"]), 90, placeholder="…") for each in (gone, kept)]
    summary = f"Merges “{titles[0]}” into “{titles[1]}”, which is the same publication."
    return _propose(session, actor, "merge", summary, changed)


def _refuse_gone(id: str, data: Data, what: str) -> None:
    if "merged_into" in data:
        raise Refused(f"“{id}” was itself merged into “{data['merged_into']}”; {what} that one.")
    if "retracted" in data:
        raise Refused(f"“{id}” was retracted; restore it first.")


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
            raise Taken(session, actor, held)
    told = shorten(summary, LONGEST_SUMMARY, placeholder="…")
    submission: SubmissionRow = new_submission(session, actor, origin, told)
    for (noun, key), data in changed.items():
        add(session, actor, submission, noun, key, data, ends=True)
    return submission.id
