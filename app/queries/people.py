"""Who may work at the desk, for admins; and the audit log, page by page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models import AuditRow, InvitationRow, LoginSessionRow, UserRow
from app.models.base import UtcTime
from app.queries.lists import Page


@dataclass(frozen=True)
class Person:
    """A line of the list of accounts."""

    id: int
    name: str
    email: str
    role: str
    active: bool
    has_factor: bool
    last_seen: dt.datetime | None


@dataclass(frozen=True)
class Invited:
    """An invitation that nobody has accepted yet."""

    email: str
    role: str
    expires_at: dt.datetime


@dataclass(frozen=True)
class Act:
    """A line of the audit log."""

    sequence: int
    at: dt.datetime
    actor: str | None
    action: str
    what: str
    detail: dict[str, Any]
    address: str


def everybody(session: Session) -> list[Person]:
    """All people by their names."""
    last = func.max(LoginSessionRow.seen_at, type_=UtcTime)
    by_person = select(LoginSessionRow.user_id, last).group_by(LoginSessionRow.user_id)
    seen = {each[0]: each[1] for each in session.execute(by_person)}
    query = select(UserRow).order_by(UserRow.name_key)
    loaded = query.options(selectinload(UserRow.roles), selectinload(UserRow.webauthn))
    return [
        Person(u.id, u.name, u.email, u.role, u.active, u.has_factor, seen.get(u.id))
        for u in session.scalars(loaded)
    ]


def invited(session: Session, now: dt.datetime) -> list[Invited]:
    """The invitations that can still be accepted."""
    query = (
        select(InvitationRow)
        .where(InvitationRow.used_at.is_(None), InvitationRow.expires_at > now)
        .order_by(InvitationRow.email)
    )
    return [Invited(each.email, each.role, each.expires_at) for each in session.scalars(query)]


def acts(session: Session, number: int, per_page: int) -> Page:
    """A page of the audit log, the newest first."""
    total = session.execute(select(func.count()).select_from(AuditRow)).scalar_one()
    query = select(AuditRow).order_by(AuditRow.sequence.desc())
    rows = session.scalars(query.limit(per_page).offset((number - 1) * per_page))
    found = [
        Act(r.sequence, r.at, r.actor_name, r.action, r.what, r.detail, r.address) for r in rows
    ]
    return Page(found, total, number, per_page)
