"""Mail: by SMTP where a server is set, else kept as files in instance/mail/.

Messages are short texts, without markup and without anything to load. Letters are sent on a
thread of their own: nobody waits for the server, and how long an answer takes tells nobody
whether there was something to send.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, render_template

log = logging.getLogger(__name__)
_SECONDS = 30


def notify(recipient: str, template: str, **context: Any) -> None:
    """Send one of the letters in templates/mail/: its first line is the subject."""
    site = current_app.config["SITE_URL"]
    text = render_template(f"mail/{template}.txt", site=site, **context)
    subject, _, body = text.strip().partition("\n")
    send(recipient, subject.strip(), body.strip() + "\n")


def send(recipient: str, subject: str, body: str) -> None:
    """Send a letter, or keep it as a file."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    letter = _letter(app, recipient, subject, body)
    if not app.config["SMTP_URL"]:
        _keep(letter, Path(app.config["MAIL_FOLDER"]))
        return
    threading.Thread(target=_deliver, args=(letter, app.config["SMTP_URL"])).start()


def _letter(app: Flask, recipient: str, subject: str, body: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = app.config["MAIL_FROM"]
    letter["To"] = recipient
    letter["Subject"] = subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=urlsplit(app.config["SITE_URL"]).hostname)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body)
    return letter


def _keep(letter: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(char for char in str(letter["To"]) if char.isalnum() or char in "@.-_")
    file = folder / f"{name}.eml"
    file.touch(mode=0o600)
    with file.open("ab") as kept:
        kept.write(letter.as_bytes() + b"\n")
    log.warning("No mail server is set: the letter to %s is in %s", letter["To"], file)


def _deliver(letter: EmailMessage, address: str) -> None:
    server = urlsplit(address)
    host = server.hostname or ""
    try:
        with _connect(server.scheme, host, server.port) as smtp:
            if server.username:
                smtp.login(unquote(server.username), unquote(server.password or ""))
            smtp.send_message(letter)
    except (OSError, smtplib.SMTPException):
        log.exception("a letter could not be sent by %s", host)


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=_SECONDS, context=secure)
    smtp = smtplib.SMTP(host, port or 587, timeout=_SECONDS)
    smtp.ehlo()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=secure)
    return smtp
