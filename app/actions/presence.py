"""Who has a draft open: told to the others who work on it."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.actions.actor import Actor
from app.actions.drafting import now
from app.actions.writing import whole
from app.models import PresenceRow
from app.models.desk import unnamed


@whole
def here(session: Session, actor: Actor, draft_id: int, tab: str = "") -> None:
    """Note that a person has a draft open; once its script gives it a name, in which tab."""
    if tab:
        _forget(session, actor, draft_id, unnamed(actor.id))
    window = tab or unnamed(actor.id)
    seen = PresenceRow(draft_id=draft_id, window=window, user_id=actor.id, seen_at=now())
    session.merge(seen)


@whole
def left(session: Session, actor: Actor, draft_id: int, tab: str) -> None:
    """Note that a tab was closed, or shows another page."""
    _forget(session, actor, draft_id, tab)


def _forget(session: Session, actor: Actor, draft_id: int, window: str) -> None:
    which = (PresenceRow.draft_id == draft_id) & (PresenceRow.window == window)
    session.execute(delete(PresenceRow).where(which, PresenceRow.user_id == actor.id))
