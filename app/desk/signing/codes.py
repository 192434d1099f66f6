"""Recovery codes: ten, encrypted, each good for one time when the authenticator is lost."""

from __future__ import annotations

from flask_security import MfRecoveryCodesUtil, UserMixin

from app.desk.signing import events


class Codes(MfRecoveryCodesUtil):
    """Flask-Security's codes, however they are typed; their making and use are noted."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        """Make new codes; the old ones are void."""
        codes: list[str] = super().create_recovery_codes(user)
        events.codes_made(user)
        return codes

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Whether a code is one of a person's."""
        return super().check_recovery_code(user, _plain(code))

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Use a code up."""
        events.code_used(user)
        return super().delete_recovery_code(user, _plain(code))


def _plain(code: str) -> str:
    """A code in the form in which it was shown: 0123-4567-89ab."""
    bare = "".join(char for char in code.lower() if char.isalnum())
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))
