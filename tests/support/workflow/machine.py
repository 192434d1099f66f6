"""What all steps at the desk share: a copy of the site, a clock, and acts that may be refused."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from app.actions import drafts
from app.actions.actor import Actor
from app.actions.bundle import data_of
from app.actions.refused import Refused
from app.documents.corpus import Name
from app.models import DraftRow, RevisionRow, tune
from tests.support.backends import Backend
from tests.support.workflow.checks import check
from tests.support.workflow.model import (
    OPEN,
    PEOPLE,
    Data,
    Desk,
    Draft,
    Revision,
    Submission,
    Tab,
)

R = TypeVar("R")
A = TypeVar("A", bound=Callable[..., None])
#: Every act with the strategies of what it is given, once for each time it is to be as likely.
ACTS: list[st.SearchStrategy[dict[str, Any]]] = []


def act(times: int = 1, **given: st.SearchStrategy[Any]) -> Callable[[A], A]:
    """Make a method one of the acts that the one rule of the machine chooses from.

    Rules of their own would not do: Hypothesis leaves many of them out of each example, and
    most examples would never come as far as a publication.
    """

    def listed(method: A) -> A:
        ACTS.extend([st.fixed_dictionaries({"do": st.just(method.__name__), **given})] * times)
        return method

    return listed


@dataclass(frozen=True)
class Place:
    """A database to be copied, and the numbers of the people in it."""

    backend: Backend
    url: str
    ids: dict[str, int]


class Machine(RuleBasedStateMachine):
    """One example: a new copy of the site, with the model of what must come of each step."""

    place: ClassVar[Place]
    told: ClassVar[Counter[str]]
    """How often each act was done, in all examples together."""

    def __init__(self) -> None:
        super().__init__()
        place = self.place
        self.backend = place.backend
        self.url = place.backend.copy(place.url)
        # As the application has it: one snapshot for what only reads.
        more = {} if place.backend.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        self.engine = create_engine(self.url, **more)
        tune(self.engine)
        self.people = {
            name: Actor(place.ids[name], name, frozenset({role})) for name, role in PEOPLE.items()
        }
        self.clock = dt.datetime.now(dt.UTC).replace(microsecond=0)
        self.count = 0
        self.desk = Desk(self._published())

    def teardown(self) -> None:
        """Throw the copy away."""
        self.engine.dispose()
        self.backend.drop(self.url)

    @invariant()
    def the_laws_hold(self) -> None:
        """After every step, everything is as the model has it."""
        with Session(self.engine) as session:
            check(session, self.desk)

    def do(self, what: str, may: bool, act: Callable[[Session], R]) -> R | None:
        """Act, a second after the last act; None where it is refused, as it must be."""
        self.clock += dt.timedelta(seconds=1)
        with time_machine.travel(self.clock, tick=False), Session(self.engine) as session:
            try:
                result = act(session)
            except drafts.Stale:
                self.told["stale"] += 1
                raise
            except Refused as refused:
                if may:
                    raise AssertionError(f"{what} was refused") from refused
                return None
        assert may, f"{what} was allowed"
        self.told[what] += 1
        return result

    def done(self, what: str, may: bool, action: Callable[..., Any], *args: Any) -> bool:
        """The same with an action and what it is given, where it only matters whether it acted."""

        def act(session: Session) -> bool:
            action(session, *args)
            return True

        return bool(self.do(what, may, act))

    def submission(self, which: int, *states: str) -> Submission:
        """Mostly one of those in these states, else one that is open or the last that ended."""
        newest = self.desk.submissions[::-1]
        ended = [each for each in newest if each.state not in OPEN]
        some = [each for each in newest if each.state in OPEN] + ended[:1]
        meant = [each for each in some if each.state in states]
        return meant[which % len(meant)] if meant and which else some[which % len(some)]

    def took_up(
        self, submission: Submission, name: Name, id: int = 0, body: Data | None = None
    ) -> Draft:
        """A document came into a submission."""
        number = id or self.draft_id(submission.id, name)
        start = self.desk.now(name) or {"id": name[1]}
        return self.desk.add(submission, number, name, start if body is None else body)

    def draft_id(self, submission: int, name: Name) -> int:
        """The number of the draft of a document in a submission."""
        query = select(DraftRow.id).where(
            DraftRow.submission_id == submission, DraftRow.noun == name[0], DraftRow.key == name[1]
        )
        with Session(self.engine) as session:
            return session.execute(query).scalar_one()

    def look(self, who: str, tab: int, draft: int) -> None:
        """Open a draft in a window."""
        with Session(self.engine) as session:
            row = session.get_one(DraftRow, draft)
            self.desk.tabs[who, tab] = Tab(draft, row.version, data_of(row))

    def words(self) -> str:
        """Words that nobody wrote yet."""
        self.count += 1
        return f"Words {self.count}."

    def _published(self) -> dict[Name, list[Revision]]:
        found: dict[Name, list[Revision]] = {}
        with Session(self.engine) as session:
            for row in session.scalars(select(RevisionRow).order_by(RevisionRow.sequence)):
                made = Revision(row.body, tuple(row.authors), row.reviewer)
                found.setdefault((row.noun, row.key), []).append(made)
        return found
