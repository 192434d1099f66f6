"""Accounts: made from invitations, changed and disabled by admins, never deleted."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import RoleRow, UserRow


def add(session: Session, *, email: str, name: str, role: str, password: str) -> UserRow:
    """A new person; *password* is the digest of theirs. The caller has checked all of it."""
    user = UserRow(
        email=email,
        name=name,
        active=True,
        password=password,
        fs_uniquifier=uuid.uuid4().hex,
        fs_webauthn_user_handle=uuid.uuid4().hex,
        created_at=dt.datetime.now(dt.UTC),
        roles=[role_row(session, role)],
    )
    session.add(user)
    session.flush()
    return user


def role_row(session: Session, name: str) -> RoleRow:
    """A role by its name."""
    return session.execute(select(RoleRow).where(RoleRow.name == name)).scalar_one()


def by_email(session: Session, email: str) -> UserRow | None:
    """The person with an e-mail address."""
    return session.scalar(select(UserRow).where(UserRow.email == email.strip().lower()))
