"""What was handed in stays so until somebody means to change it, and says what became of it."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from app.actions import reviews
from app.actions.actor import Actor
from app.extensions import db
from tests.support.desk import approve, change, hand_in, person, start, state
from tests.support.people import Known, let_in
from tests.support.sheet import Sheet

SOON = dt.timedelta(days=2)


def desk_of(app: Flask, actor: Actor) -> Sheet:
    """The desk of somebody."""
    email = f"{actor.name.lower()}@example.org"
    return Sheet(let_in(app, Known(actor.id, email, actor.name, "")))


@pytest.fixture
def ada(small: Flask) -> Actor:
    """An editor."""
    return person(small)


@pytest.fixture
def bea(small: Flask) -> Actor:
    """A reviewer."""
    return person(small, "reviewer", "Bea")


@pytest.fixture(params=["submitted", "approved"])
def work(
    small: Flask, ada: Actor, bea: Actor, request: pytest.FixtureRequest
) -> tuple[int, int, Sheet]:
    """What Ada handed in, or Bea approved for a set time, with a window still open on it."""
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    window = desk_of(small, ada).go(f"/desk/drafts/{draft}")
    shown = hand_in(small, ada, submission)
    if request.param == "approved":
        later = dt.datetime.now(dt.UTC).replace(microsecond=0) + SOON
        approve(small, bea, submission, shown, publish_at=later)
    return submission, draft, window


def test_a_window_that_saves_by_itself_takes_nothing_back(
    small: Flask, work: tuple[int, int, Sheet]
) -> None:
    submission, draft, window = work
    before = state(small, submission)
    fields = {name: window.value(name) for name in window.names() if name != "do"}
    answer = window.client.post(
        f"/desk/drafts/{draft}",
        data=fields | {"headline": "Typed in a window that was forgotten"},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 409
    assert "This was handed in meanwhile" in answer.get_json()["refused"]
    assert state(small, submission) == before


def test_the_button_takes_it_back_and_says_so(small: Flask, work: tuple[int, int, Sheet]) -> None:
    submission, _draft, window = work
    window.fill(headline="Changed on purpose").press("Save")
    assert "This had been handed in. Your change took it back" in window.text
    assert state(small, submission) == "draft"


def test_an_approval_that_is_void_does_not_look_as_if_it_held(
    small: Flask, ada: Actor, bea: Actor
) -> None:
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    later = dt.datetime.now(dt.UTC).replace(microsecond=0) + SOON
    approve(small, bea, submission, hand_in(small, ada, submission), publish_at=later)
    page = desk_of(small, ada).go(f"/desk/submissions/{submission}")
    assert "Approved by Bea" in page.text
    assert "void" not in page.text.partition("Reviews")[2]
    change(small, ada, draft, headline="Yet another headline")
    assert "void: it was changed" in page.go(f"/desk/submissions/{submission}").text


def test_reviewers_see_what_waits_for_its_time(small: Flask, ada: Actor, bea: Actor) -> None:
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    later = dt.datetime.now(dt.UTC).replace(microsecond=0) + SOON
    approve(small, bea, submission, hand_in(small, ada, submission), publish_at=later)
    queue = desk_of(small, person(small, "reviewer", "Cleo")).go("/desk/reviews/")
    assert "Approved, to be published at a set time" in queue.text
    assert f"/desk/submissions/{submission}" in queue.html
    assert f"to be published on {later:%-d %b %Y}" in queue.text


def test_who_gave_it_up_is_told(small: Flask, ada: Actor) -> None:
    submission, _draft = start(small, ada)
    page = desk_of(small, ada).go(f"/desk/submissions/{submission}")
    page.press("Withdraw the submission")
    assert "withdrawn by Ada" in page.text


def test_two_who_describe_a_submission_do_not_overwrite_each_other(
    small: Flask, ada: Actor
) -> None:
    ben = person(small, name="Ben")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    address = f"/desk/submissions/{submission}"
    bens = desk_of(small, ben).go(address).press("Join as an author")
    adas = desk_of(small, ada).go(address)
    bens.fill(summary="Ben's sentence.", correction="stance").press("Keep for later")
    adas.fill(summary="Ada's sentence.").press("Keep for later")
    assert adas.status == 409
    assert "Somebody else wrote here meanwhile: “Ben's sentence.” (a correction" in adas.text
    assert adas.value("summary") == "Ada's sentence."
    adas.press("Keep for later")
    assert adas.go(address).value("summary") == "Ada's sentence."


def test_remarks_and_what_becomes_of_them_are_in_the_log(
    small: Flask, ada: Actor, bea: Actor
) -> None:
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    hand_in(small, ada, submission)
    with small.app_context():
        comment = reviews.comment(db.session, bea, draft, "headline", "Say it otherwise.")
        reviews.resolve(db.session, ada, comment)
    log = desk_of(small, person(small, "admin", "Eve")).go("/desk/audit")
    assert log.status == 200, log.address
    for action in ("comment.add", "comment.resolve"):
        assert action in log.text
