"""The editors' workflow in tests, as actions of people on an application's database."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask

from app.actions import drafts, reviews, submissions
from app.actions.actor import Actor
from app.actions.bundle import bundle, data_of, words_in
from app.documents import Perspective, exchange
from app.extensions import db
from app.models import DraftRow, SubmissionRow
from tests.support.editing import held
from tests.support.people import add_user

Data = dict[str, Any]
#: The perspective of the small site that tests change.
KEY = "bridge/alba"


def person(app: Flask, role: str = "editor", name: str = "Ada") -> Actor:
    """Somebody with a role, who can act."""
    known = add_user(app, role=role, name=name)
    return Actor(known.id, known.name, frozenset({role}))


def start(app: Flask, actor: Actor, noun: str = "perspective", key: str = KEY) -> tuple[int, int]:
    """A draft of a document: (submission, draft)."""
    with app.app_context():
        return drafts.begin(db.session, actor, noun, key)


def change(app: Flask, actor: Actor, draft: int, confirm: bool = True, **fields: Any) -> int:
    """Save a draft with some fields changed, over whatever is there; the new version."""
    with app.app_context():
        row = db.session.get_one(DraftRow, draft)
        data, version = data_of(row) | fields, row.version
        return drafts.save(
            db.session, actor, draft, version, data, words_in(data) if confirm else {}
        )


def restated(app: Flask, statement: str, key: str = KEY) -> list[Data]:
    """The positions of a perspective with another statement in the first."""
    positions: list[Data] = exchange(held(app, Perspective, key))["positions"]
    return [positions[0] | {"statement": statement}, *positions[1:]]


def hand_in(app: Flask, actor: Actor, submission: int, why: str = "It was wrong.") -> str:
    """Submit; the digest that a reviewer is shown."""
    with app.app_context():
        submissions.submit(db.session, actor, submission, why)
    return digest(app, submission)


def digest(app: Flask, submission: int) -> str:
    """What a reviewer's page of a submission shows as its digest."""
    with app.app_context():
        return bundle(db.session, db.session.get_one(SubmissionRow, submission)).digest


def approve(app: Flask, actor: Actor, submission: int, shown: str, **more: Any) -> bool:
    """Approve what was shown, with everything of the checklist ticked."""
    with app.app_context():
        ticked = (*reviews.CHECKLIST, *reviews.RETRACTING)
        return reviews.approve(db.session, actor, submission, shown, ticked, **more)


def state(app: Flask, submission: int) -> str:
    """Where a submission stands."""
    with app.app_context():
        return db.session.get_one(SubmissionRow, submission).state


def draft_data(app: Flask, draft: int) -> Data:
    """What a draft holds."""
    with app.app_context():
        data: Data = json.loads(db.session.get_one(DraftRow, draft).body)
        return data
