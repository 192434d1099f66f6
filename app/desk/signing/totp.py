"""Codes of authenticator apps, each of which is taken once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_security.totp import Totp
from passlib.exc import UsedTokenError
from sqlalchemy import or_, update

from app.extensions import db
from app.models import UserRow

if TYPE_CHECKING:
    from flask_security import UserMixin
    from passlib.totp import TotpMatch


class OneUseTotp(Totp):
    """Flask-Security's codes, which by themselves may be used again while they last."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """The time step of the last code that was taken."""
        counter: int | None = getattr(user, "tf_last_counter", None)
        return counter

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Note a code as used; of two requests with the same one, the second is refused."""
        last = UserRow.tf_last_counter
        change = (
            update(UserRow)
            .where(UserRow.id == user.id, or_(last.is_(None), last < tmatch.counter))
            .values(tf_last_counter=tmatch.counter)
        )
        if not db.session.execute(change).rowcount:  # type: ignore[attr-defined]
            raise UsedTokenError
