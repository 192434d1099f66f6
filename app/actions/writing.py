"""Transactions that write: begun before the first read, so that what was read still holds."""

from __future__ import annotations

from sqlalchemy.orm import Session


def begin(session: Session) -> None:
    """Begin to write, unless this transaction does already; what it only read is read again.

    On SQLite it takes the one write lock now, and does not fail half-way because somebody
    else wrote meanwhile; on PostgreSQL it sees what others commit while it waits for a lock.
    To be called before the first change: an earlier one would be lost, and is refused.
    """
    if begun(session):
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("the transaction has changed something before it began to write")
    session.rollback()
    postgresql = session.get_bind().dialect.name == "postgresql"
    level = {"isolation_level": "READ COMMITTED"} if postgresql else {}
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
