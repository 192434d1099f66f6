"""The editors' workflow in plain Python: what the machine of the workflow expects of the desk.

It knows no database. Every document is plain data in the exchange form, every person a name,
and everything that was ever written stays, so that the desk can be compared with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.documents import canonical, digest
from app.documents.corpus import Name
from app.documents.merge import merge
from tests.support.workflow.words import ALBA, BORIA, FIELDS, NOTE, TOPIC, body_of, data, words_in

Data = dict[str, Any]

PEOPLE = {"Ada": "editor", "Ben": "editor", "Cleo": "reviewer", "Dan": "reviewer", "Eve": "admin"}
REVIEWERS = frozenset(name for name, role in PEOPLE.items() if role != "editor")
WAITING = ("submitted", "approved")
OPEN = ("draft", "sent-back", *WAITING)


@dataclass
class Draft:
    """One document under work, with all forms that it had."""

    id: int
    name: Name
    base: Data | None
    """What was published when it began."""
    number: int | None
    versions: list[Data]
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> Data:
        """What it says now."""
        return self.versions[-1]

    @property
    def version(self) -> int:
        """How often it was saved, its beginning included."""
        return len(self.versions)


@dataclass
class Submission:
    """Drafts on their way."""

    id: int
    owner: str
    origin: str = "edit"
    summary: str = ""
    state: str = "draft"
    drafts: list[Draft] = field(default_factory=list)
    members: set[str] = field(default_factory=set)
    writers: list[str] = field(default_factory=list)
    digest: str | None = None
    digests: list[str] = field(default_factory=list)
    """All that were ever handed in."""
    approved_by: str | None = None
    publish_at: dt.datetime | None = None

    def reopen(self) -> None:
        """It is about to be changed: whatever was handed in or approved no longer is."""
        if self.state in WAITING:
            self.state = "draft"
        self.digest = self.approved_by = self.publish_at = None

    def wrote(self, who: str) -> None:
        """From now on a person is an author."""
        self.members.add(who)
        if who not in self.writers:
            self.writers.append(who)


@dataclass
class Tab:
    """A window in which somebody has a draft open, as it was when it was opened or saved."""

    draft: int
    version: int
    body: Data


@dataclass(frozen=True)
class Revision:
    """What a publication must leave in the history."""

    body: str
    authors: tuple[str, ...]
    reviewer: str | None


@dataclass
class Desk:
    """Everything there is."""

    published: dict[Name, list[Revision]]
    submissions: list[Submission] = field(default_factory=list)
    tabs: dict[tuple[str, int], Tab] = field(default_factory=dict)
    owed: dict[str, int] = field(default_factory=dict)
    """Words that a save acknowledged and nobody replaced who had seen them: in which draft."""
    said: set[str] = field(default_factory=set)
    """Every summary that was acknowledged."""

    def now(self, name: Name) -> Data | None:
        """What is published of a document."""
        held = self.published.get(name)
        return data(held[-1].body, name) if held else None

    def drafts(self) -> Iterator[tuple[Submission, Draft]]:
        """Every draft there ever was."""
        yield from ((each, draft) for each in self.submissions for draft in each.drafts)

    def open_draft(self, name: Name) -> tuple[Submission, Draft] | None:
        """Where a document is under work."""
        return next(((s, d) for s, d in self.drafts() if d.name == name and s.state in OPEN), None)

    def draft(self, id: int) -> tuple[Submission, Draft]:
        """A draft by its number."""
        return next((s, d) for s, d in self.drafts() if d.id == id)

    def new(self, id: int, who: str, **more: Any) -> Submission:
        """A submission that somebody begins."""
        made = Submission(id, who, members={who}, **more)
        self.submissions.append(made)
        return made

    def add(self, submission: Submission, id: int, name: Name, body: Data) -> Draft:
        """A draft that somebody begins."""
        number = len(self.published.get(name, ())) or None
        draft = Draft(id, name, self.now(name), number, [body])
        submission.drafts.append(draft)
        return draft

    def replaced(self, draft: Draft, seen: Data, new: Data) -> None:
        """Whoever had *seen* this and puts *new* there means to replace what is missing in it."""
        before, after = canonical(seen), canonical(new)
        gone = [words for words in self.owed if words in before and words not in after]
        for words in gone:
            if self.owed[words] == draft.id:
                del self.owed[words]

    def complete(self, submission: Submission) -> bool:
        """Whether nothing keeps a submission from being published."""
        after = {name: self.now(name) for name in self.published}
        after |= {draft.name: draft.body for draft in submission.drafts}
        topic = after[TOPIC] or {}
        known = {each["id"] for each in topic["propositions"]}
        asked = {
            position["proposition"]
            for name in (ALBA, BORIA)
            if TOPIC in (draft.name for draft in submission.drafts)
            or name in (draft.name for draft in submission.drafts)
            for position in (after[name] or {})["positions"]
        }
        return asked <= known and all(self._whole(draft) for draft in submission.drafts)

    def _whole(self, draft: Draft) -> bool:
        first = FIELDS[draft.name[0]][0]
        if not draft.body.get(first) or (draft.name == NOTE and "url" not in draft.body):
            return False
        if draft.name[0] != "perspective":
            return True
        old = (self.now(draft.name) or {})["positions"][0]["statement"]
        position = draft.body["positions"][0]
        confirmed = draft.marks.get(position["id"])
        return position["statement"] == old or confirmed == words_in(position)

    def differs(self, submission: Submission) -> bool:
        """Whether anything in a submission is not what is published."""
        return any(draft.body != self.now(draft.name) for draft in submission.drafts)

    def publish(self, submission: Submission) -> None:
        """What was approved becomes the newest of each document that it changes."""
        for draft in submission.drafts:
            if draft.body != self.now(draft.name):
                made = Revision(
                    body_of(draft.name, draft.body),
                    tuple(submission.writers),
                    submission.approved_by,
                )
                self.published.setdefault(draft.name, []).append(made)
        submission.state = "published"


def end(submission: Submission, state: str) -> None:
    """Give a submission up: nobody's approval of it counts any more."""
    submission.state = state
    submission.approved_by = submission.publish_at = None


def digest_of(submission: Submission) -> str:
    """The digest of all that a reviewer decides on, from what was written alone."""
    parts = [
        [*draft.name, draft.number, data(body_of(draft.name, draft.body), draft.name)]
        for draft in submission.drafts
    ]
    return digest(canonical([parts, submission.origin, submission.summary, None]))


def put_together(draft: Draft, published: Data | None, new: Data) -> Data | None:
    """What comes of a draft and an import; None where both changed one place."""
    found = merge(published or {}, draft.body, new)
    return None if found.clashes else found.data
