"""Submissions on their way: handed in for review, and taken back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.actor import Actor
from app.actions.bundle import Bundle, Problem, bundle, data_of, drafts_of
from app.actions.drafting import now, own, owned, reopen, write
from app.actions.refused import Refused
from app.actions.wording import must_be_visible
from app.actions.writing import whole
from app.documents.blanks import without_blanks
from app.models import AuthorRow, DraftRow, DraftVersionRow, PresenceRow, SubmissionRow
from app.models.history import CORRECTIONS

LONGEST_SUMMARY = 300
#: What is changed and why, and the kind of mistake that is corrected.
Told = tuple[str, str | None]


class Incomplete(Refused):
    """A submission has problems; nothing of it is handed in."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(
            f"{len(problems)} to mend, first {first.draft.noun} {first.draft.key}: {first.sentence}"
        )
        self.problems = tuple(problems)


class Described(Refused):
    """Somebody else described the submission since the form was opened."""

    def __init__(self, submission: SubmissionRow) -> None:
        kind = f" (a correction: {submission.correction})" if submission.correction else ""
        super().__init__(
            f"Somebody else wrote here meanwhile: “{submission.summary}”{kind}. What you typed is "
            "still below; press once more to put it in the place of theirs."
        )


@whole
def describe(
    session: Session,
    actor: Actor,
    submission_id: int,
    summary: str,
    correction: str | None,
    base: Told | None = None,
) -> None:
    """Say what is changed and why, and which kind of mistake is corrected, if one is.

    *base* is what the form showed when it was opened; raises Described where that is no longer
    what stands there.
    """
    submission = own(session, actor, submission_id)
    _describe(session, actor, submission, (summary, correction), base)


@whole
def submit(
    session: Session,
    actor: Actor,
    submission_id: int,
    summary: str,
    correction: str | None = None,
    base: Told | None = None,
) -> None:
    """Hand a submission in for review, as it is now.

    Raises Incomplete with every problem of every document at once, and Described as `describe`
    does. What was begun and left empty is dropped first.
    """
    submission = own(session, actor, submission_id)
    if submission.state not in ("draft", "sent-back"):
        raise Refused("This submission was handed in already.")
    _describe(session, actor, submission, (summary, correction), base)
    if not submission.summary:
        raise Refused("Say in a sentence what you changed and why.")
    for draft in drafts_of(session, submission):
        data = without_blanks(data_of(draft))
        if data != data_of(draft):
            write(session, actor, draft, data)
    held = bundle(session, submission)
    if held.problems:
        raise Incomplete(held.problems)
    if not changes(held):
        raise Refused("Nothing here differs from what is published.")
    if correction and not any(draft.base for draft in held.drafts):
        raise Refused(
            "A correction mends what was published, and nothing here was published before; choose "
            "“No, it adds or updates”."
        )
    submission.state = "submitted"
    submission.submitted_at = submission.changed_at = now()
    submission.digest = held.digest
    audit.record(
        session, actor, "submission.submit", f"submission {submission_id}", digest=held.digest
    )


@whole
def take_back(session: Session, actor: Actor, submission_id: int) -> None:
    """Return a submission that was handed in to its authors, to be changed."""
    reopen(session, actor, owned(session, actor, submission_id))


@whole
def withdraw(session: Session, actor: Actor, submission_id: int) -> None:
    """Give a submission up; its text stays readable for its authors."""
    submission = owned(session, actor, submission_id)
    end(session, submission, "withdrawn")
    audit.record(session, actor, "submission.withdraw", f"submission {submission_id}")


def end(session: Session, submission: SubmissionRow, state: str) -> None:
    """Close a submission: its documents are free for other drafts again."""
    submission.state = state
    if state != "published":  # an approval that led to nothing is not one of how it ended
        submission.approved_by = submission.publish_at = None
    submission.ended_at = submission.changed_at = now()
    drafts = [draft.id for draft in drafts_of(session, submission)]
    session.execute(update(DraftRow).where(DraftRow.id.in_(drafts)).values(is_open=False))
    for model in (PresenceRow, DraftVersionRow):
        session.execute(delete(model).where(model.draft_id.in_(drafts)))


def changes(held: Bundle) -> bool:
    """Whether anything in a bundle differs from what is published."""
    before = held.before
    return any(
        (document.noun, document.key) not in before
        or before[document.noun, document.key].document != document
        for document in held.documents
    )


def _describe(
    session: Session, actor: Actor, submission: SubmissionRow, told: Told, base: Told | None
) -> None:
    summary, correction = " ".join(told[0].split()), told[1]
    if len(summary) > LONGEST_SUMMARY:
        raise Refused(f"Say it in {LONGEST_SUMMARY} characters; these are {len(summary)}.")
    must_be_visible(summary)
    if correction is not None and correction not in CORRECTIONS:
        raise Refused(f"A correction is one of {', '.join(CORRECTIONS)}.")
    held = submission.summary, submission.correction
    if base is not None and held not in (base, (summary, correction)):
        raise Described(submission)
    if (summary, correction) != held:
        reopen(session, actor, submission)
        # Authors describe one submission without meeting: the log keeps what was there before.
        audit.record(
            session, actor, "submission.describe", f"submission {submission.id}",
            before=submission.summary, after=summary,
        )  # fmt: skip
        submission.summary, submission.correction = summary, correction
        author = session.get(AuthorRow, (submission.id, actor.id))
        if author and author.wrote_at is None:
            author.wrote_at = now()
