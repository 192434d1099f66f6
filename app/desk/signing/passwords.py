"""What a password must be: long enough, and not to be guessed from a list or from its owner."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_security import PasswordUtil
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 128  #: characters
_SCORE = 3  #: of 4, as zxcvbn counts: safe from guessing at 10,000 tries a second
_READ = 72  #: as much as zxcvbn reads; what follows makes no password weaker
_CONTEXT = ["alteram", "editor", "reviewer", "admin"]


class Passwords(PasswordUtil):
    """Flask-Security's check with our limits and sentences."""

    def normalize(self, password: str) -> str:
        """A password in its one Unicode form, cut where it is longer than any can be.

        What is cut is still too long to be anybody's, and not too long to be hashed.
        """
        return super().normalize(password)[: LONGEST + 1]

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        """What is wrong with a password, and the password in its one Unicode form."""
        normal = self.normalize(password)
        user = kwargs.get("user")
        known = [user.name, user.email] if user else [str(each) for each in kwargs.values()]
        return fault(normal, known), normal


def fault(password: str, known: list[str]) -> list[str] | None:
    """The sentence that says what is wrong; None where nothing is. *known* is of the owner."""
    if not SHORTEST <= len(password) <= LONGEST:
        return [_("Write a password of 12 to 128 characters; several words are good.")]
    words = [*_CONTEXT, *known, *(part for each in known for part in each.split("@"))]
    if zxcvbn(password[:_READ], user_inputs=words)["score"] < _SCORE:
        return [
            _("This password can be guessed. Several words that do not belong together are good.")
        ]
    return None
