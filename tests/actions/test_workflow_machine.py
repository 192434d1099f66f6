"""Five people at one desk, in any order: four eyes, nothing lost, published is approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.exc import DBAPIError

from app.actions import drafting, drafts, reviews
from tests.support import apps
from tests.support.backends import Backend
from tests.support.editing import put
from tests.support.make import make_party
from tests.support.people import add_user
from tests.support.workflow.machine import Place
from tests.support.workflow.model import PEOPLE
from tests.support.workflow.reviewing import DeskMachine
from tests.support.workflow.words import BORIA, TOPIC

#: What the desk must have done in a run at least once, so that a green run is not an empty one.
HAPPENED = {
    "approve", "approve later", "begin", "comment", "describe", "import", "import into a draft",
    "join", "publish at its time", "reject", "restore", "save", "send back",
    "stale", "submit", "take back", "withdraw",
}  # fmt: skip
SETTINGS = hypothesis.settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    database=None,
    # To make a failing example smaller takes minutes; add Phase.shrink to look into one.
    phases=[Phase.generate],
    report_multiple_bugs=False,
    # Forty steps that write to a disk are slow for Hypothesis, which is used to functions.
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="session")
def desk(backend: Backend, furnished: str) -> Iterator[Place]:
    """Where each example finds a new copy of the small site, with five people and no draft."""
    url = backend.copy(furnished)
    with apps.running(url) as app:
        # Where no party is required, propositions can come and go.
        put(app, make_party(required=False))
        ids = {name: add_user(app, role=role, name=name).id for name, role in PEOPLE.items()}
    yield Place(backend, url, ids)
    backend.drop(url)


def drive(place: Place, seed: int) -> Counter[str]:
    """Run the examples that a seed gives; how often each act was done."""
    machine = at(place)
    run_state_machine_as_test(hypothesis.seed(seed)(machine), settings=SETTINGS)
    return machine.told


def at(place: Place) -> type[DeskMachine]:
    """The machine for the desk of a database."""
    return type("Desk", (DeskMachine,), {"place": place, "told": Counter()})


def test_what_can_no_longer_be_published_goes_back_at_its_time(desk: Place) -> None:
    """Ada answers a proposition, which is approved for later; meanwhile it leaves the topic."""
    machine = at(desk)()
    try:
        for name, hours in ((TOPIC, None), (BORIA, 5), (TOPIC, None)):
            machine.begin("Ada", name)
            machine.save_in(("Ada", 0), "third")
            each = machine.desk.submissions[-1]
            machine.hand_in(each, "Ada", "It was found.")
            machine.approve("Cleo", 2, 1, hours)
            machine.the_laws_hold()
        machine.wait(6)
        machine.the_laws_hold()
        states = [each.state for each in machine.desk.submissions]
        assert states == ["published", "sent-back", "published"]
        assert machine.told["not published"] == 1
    finally:
        machine.teardown()


# In two halves, so that two processes can share them.
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_five_people_do_the_laws_of_the_desk_hold(desk: Place, seed: int) -> None:
    told = drive(desk, seed)
    assert HAPPENED - told.keys() == set(), told


def overwriting(save: Callable[..., int]) -> Callable[..., int]:
    """A save that takes every version for the newest."""

    def careless(session: object, actor: object, draft: int, version: int, *rest: object) -> int:
        newest = drafting.locked(session, draft).version  # type: ignore[arg-type]
        return save(session, actor, draft, newest, *rest)

    return careless


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_machine_finds_a_save_that_overwrites(
    desk: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "save", overwriting(drafts.save))
    with pytest.raises(AssertionError, match="a stale save was taken"):
        drive(desk, 1)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_machine_meets_the_law_of_the_database_where_an_author_could_approve(
    desk: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "is_author", lambda *_: False)
    with pytest.raises(DBAPIError, match="an author cannot be the reviewer"):
        drive(desk, 1)
