"""SQL past all our code, as someone with a database client could send it."""

from __future__ import annotations

from flask import Flask

from app.extensions import db


def send(app: Flask, *statements: str) -> None:
    """Run statements in one transaction and commit it."""
    with app.app_context(), db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def unlock(app: Flask) -> None:
    """Take away what protects the history, as only the owner of the database can."""
    if db_is_sqlite(app):
        names = ("revision_refuses_update", "revision_refuses_delete", "revision_refuses_replace")
        send(app, *(f"DROP TRIGGER {name}" for name in names))
    else:
        send(app, "DROP TRIGGER revision_refuses_change ON revision")


def db_is_sqlite(app: Flask) -> bool:
    """Whether an application runs on SQLite."""
    with app.app_context():
        return db.engine.dialect.name == "sqlite"
