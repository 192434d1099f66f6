"""Flask-Security's letters, in our words and by our mail."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_security import MailUtil

from app.web import mail
from app.web.shown import canonical_url

#: Its templates, and ours.
_OURS = {
    "security/email/reset_instructions": "password-reset",
    "security/email/reset_notice": "password-changed",
    "security/email/change_notice": "password-changed",
    "security/email/change_email_instructions": "email-confirm",
}


class Letters(MailUtil):
    """Sends what Flask-Security would send. Links in it never come from the request's host."""

    def normalize(self, email: str) -> str:
        """An address as accounts have it."""
        return super().normalize(email.strip()).lower()

    def send_mail(
        self, template: str, subject: str, recipient: Any, *args: Any, **context: Any
    ) -> None:
        """Send one of our letters in the place of Flask-Security's."""
        link = ""
        if token := context.get("reset_token"):
            link = canonical_url(url_for("security.reset_password", token=token))
        elif token := context.get("token"):
            link = canonical_url(url_for("security.change_email_confirm", token=token))
        mail.notify(str(recipient), _OURS[template], name=context["user"].name, link=link)
