"""Many editors save one document at the same time, and no word is lost."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from app.actions import drafts
from app.actions.actor import Actor
from app.actions.bundle import data_of
from app.extensions import db
from app.models import DraftRow, DraftVersionRow
from tests.support.desk import person, start

EDITORS, SAVES = 16, 25


def write_lines(app: Flask, actor: Actor, draft: int) -> int:
    """Add 25 lines of one's own to a draft, saving after each; how often others were first."""
    conflicts = 0
    for number in range(SAVES):
        with app.app_context():
            row = db.session.get_one(DraftRow, draft)
            data, version = data_of(row), row.version
        while True:
            lines = [*data.get("lines", []), f"{actor.name} {number}"]
            with app.app_context():
                try:
                    drafts.save(db.session, actor, draft, version, data | {"lines": lines})
                    break
                except drafts.Stale as stale:
                    conflicts += 1
                    data, version = stale.theirs, stale.version
    return conflicts


def test_no_save_is_lost_and_every_conflict_is_told(small: Flask) -> None:
    editors = [person(small, name=f"Editor {number}") for number in range(EDITORS)]
    submission, draft = start(small, editors[0])
    for editor in editors[1:]:
        with small.app_context():
            drafts.join(db.session, editor, submission)
    with ThreadPoolExecutor(EDITORS) as pool:
        told = list(pool.map(lambda editor: write_lines(small, editor, draft), editors))
    with small.app_context():
        row = db.session.get_one(DraftRow, draft)
        lines = json.loads(row.body)["lines"]
        versions = db.session.execute(
            select(func.count()).where(DraftVersionRow.draft_id == draft)
        ).scalar_one()
    assert len(lines) == len(set(lines)) == EDITORS * SAVES
    for editor in editors:
        own = [line for line in lines if line.rsplit(" ", 1)[0] == editor.name]
        assert own == [f"{editor.name} {number}" for number in range(SAVES)]
    assert versions == row.version == 1 + EDITORS * SAVES
    assert sum(told) > 0
