"""Invitations: a link that lets one person in, once, within two days."""

from __future__ import annotations

import datetime as dt
import secrets
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import people
from app.actions.actor import Actor
from app.actions.audit import record
from app.actions.refused import Refused
from app.documents import digest
from app.documents.base import tidy
from app.documents.folding import fold
from app.models import InvitationRow, UserRow
from app.models.accounts import NAME, ROLES

VALID = dt.timedelta(hours=48)


def invite(session: Session, actor: Actor | None, email: str, role: str) -> str:
    """Invite somebody; returns the token for the link, which is kept nowhere else.

    Earlier invitations to the address are void. Raises Refused where it has an account.
    """
    email = email.strip().lower()
    if role not in ROLES:
        raise Refused(f"There is no role {role}: write {', '.join(ROLES)}.")
    if people.by_email(session, email):
        raise Refused(f"{email} has an account already.")
    now = dt.datetime.now(dt.UTC)
    for earlier in _open(session, email):
        earlier.used_at = now
    token = secrets.token_urlsafe(32)
    session.add(
        InvitationRow(
            id=digest(token),
            email=email,
            role=role,
            invited_by=actor.id if actor else None,
            created_at=now,
            expires_at=now + VALID,
        )
    )
    record(session, actor, "invited", email, role=role)
    return token


def withdraw(session: Session, actor: Actor | None, email: str) -> None:
    """Take an invitation back: its link lets nobody in. Raises Refused where there is none."""
    email = email.strip().lower()
    now = dt.datetime.now(dt.UTC)
    waiting = [each for each in _open(session, email) if now < each.expires_at]
    if not waiting:
        raise Refused(f"No invitation to {email} is waiting.")
    for each in waiting:
        each.used_at = now
    record(session, actor, "invitation-withdrawn", email)


def find(session: Session, token: str) -> InvitationRow | None:
    """The invitation of a link, as long as it can be accepted."""
    row = session.get(InvitationRow, digest(token))
    now = dt.datetime.now(dt.UTC)
    return row if row and row.used_at is None and now < row.expires_at else None


def name_fault(session: Session, name: str) -> str | None:
    """The sentence that says why a public name cannot be had; None where it can."""
    if not 2 <= len(name) <= NAME:
        return f"Write a name of 2 to {NAME} characters."
    if any(unicodedata.category(char)[0] not in "LMNPZ" for char in name):
        return "Write the name with letters, digits and plain punctuation only."
    if not any(char.isalpha() for char in name):
        return "Write a name that has letters."
    if session.scalar(select(UserRow.id).where(UserRow.name_key == fold(name))):
        return "Somebody here has this name, or one that looks like it."
    return None


def accept(session: Session, token: str, name: str, password: str, **request: str) -> UserRow:
    """Make the account of an invitation; *password* is the digest of the one that was chosen.

    Raises Refused where the invitation is void or the name cannot be had.
    """
    invitation = find(session, token)
    if invitation is None or people.by_email(session, invitation.email):
        raise Refused("This invitation was used, or is over.")
    name = str(tidy(name))
    fault = name_fault(session, name)
    if fault:
        raise Refused(fault)
    invitation.used_at = dt.datetime.now(dt.UTC)
    user = people.add(
        session, email=invitation.email, name=name, role=invitation.role, password=password
    )
    record(session, None, "invitation-accepted", user.email, role=invitation.role, **request)
    return user


def _open(session: Session, email: str) -> list[InvitationRow]:
    query = select(InvitationRow).where(
        InvitationRow.email == email, InvitationRow.used_at.is_(None)
    )
    return list(session.scalars(query))
