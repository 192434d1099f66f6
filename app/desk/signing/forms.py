"""Flask-Security's forms without what we do not offer."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_security import LoginForm, WebAuthnRegisterForm


class SignInForm(LoginForm):
    """E-mail address and password. No browser is remembered: sessions end after twelve hours."""

    remember = None  # type: ignore[assignment]

    def validate(self, **kwargs: Any) -> bool:
        """Refuse the password alone where the only factor is a passkey, which signs in itself."""
        if not super().validate(**kwargs):
            return False
        if self.user and self.user.webauthn and not self.user.tf_totp_secret:
            self.form_errors.append(_("Your account has a passkey: sign in with it."))
            return False
        return True


class PasskeyForm(WebAuthnRegisterForm):
    """The name of a new passkey. It always signs in alone, never after a password."""

    def validate(self, **kwargs: Any) -> bool:
        """Whatever was sent, the passkey is for signing in."""
        self.usage.data = "first"
        return super().validate(**kwargs)
