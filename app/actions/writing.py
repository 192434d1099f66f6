"""Transactions that write: what each of them needs on each database."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

P = ParamSpec("P")
R = TypeVar("R")


def whole(action: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Make an action one transaction: all that it does is committed, or nothing is."""

    @wraps(action)
    def done(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        begin(session)
        try:
            result = action(session, *args, **kwargs)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        return result

    return done


def begin(session: Session) -> None:
    """Begin a transaction that will write, or go on in one.

    On SQLite it takes the one write lock at once, so that two writers wait for each other
    instead of failing half-way; on PostgreSQL it sees what others committed while it
    waited. A transaction that only read so far is ended: what it read may be stale.
    """
    if begun(session):
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("the transaction has changed something before it began to write")
    session.rollback()
    level = {"isolation_level": "READ COMMITTED"} if _is_postgresql(session) else {}
    session.connection(execution_options={"write": True, **level})


def begun(session: Session) -> bool:
    """Whether the transaction of a session was begun to write."""
    if not session.in_transaction():
        return False
    return bool(session.connection().get_execution_options().get("write"))


def require(session: Session) -> None:
    """Begin to write where nothing was begun; a transaction that only reads is a mistake of ours."""
    if not session.in_transaction():
        begin(session)
    elif not begun(session):
        raise RuntimeError("call app.actions.writing.begin before the transaction reads")


def wait_for(session: Session, key: int) -> None:
    """Let one transaction at a time pass; SQLite's write lock does that already."""
    if _is_postgresql(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
