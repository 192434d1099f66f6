"""Migrations lead to what the models describe, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from app.actions import reviews
from app.extensions import alembic, db
from app.models import Base
from tests.support import apps
from tests.support.backends import Backend
from tests.support.desk import change, draft_data, hand_in, person, start
from tests.support.editing import put
from tests.support.make import make_site
from tests.support.sql import send

Schema = dict[str, dict[str, Any]]


@pytest.fixture
def new(blank: str) -> Iterator[Flask]:
    """An application on a database without a single table."""
    with apps.running(blank) as app:
        yield app


def schema(engine: Engine) -> Schema:
    """Everything that a database says of its tables, except the full-text index."""
    found: Schema = {}
    inspector = inspect(engine)
    for table in inspector.get_table_names():
        if table.startswith(("search_words", "alembic")):
            continue
        columns = [{**each, "type": str(each["type"])} for each in inspector.get_columns(table)]
        found[table] = {
            "columns": columns,
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": _sorted(inspector.get_foreign_keys(table)),
            "unique": _sorted(inspector.get_unique_constraints(table)),
            "checks": _sorted(inspector.get_check_constraints(table)),
            "indexes": _sorted(
                [_plain(i) for i in inspector.get_indexes(table) if i["name"] != "ix_search_words"]
            ),
        }
    return found


def _plain(index: Any) -> dict[str, Any]:
    """An index with the condition that it is limited to as text, which can be compared."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


def _sorted(parts: list[Any]) -> list[Any]:
    return sorted(parts, key=repr)


def upgrade(app: Flask, target: str = "heads") -> Schema:
    with app.app_context():
        alembic.upgrade(target)
        return schema(db.engine)


def downgrade(app: Flask) -> Schema:
    with app.app_context():
        alembic.downgrade("base")
        return schema(db.engine)


def test_they_give_the_tables_of_the_models(new: Flask, backend: Backend) -> None:
    """Constraints too, which Alembic does not compare."""
    url = backend.create()
    with apps.running(url) as described, described.app_context():
        Base.metadata.create_all(db.engine)
        expected = schema(db.engine)
    backend.drop(url)
    assert upgrade(new) == expected


def test_alembic_finds_no_difference_either(empty: Flask) -> None:
    with empty.app_context():
        assert alembic.compare_metadata() == []


def test_they_lead_up_and_down_and_up_again(new: Flask) -> None:
    first = upgrade(new)
    assert downgrade(new) == {}
    assert upgrade(new) == first
    put(new, *make_site())


def test_they_lead_down_from_a_site_with_documents(small: Flask) -> None:
    assert downgrade(small) == {}


def test_a_migration_that_fails_leaves_nothing_half_done(new: Flask) -> None:
    send(new, "CREATE TABLE search (id INTEGER)")
    with pytest.raises(DBAPIError):
        upgrade(new)
    with new.app_context():
        assert list(schema(db.engine)) == ["search"]
    send(new, "DROP TABLE search")
    assert "revision" in upgrade(new)


def test_what_the_site_had_said_in_a_persons_name_becomes_its_own(small: Flask) -> None:
    """Both ways, with comments and drafts at the desk; what people said stays theirs."""
    ada = person(small)
    bea = person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    hand_in(small, ada, submission)
    with small.app_context():
        for said in ("Whose is it?", "Could not be published at its time: it has changed."):
            reviews.comment(db.session, bea, draft, "", said)
        alembic.downgrade("0006")
        assert comments() == [("Whose is it?", bea.id), (said, bea.id)]
        alembic.upgrade()
        assert comments() == [("Whose is it?", bea.id), (said, None)]
        assert alembic.compare_metadata() == []
        alembic.downgrade("0006")
        assert comments() == [("Whose is it?", bea.id)]
    assert draft_data(small, draft)["headline"] == "Another headline"


def comments() -> list[tuple[str, int | None]]:
    """What is said of drafts, and by whom."""
    with db.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT text, author_id FROM comment ORDER BY id")
        return [(text, author) for text, author in found]
