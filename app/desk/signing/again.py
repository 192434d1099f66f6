"""Giving one's password again in the middle of a form, which keeps what it holds."""

from __future__ import annotations

import time

from flask import session
from flask_security import current_user

from app.desk.signing import limits, sessions

_LONGEST = 2048


def by_password(typed: str) -> bool:
    """Whether it is the person's password; if so, it counts as given now, as at /login/again."""
    limits.count_try()
    if len(typed) > _LONGEST or not current_user.verify_and_update_password(typed):
        return False
    session[sessions.GIVEN] = time.time()
    sessions.rotate()
    return True
