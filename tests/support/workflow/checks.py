"""What must hold at the desk after every step, read from the tables and compared with the model."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.verify import first_break
from app.models import (
    AuditRow,
    AuthorRow,
    DraftRow,
    DraftVersionRow,
    ReviewRow,
    RevisionRow,
    SubmissionRow,
    UserRow,
)
from tests.support.workflow.model import OPEN, WAITING, Desk


def check(session: Session, desk: Desk) -> None:
    """Compare everything with what the model expects."""
    people = {row.id: row.name for row in session.execute(select(UserRow.id, UserRow.name))}
    _submissions(session, desk, people)
    _drafts(session, desk)
    _history(session, desk)
    _reviews(session, desk, people)
    _log(session, desk)


def _submissions(session: Session, desk: Desk, people: dict[int, str]) -> None:
    """Each stands where it should, and what is said of an approval is true of one."""
    columns = SubmissionRow.state, SubmissionRow.summary, SubmissionRow.digest
    more = SubmissionRow.approved_by, SubmissionRow.publish_at
    rows = session.execute(select(SubmissionRow.id, *columns, *more).order_by(SubmissionRow.id))
    found = {row.id: row for row in rows}
    assert list(found) == sorted(each.id for each in desk.submissions)
    wrote: dict[int, set[str]] = {each: set() for each in found}
    joined: dict[int, set[str]] = {each: set() for each in found}
    for author in session.execute(
        select(AuthorRow.submission_id, AuthorRow.user_id, AuthorRow.wrote_at)
    ):
        joined[author.submission_id].add(people[author.user_id])
        if author.wrote_at:
            wrote[author.submission_id].add(people[author.user_id])
    for each in desk.submissions:
        row = found[each.id]
        assert (row.state, row.summary) == (each.state, each.summary)
        assert people.get(row.approved_by) == each.approved_by
        assert row.publish_at == each.publish_at
        assert wrote[each.id] == set(each.writers)
        assert joined[each.id] == each.members
        if each.state in WAITING:
            assert row.digest == each.digest


def _drafts(session: Session, desk: Desk) -> None:
    """No word is lost: bodies and versions are those of the model, to the letter."""
    kept: dict[int, list[Any]] = {}
    columns = DraftVersionRow.draft_id, DraftVersionRow.body
    for version in session.execute(
        select(*columns).order_by(DraftVersionRow.draft_id, DraftVersionRow.version)
    ):
        kept.setdefault(version.draft_id, []).append(json.loads(version.body))
    rows = session.execute(
        select(DraftRow.id, DraftRow.noun, DraftRow.key, DraftRow.version, DraftRow.body,
               DraftRow.is_open)
    )  # fmt: skip
    found = {row.id: row for row in rows}
    open_names = [(row.noun, row.key) for row in found.values() if row.is_open]
    assert len(open_names) == len(set(open_names))
    expected = list(desk.drafts())
    assert set(found) == {draft.id for _submission, draft in expected}
    for submission, draft in expected:
        row, is_open = found[draft.id], submission.state in OPEN
        assert json.loads(row.body) == draft.body
        assert (row.version, row.is_open) == (draft.version, is_open)
        assert kept.get(draft.id, []) == (draft.versions if is_open else [])
    for words, draft_id in desk.owed.items():
        assert words in found[draft_id].body, f"{words} was acknowledged and is gone"


def _history(session: Session, desk: Desk) -> None:
    """Published is what was approved, by somebody who wrote none of it, in a chain that holds."""
    columns = RevisionRow.noun, RevisionRow.key, RevisionRow.number, RevisionRow.body
    told = RevisionRow.authors, RevisionRow.reviewer
    rows = session.execute(select(*columns, *told).order_by(RevisionRow.sequence))
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        assert row.reviewer not in row.authors
        found.setdefault((row.noun, row.key), []).append(
            (row.body, tuple(row.authors), row.reviewer)
        )
    expected = {
        name: [(each.body, each.authors, each.reviewer) for each in revisions]
        for name, revisions in desk.published.items()
    }
    assert found == expected
    assert first_break(session) is None


def _reviews(session: Session, desk: Desk, people: dict[int, str]) -> None:
    """What was published was approved with the digest of exactly that, by no author of it."""
    columns = ReviewRow.submission_id, ReviewRow.reviewer_id, ReviewRow.digest
    query = select(*columns).where(ReviewRow.verdict == "approve").order_by(ReviewRow.id)
    last = {row.submission_id: row for row in session.execute(query)}
    for each in desk.submissions:
        if each.state in ("approved", "published"):
            assert last[each.id].digest == each.digest
            assert people[last[each.id].reviewer_id] == each.approved_by
            assert each.approved_by not in each.writers


def _log(session: Session, desk: Desk) -> None:
    """The log holds, and it has every description that another took the place of."""
    assert audit.verify(session) is None
    query = select(AuditRow.detail).where(AuditRow.action == "submission.describe")
    known = {detail["before"] for detail in session.scalars(query)}
    assert desk.said <= known | {each.summary for each in desk.submissions}
