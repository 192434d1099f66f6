"""Tokens of programs: made and revoked by the person whose they are."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.actor import Actor
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import digest
from app.documents.base import tidy
from app.models import TokenRow
from app.models.tokens import NAME, SCOPES

PREFIX = "alteram_"  #: by which a token is known where it should not be, as in a public file
LONGEST = 365  #: days that a token can be good for
MOST = 20  #: tokens of a person that are good at a time


@whole
def make(session: Session, actor: Actor, name: str, scope: str, days: int) -> str:
    """A new token, which is kept nowhere: only its digest is. Raises Refused."""
    actor.must("draft")
    name = str(tidy(name))
    if not name or len(name) > NAME or not name.isprintable():
        raise Refused(f"Write a name for the token, of 1 to {NAME} characters.")
    if scope not in SCOPES:
        raise Refused(f"A token may {' or '.join(SCOPES)}.")
    if not 1 <= days <= LONGEST:
        raise Refused(f"A token is good for 1 to {LONGEST} days.")
    if len([row for row in of_person(session, actor.id) if is_good(row)]) >= MOST:
        raise Refused(f"You have {MOST} tokens; revoke one first.")
    secret = PREFIX + secrets.token_urlsafe(32)
    now = _now()
    session.add(TokenRow(
        user_id=actor.id, name=name, scope=scope, digest=digest(secret),
        created_at=now, expires_at=now + dt.timedelta(days=days),
    ))  # fmt: skip
    audit.record(session, actor, "token.make", name, scope=scope, days=days)
    return secret


@whole
def revoke(session: Session, actor: Actor, token_id: int) -> str:
    """End a token of one's own; its name. Raises Refused where there is none."""
    row = session.get(TokenRow, token_id)
    if row is None or row.user_id != actor.id or row.revoked_at:
        raise Refused("There is no such token of yours.")
    row.revoked_at = _now()
    audit.record(session, actor, "token.revoke", row.name)
    return row.name


def of_person(session: Session, user_id: int) -> list[TokenRow]:
    """The tokens of a person, the newest first."""
    query = select(TokenRow).where(TokenRow.user_id == user_id)
    return list(session.scalars(query.order_by(TokenRow.id.desc())))


def is_good(row: TokenRow) -> bool:
    """Whether a token is neither revoked nor over."""
    return row.revoked_at is None and _now() < row.expires_at


def find(session: Session, secret: str) -> TokenRow | None:
    """The good token of a secret, of somebody who still works here."""
    row = session.scalar(select(TokenRow).where(TokenRow.digest == digest(secret)))
    return row if row and is_good(row) and row.user.active else None


def actor_of(row: TokenRow, address: str = "", request_id: str = "") -> Actor:
    """Who acts by a token: its person, as an editor and no more, whatever their role is.

    So that nothing that a program does can review, approve or publish.
    """
    return Actor(row.user_id, row.user.name, frozenset({"editor"}), address, request_id)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
