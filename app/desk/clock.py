"""The server's clock: what was approved for a set time is published when it comes."""

from __future__ import annotations

import logging
import threading

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.actions.publication import due, publish_due
from app.extensions import db

log = logging.getLogger(__name__)
EVERY = 30.0  #: seconds


def start(app: Flask, every: float = EVERY) -> threading.Event:
    """Look for what is due, again and again, in a thread of its own; set the event to end it.

    Several servers may do so: who comes second finds it published.
    """
    ended = threading.Event()
    threading.Thread(target=_run, args=(app, every, ended), daemon=True).start()
    return ended


def _run(app: Flask, every: float, ended: threading.Event) -> None:
    while not ended.wait(every):
        with app.app_context():
            try:
                for submission in due(db.session):
                    publish_due(db.session, submission)
            except SQLAlchemyError:
                log.exception("what is due could not be published")
