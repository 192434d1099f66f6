"""Five routes to a position without a source, each shut with a reason, and nothing half-saved."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.actions import after, writing
from app.actions.publish import Why, publish
from app.actions.refused import Refused
from app.documents import Perspective, exchange, yaml
from app.extensions import db
from app.models import DraftRow, RevisionRow, SubmissionRow
from tests.support.commands import run
from tests.support.desk import KEY, person
from tests.support.editing import held
from tests.support.make import SOURCE
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


def test_by_form(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    ada.go(f"/desk/edit/perspective/{KEY}").press("Begin a draft of a change")
    ada.set("do", "remove:positions.0.citations.0").press("Save")
    ada.press("Go on to submit").fill(summary="It says so itself.").press("Submit for review")
    assert ada.status == 422
    assert REASON in ada.text
    assert held(small, Perspective, KEY).positions[0].citations


def test_by_import(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    before = counts(small)
    ada.go("/desk/import").fill(name="alba.yaml", text=yaml.write(uncited(small))).press("Try it")
    assert ada.status == 422
    assert REASON in ada.text
    assert "alba.yaml:" in ada.text
    assert counts(small) == before


def test_by_command(small: Flask, tmp_path: Path) -> None:
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


def test_by_restoring_a_revision_whose_source_was_merged_away(small: Flask) -> None:
    ada = person(small)
    with small.app_context():
        try:
            after.restore(db.session, ada, "perspective", KEY, 99)
        except Refused as refused:
            assert "no revision 99" in str(refused)
        else:
            raise AssertionError("it restored what there is not")
    assert counts(small)[1:] == (0, 0)


def test_by_taking_the_last_source_away(small: Flask) -> None:
    bea = Sheet(signed_in(small, "reviewer", name="Bea"))
    bea.go(f"/desk/edit/source/{SOURCE}")
    with small.app_context():
        actor = person(small, "reviewer", "Rex")
        after.retract(db.session, actor, "source", SOURCE, "It was a forgery.")
        submission = db.session.scalars(select(SubmissionRow)).one().id
    rex = Sheet(signed_in(small, "reviewer", name="Uma"))
    assert rex.go(f"/desk/submissions/{submission}/review").status == 200
    assert "cited" in rex.text


def test_and_the_database_itself_refuses(small: Flask) -> None:
    changed = held(small, Perspective, KEY)
    position = changed.positions[0].model_copy(update={"citations": ()})
    broken = changed.model_copy(update={"positions": (position, *changed.positions[1:])})
    before = counts(small)
    with small.app_context():
        writing.begin(db.session)
        try:
            publish(db.session, [broken], Why("edit", "Without a source.", ("Ada",), "Bea"))
            db.session.commit()
        except Exception as error:
            db.session.rollback()
            assert "citation" in str(error)
        else:
            raise AssertionError("the database took a position without a source")
    assert counts(small) == before
