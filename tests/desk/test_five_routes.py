"""Five routes to a position without a source, each shut with a reason, and nothing half-saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.actions import after, writing
from app.actions.actor import Actor
from app.actions.publish import Why, publish
from app.documents import Perspective, Source, exchange, yaml
from app.extensions import db
from app.models import DraftRow, RevisionRow, SubmissionRow
from tests.support.commands import run
from tests.support.desk import KEY, person
from tests.support.editing import held, put
from tests.support.make import SOURCE, make_citation, make_perspective, make_source
from tests.support.people import signed_in
from tests.support.sheet import Sheet

REASON = "needs a citation"


def counts(app: Flask) -> tuple[int, int, int]:
    """How many revisions, submissions and drafts there are."""
    with app.app_context():
        first, second, third = (
            db.session.execute(select(func.count()).select_from(model)).scalar_one()
            for model in (RevisionRow, SubmissionRow, DraftRow)
        )
        return first, second, third


def uncited(app: Flask) -> dict[str, object]:
    """The perspective with a first position that cites nothing."""
    data = exchange(held(app, Perspective, KEY))
    data["positions"][0]["citations"] = []
    return data


def test_a_form_is_refused_with_the_reason(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    ada.go(f"/desk/edit/perspective/{KEY}").press("Begin a draft of a change")
    ada.do("remove:positions.0.citations.0")
    ada.press("Go on to submit").fill(summary="It says so itself.").press("Submit for review")
    assert ada.status == 422
    assert REASON in ada.text
    assert held(small, Perspective, KEY).positions[0].citations


def test_an_upload_is_refused_with_file_and_line(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    before = counts(small)
    ada.go("/desk/import").fill(name="alba.yaml", text=yaml.write(uncited(small))).press("Try it")
    assert ada.status == 422
    assert REASON in ada.text
    assert "alba.yaml:" in ada.text
    assert counts(small) == before


def test_a_command_ends_with_file_and_line(small: Flask, tmp_path: Path) -> None:
    person(small)
    before = counts(small)
    csv = tmp_path / "positions.csv"
    csv.write_text(
        "topic,party,id,proposition,stance,date,speaker_name,speaker_role,speaker_affiliation,"
        "statement,searched_where,searched_date,source,locator,quotation,quotation_language\n"
        "bridge,alba,p1-1999,p1,agrees,1999,A. Speaker,Minister,Alba,It agrees.,,,,,,\n"
    )
    result = run(small, "content", "import", str(csv), "--as", "ada@example.org")
    assert result.exit_code == 1
    assert REASON in result.stderr
    assert "positions.csv:2" in result.stderr
    assert counts(small) == before


def test_a_revision_whose_source_was_merged_away_is_not_restored(small: Flask) -> None:
    original = held(small, Perspective, KEY)
    copied = make_perspective(citations=[make_citation("copy")]).citations
    put(small, make_source("copy"), original.model_copy(update={"citations": copied}))
    put(small, original, make_source("copy", merged_into=SOURCE))
    ada = Sheet(signed_in(small))
    submission = propose(small, lambda s, who: after.restore(s, who, "perspective", KEY, 2))
    ada.go(submission).press("Join").fill(summary="It was better.").press("Submit for review")
    assert ada.status == 422
    assert "copy" in ada.text
    assert held(small, Perspective, KEY) == original


def test_the_last_source_of_a_position_cannot_be_taken_away(small: Flask) -> None:
    submission = propose(
        small, lambda s, who: after.retract(s, who, "source", SOURCE, "It was forged."), "reviewer"
    )
    ada = Sheet(signed_in(small))
    ada.go(submission).press("Join").press("Submit for review")
    assert ada.status == 422
    assert "cited" in ada.text
    assert held(small, Source, SOURCE).retracted is None


def propose(app: Flask, act: Callable[[Session, Actor], int], role: str = "editor") -> str:
    """The address of the submission that an action of somebody makes."""
    actor = person(app, role, "Zoe")
    with app.app_context():
        return f"/desk/submissions/{act(db.session, actor)}"


def test_the_database_itself_refuses_too(small: Flask) -> None:
    changed = held(small, Perspective, KEY)
    position = changed.positions[0].model_copy(update={"citations": ()})
    broken = changed.model_copy(update={"positions": (position, *changed.positions[1:])})
    before = counts(small)
    with small.app_context():
        writing.begin(db.session)
        with pytest.raises(DBAPIError, match="citation"):
            publish(db.session, [broken], Why("edit", "Without a source.", ("Ada",), "Bea"))
        db.session.rollback()
    assert counts(small) == before
