"""The audit log: what was done stands in it, for good."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.actions import audit, writing
from app.actions.actor import Actor
from app.extensions import db
from app.models import AuditRow
from tests.support.commands import run
from tests.support.people import add_user, signed_in, walk_in
from tests.support.sql import db_is_sqlite, send


@pytest.fixture
def logged(small: Flask) -> Flask:
    """A site where three things were done."""
    ada = add_user(small, name="Ada")
    with small.app_context():
        actor = Actor(ada.id, ada.name, frozenset({"editor"}), "192.0.2.0/24", "r" * 32)
        for each in ("first", "second", "third"):
            audit.record(db.session, actor, "tested", each, number=1, name="Ș")
        db.session.commit()
    return small


def unlock(app: Flask) -> None:
    """Take the triggers away, as only the owner of the database can."""
    if db_is_sqlite(app):
        send(app, *(f"DROP TRIGGER audit_refuses_{verb}" for verb in ("update", "delete")))
    else:
        send(app, "DROP TRIGGER audit_refuses_change ON audit")


def test_it_holds(logged: Flask) -> None:
    result = run(logged, "audit", "verify")
    assert result.exit_code == 0
    assert result.stdout.startswith("3 acts hold; the last digest is ")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE audit SET what = 'x' WHERE sequence = 2", "Broken at 2: it was changed"),
        ("UPDATE audit SET detail = '{}' WHERE sequence = 1", "Broken at 1: it was changed"),
        ("UPDATE audit SET detail = '[1]' WHERE sequence = 3", "Broken at 3: it was changed"),
        ("DELETE FROM audit WHERE sequence = 2", "Broken at 3: an act is missing: number 2"),
    ],
)
def test_what_was_changed_is_found(logged: Flask, statement: str, sentence: str) -> None:
    unlock(logged)
    send(logged, statement)
    result = run(logged, "audit", "verify")
    assert result.exit_code == 1
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET what = what", "DELETE FROM audit", "DELETE FROM audit WHERE sequence = 3"],
)
def test_the_database_refuses_to_change_it(logged: Flask, statement: str) -> None:
    with pytest.raises(DBAPIError, match="the audit log is append-only"):
        send(logged, statement)


def test_the_database_refuses_to_replace_an_act(logged: Flask) -> None:
    columns = "at, actor_id, actor_name, action, what, detail, request_id, address"
    insert = "INSERT OR REPLACE" if db_is_sqlite(logged) else "INSERT"
    copy = f"{columns}, previous_digest, digest FROM audit WHERE sequence = 3"
    with pytest.raises(DBAPIError, match=r"append-only|unique"):
        send(
            logged,
            f"{insert} INTO audit (sequence, {columns}, previous_digest, digest) SELECT 3, {copy}",
        )


def test_what_is_taken_back_leaves_no_act(logged: Flask) -> None:
    with logged.app_context():
        writing.begin(db.session)
        audit.record(db.session, None, "tested", "fourth")
        db.session.rollback()
        assert audit.last(db.session)[0] == 3


def test_a_transaction_that_has_begun_by_reading_is_a_mistake(logged: Flask) -> None:
    with logged.app_context():
        audit.last(db.session)
        with pytest.raises(RuntimeError, match="before the transaction reads"):
            audit.record(db.session, None, "tested", "fourth")


def test_coming_and_going_stand_in_it_without_the_whole_address(small: Flask) -> None:
    ada = add_user(small, name="Ada")
    walk_in(small.test_client(), ada)
    with small.app_context():
        row = db.session.scalars(select(AuditRow)).one()
    assert (row.action, row.actor_name, row.what) == ("signed-in", "Ada", ada.email)
    assert row.address == "127.0.0.0/24"
    assert len(row.request_id) == 32


def test_admins_read_it_page_by_page(small: Flask) -> None:
    client = signed_in(small, "admin")
    with small.app_context():
        writing.begin(db.session)
        for number in range(60):
            audit.record(db.session, None, "tested", f"thing {number}")
        db.session.commit()
    first, second = client.get("/desk/audit").text, client.get("/desk/audit?page=2").text
    assert "thing 59" in first
    assert "thing 9 " not in first
    assert "thing 9\n" in second.replace("</p>", "\n")
    assert "Page 2 of 2" in second
    assert client.get("/desk/audit?page=3").status_code == 404
    for page in ("0", "-1", "x", "9" * 9):
        assert client.get(f"/desk/audit?page={page}").status_code == 400
