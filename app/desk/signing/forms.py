"""Flask-Security's forms without what we do not offer."""

from __future__ import annotations

from flask_security import LoginForm


class SignInForm(LoginForm):
    """E-mail address and password. No browser is remembered: sessions end after twelve hours."""

    remember = None  # type: ignore[assignment]
