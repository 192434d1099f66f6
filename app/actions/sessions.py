"""Signed-in browsers: begun, found again, ended. The cookie holds an id, the table its digest."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents import digest
from app.models import LoginSessionRow, UserRow

IDLE = dt.timedelta(hours=2)
ABSOLUTE = dt.timedelta(hours=12)
#: How exactly it is noted when a browser was last seen.
SEEN_EVERY = dt.timedelta(minutes=1)


def start(session: Session, user: UserRow, address: str, agent: str) -> str:
    """Begin a session; returns its id, which nobody but the browser is to know."""
    return _add(session, user.id, address, agent, _now())


def find(session: Session, token: str) -> LoginSessionRow | None:
    """The session with an id, with its person; None when it ended or its time is over."""
    person = joinedload(LoginSessionRow.user)
    query = (
        select(LoginSessionRow)
        .where(LoginSessionRow.id == digest(token), LoginSessionRow.ended_at.is_(None))
        .options(person.selectinload(UserRow.roles), person.selectinload(UserRow.webauthn))
    )
    row = session.scalar(query)
    return row if row and row.user.active and alive(row, _now()) else None


def alive(row: LoginSessionRow, now: dt.datetime) -> bool:
    """Whether a session that nobody ended is not too old and was not idle for too long."""
    return now - row.created_at < ABSOLUTE and now - row.seen_at < IDLE


def see(engine: Engine, row: LoginSessionRow) -> None:
    """Note that a browser was seen, apart from all that the request does, and at most so often."""
    now = _now()
    if now - row.seen_at < SEEN_EVERY:
        return
    change = update(LoginSessionRow).where(LoginSessionRow.id == row.id).values(seen_at=now)
    with engine.execution_options(write=True).begin() as connection:
        connection.execute(change)


def rotate(session: Session, token: str) -> str:
    """Give a session a new id; the old one is worth nothing any more. Its time runs on."""
    row = session.get_one(LoginSessionRow, digest(token))
    end_row(row)
    return _add(session, row.user_id, row.address, row.agent, row.created_at)


def end(session: Session, token: str) -> None:
    """End the session with an id, if there is one."""
    row = session.get(LoginSessionRow, digest(token))
    if row and row.ended_at is None:
        end_row(row)


def end_row(row: LoginSessionRow) -> None:
    """End a session."""
    row.ended_at = _now()


def end_all(session: Session, user_id: int, *, but: str | None = None) -> int:
    """End all sessions of a person, *but* for the one with this digest; says how many."""
    ended = 0
    for row in of_person(session, user_id):
        if row.id != but:
            end_row(row)
            ended += 1
    return ended


def of_person(session: Session, user_id: int) -> list[LoginSessionRow]:
    """The sessions of a person that could still be used, the one seen last first."""
    query = (
        select(LoginSessionRow)
        .where(LoginSessionRow.user_id == user_id, LoginSessionRow.ended_at.is_(None))
        .order_by(LoginSessionRow.seen_at.desc(), LoginSessionRow.id)
        .options(selectinload(LoginSessionRow.user))
    )
    return [row for row in session.scalars(query) if alive(row, _now())]


def _add(session: Session, user_id: int, address: str, agent: str, since: dt.datetime) -> str:
    token = secrets.token_urlsafe(32)
    row = LoginSessionRow(
        id=digest(token),
        user_id=user_id,
        created_at=since,
        seen_at=_now(),
        address=address,
        agent=agent[:200],
    )
    session.add(row)
    session.flush()
    return token


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
