"""Accounts: made from invitations, changed and disabled by admins, never deleted."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions import sessions
from app.actions.actor import Actor
from app.actions.audit import record
from app.actions.refused import Refused
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


def known(session: Session, email: str) -> UserRow:
    """The same, where there must be one. Raises Refused."""
    user = by_email(session, email)
    if user is None:
        raise Refused(f"Nobody here has the address {email}.")
    return user


def change_role(session: Session, actor: Actor | None, user: UserRow, role: str) -> None:
    """Give a person another role, which holds from the next request on."""
    _not_oneself(actor, user, "change your own role")
    before = user.role
    if before == role:
        return
    _keep_an_admin(session, user)
    user.roles = [role_row(session, role)]
    record(session, actor, "role-changed", user.email, before=before, after=role)


def disable(session: Session, actor: Actor | None, user: UserRow) -> None:
    """Let a person in no more; all sessions end at once. What the person did stays."""
    _not_oneself(actor, user, "disable your own account")
    if not user.active:
        raise Refused(f"The account of {user.name} is disabled already.")
    _keep_an_admin(session, user)
    user.active = False
    _shut_out(session, user)
    record(session, actor, "account-disabled", user.email)


def enable(session: Session, actor: Actor | None, user: UserRow) -> None:
    """Let a person in again, with the password and factors of before."""
    if user.active:
        raise Refused(f"The account of {user.name} is not disabled.")
    user.active = True
    record(session, actor, "account-enabled", user.email)


def reset_factors(session: Session, actor: Actor | None, user: UserRow) -> None:
    """Take a person's authenticator, passkeys and recovery codes away; the password stays."""
    _not_oneself(actor, user, "reset your own factors here")
    user.tf_primary_method = None
    user.tf_totp_secret = None
    user.mf_recovery_codes = None
    user.webauthn.clear()
    _shut_out(session, user)
    record(session, actor, "factors-reset", user.email)


def end_sessions(session: Session, actor: Actor | None, user: UserRow) -> int:
    """Sign a person out everywhere; says of how many browsers."""
    number = sessions.end_all(session, user.id)
    record(session, actor, "sessions-ended", user.email, number=number)
    return number


def _shut_out(session: Session, user: UserRow) -> None:
    """End sessions, and what is on the way to one: links and half-finished sign-ins."""
    sessions.end_all(session, user.id)
    user.fs_uniquifier = uuid.uuid4().hex


def _not_oneself(actor: Actor | None, user: UserRow, what: str) -> None:
    if actor and actor.id == user.id:
        raise Refused(f"You cannot {what}; ask another admin.")


def _keep_an_admin(session: Session, user: UserRow) -> None:
    if user.role != "admin" or not user.active:
        return
    admins = select(func.count()).select_from(UserRow).join(UserRow.roles)
    query = admins.where(RoleRow.name == "admin", UserRow.active, UserRow.id != user.id)
    if not session.scalar(query):
        raise Refused(f"{user.name} is the only admin; make somebody else one first.")
