"""The steps of a submission on its way: described, handed in, reviewed and published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy.orm import Session

from app.actions import drafts, publication, reviews, submissions
from tests.support.workflow.drafting import KINDS, WHICH, WHO, Drafting
from tests.support.workflow.machine import ACTS, act
from tests.support.workflow.model import (
    OPEN,
    PEOPLE,
    REVIEWERS,
    WAITING,
    Submission,
    digest_of,
    end,
)
from tests.support.workflow.words import FIELDS

#: Mostly a reviewer who may decide, so that enough is decided; else anybody.
ALL = st.sampled_from(["fit", "fit", "fit", *sorted(PEOPLE)])
SUMMARIES = st.sampled_from(["new", "new", "kept", "kept", "none"])
LATER = st.sampled_from([None, None, 1, 5])


class DeskMachine(Drafting):
    """Everything that people do at the desk with what is written there."""

    @act(who=WHO, which=WHICH)
    def join(self, who: str, which: int) -> None:
        """Work on somebody's submission."""
        each = self.submission(which)
        if self.done("join", each.state in OPEN, drafts.join, self.people[who], each.id):
            each.members.add(who)

    @act(who=WHO, which=WHICH, summary=SUMMARIES)
    def describe(self, who: str, which: int, summary: str) -> None:
        """Say what is changed and why."""
        each = self.submission(which)
        said = self._summary(each, summary)
        action, may = submissions.describe, self._own(each, who)
        if self.done("describe", may, action, self.people[who], each.id, said, None):
            self._described(each, who, said)

    @act(2, which=WHICH, who=WHO, own=st.booleans(), summary=SUMMARIES)
    def submit(self, which: int, who: str, own: bool, summary: str) -> None:
        """Hand something in for review."""
        each = self.submission(which, "draft", "sent-back")
        self.hand_in(each, each.owner if own else who, self._summary(each, summary))

    def hand_in(self, each: Submission, who: str, said: str) -> None:
        """Hand it in, with what is changed and why."""
        may = self._own(each, who) and each.state not in WAITING and bool(said)
        may = may and self.desk.complete(each) and self.desk.differs(each)
        if self.done("submit", may, submissions.submit, self.people[who], each.id, said):
            self._described(each, who, said)
            each.state, each.digest = "submitted", digest_of(each)
            each.digests.append(each.digest)

    @act(who=WHO, which=WHICH)
    def take_back(self, who: str, which: int) -> None:
        """Go on with what was handed in."""
        each = self.submission(which)
        action = submissions.take_back
        if self.done("take back", self._owns(each, who), action, self.people[who], each.id):
            each.reopen()

    @act(who=WHO, which=WHICH)
    def withdraw(self, who: str, which: int) -> None:
        """Give something up."""
        each = self.submission(which)
        action = submissions.withdraw
        if self.done("withdraw", self._owns(each, who), action, self.people[who], each.id):
            end(each, "withdrawn")

    @act(2, who=ALL, which=WHICH, fresh=st.integers(0, 3), hours=LATER)
    def approve(self, who: str, which: int, fresh: int, hours: int | None) -> None:
        """Approve what one was shown, for now or for later."""
        each = self.submission(which, *WAITING)
        who = self._fit(each, who)
        shown = self._shown(each, fresh)
        may = self._decides(each, who, shown) and self.desk.complete(each)
        later = self.clock + dt.timedelta(hours=hours) if hours else None
        ticked = (*reviews.CHECKLIST, *reviews.RETRACTING)
        args = self.people[who], each.id, shown, ticked, later
        what = "approve later" if later else "approve"
        if self.done(what, may, reviews.approve, *args):
            each.state, each.approved_by, each.publish_at = "approved", who, later
            if later is None:
                self.desk.publish(each)

    @act(5, which=WHICH, kind=KINDS, hours=LATER)
    def carry_on(self, which: int, kind: str, hours: int | None) -> None:
        """Bring something one step further, as people do who want it published.

        Hypothesis leaves some rules out of each example; without this one, few examples would
        come as far as a publication.
        """
        each = self.submission(which, *OPEN)
        if each.state in WAITING:
            self.approve(who="fit", which=which, fresh=1, hours=hours)
            return
        draft = each.drafts[-1]
        self.look(each.owner, 1, draft.id)
        self.save_in((each.owner, 1), kind)
        self.the_laws_hold()
        self.hand_in(each, each.owner, self.words())

    @act(who=ALL, which=WHICH, fresh=st.integers(0, 3))
    def send_back(self, who: str, which: int, fresh: int) -> None:
        """Return something to its authors."""
        if each := self._decided("send back", who, which, fresh):
            each.state, each.approved_by, each.publish_at = "sent-back", None, None

    @act(who=ALL, which=WHICH, fresh=st.integers(0, 3))
    def reject(self, who: str, which: int, fresh: int) -> None:
        """End something that will not be published."""
        if each := self._decided("reject", who, which, fresh):
            end(each, "rejected")

    @act(who=WHO, which=WHICH)
    def comment(self, who: str, which: int) -> None:
        """Remark on a draft."""
        each = self.submission(which)
        may = each.state in OPEN and (who in REVIEWERS or who in each.members)
        draft = each.drafts[0]
        args = self.people[who], draft.id, FIELDS[draft.name[0]][0], self.words()
        self.done("comment", may, reviews.comment, *args)

    @act(hours=st.sampled_from([1, 6]))
    def wait(self, hours: int) -> None:
        """Let time pass, and what is due be published."""
        self.clock += dt.timedelta(hours=hours)
        due = [each for each in self.desk.submissions
               if each.state == "approved" and each.publish_at and each.publish_at <= self.clock]  # fmt: skip
        due.sort(key=lambda each: (each.publish_at, each.id))
        assert self.do("wait", True, publication.due) == [each.id for each in due]
        for each in due:
            self._come_due(each)

    @rule(step=st.one_of(ACTS))
    def step(self, step: dict[str, Any]) -> None:
        """One act of somebody."""
        given = dict(step)
        getattr(self, given.pop("do"))(**given)

    def _come_due(self, each: Submission) -> None:
        """One whose time has come is published, or goes back if it no longer can be."""

        def act(session: Session) -> bool:
            return publication.publish_due(session, each.id)

        may = self.desk.complete(each)
        assert self.do("publish at its time" if may else "not published", True, act) == may
        if may:
            self.desk.publish(each)
        else:
            each.state, each.approved_by, each.publish_at = "sent-back", None, None

    def _decided(self, what: str, who: str, which: int, fresh: int) -> Submission | None:
        each = self.submission(which, *WAITING)
        who = self._fit(each, who)
        shown = self._shown(each, fresh)
        action = reviews.reject if what == "reject" else reviews.send_back
        args = self.people[who], each.id, shown, "Because of its tone."
        return each if self.done(what, self._decides(each, who, shown), action, *args) else None

    def _own(self, each: Submission, who: str) -> bool:
        return each.state in OPEN and who in each.members

    def _owns(self, each: Submission, who: str) -> bool:
        return self._own(each, who) and (who == each.owner or who in each.writers)

    def _decides(self, each: Submission, who: str, shown: str) -> bool:
        may = who in REVIEWERS and who not in each.writers
        return may and each.state in WAITING and shown == each.digest

    def _fit(self, each: Submission, who: str) -> str:
        """A person by name, or a reviewer who wrote nothing of it if there is one."""
        fit = [name for name in sorted(REVIEWERS) if name not in each.writers] or ["Eve"]
        return fit[each.id % len(fit)] if who == "fit" else who

    def _shown(self, each: Submission, fresh: int) -> str:
        """What a reviewer saw: mostly the newest, sometimes what was handed in first."""
        first = each.digests[0] if each.digests else "0" * 64
        return each.digest or first if fresh else first

    def _summary(self, each: Submission, summary: str) -> str:
        kept = "" if summary == "none" else each.summary
        return self.words() if summary == "new" else kept

    def _described(self, each: Submission, who: str, said: str) -> None:
        if said != each.summary:
            each.reopen()
            each.summary = said
            each.wrote(who)
            self.desk.said |= {said} - {""}
