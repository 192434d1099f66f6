"""Publishing at a set time: what is shown until then, and what comes of it when it cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask

from app.actions.reviews import CHECKLIST
from app.documents import Source
from tests.support.commands import run
from tests.support.desk import change, hand_in, person, start
from tests.support.editing import edit, put
from tests.support.html import parse, with_class, words
from tests.support.make import make_citation, make_source
from tests.support.people import signed_in
from tests.support.sheet import Sheet

LATER = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=2)


def reviewing(app: Flask) -> Sheet:
    """A reviewer, Bea, before a submission that cites a memoir."""
    put(app, make_source("memoir"))
    ada = person(app)
    submission, draft = start(app, ada)
    change(app, ada, draft, citations=[make_citation("memoir")])
    hand_in(app, ada, submission)
    bea = Sheet(signed_in(app, "reviewer", name="Bea"))
    return bea.go(f"/desk/submissions/{submission}/review")


def approved(app: Flask, at: str = f"{LATER:%Y-%m-%dT%H:%M}") -> Sheet:
    """The reviewer when she has approved it for a set time."""
    bea = reviewing(app)
    return bea.fill(checklist=list(CHECKLIST), when="later", publish_at=at).press("Approve")


def test_the_site_says_why_something_is_not_published_and_puts_it_in_nobodys_mouth(
    small: Flask,
) -> None:
    bea = approved(small)
    edit(small, Source, "memoir", retracted="It was forged.")
    with time_machine.travel(LATER + dt.timedelta(hours=1)):
        assert "sent back to its authors" in run(small, "desk", "publish-due").output
    for address in (bea.address, f"{bea.address}/review"):
        [comment] = map(words, with_class(parse(bea.go(address).html), "comment"))
        assert comment.startswith("The site, ")
        assert "Could not be published at its time: the source 'memoir' was retracted" in comment
        assert "Bea" not in comment


def test_the_page_of_a_submission_says_when_it_will_be_published(small: Flask) -> None:
    bea = approved(small)
    said = f"to be published on {LATER.day} {LATER:%b %Y, %H:%M} UTC"
    assert said in bea.text
    with time_machine.travel(LATER + dt.timedelta(hours=1)):
        run(small, "desk", "publish-due")
    assert "to be published on" not in bea.go(bea.address).text


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("9999-12-31T23:59", "more than a year ahead"),
        (f"{LATER + dt.timedelta(days=366):%Y-%m-%dT%H:%M}", "more than a year ahead"),
        ("9999-12-31T23:59-05:00", "Write the time to publish as"),
        ("2026-01-01T00:00", "is past"),
    ],
)
def test_a_time_that_is_no_plan_is_refused_and_kept(small: Flask, time: str, said: str) -> None:
    bea = approved(small, time)
    assert bea.status == 409
    assert said in bea.text
    assert bea.value("publish_at") == time


def test_a_time_within_a_year_is_taken(small: Flask) -> None:
    bea = approved(small, f"{LATER + dt.timedelta(days=363):%Y-%m-%dT%H:%M}")
    assert "to be published on" in bea.text
