"""A site to look at: served on a free port of this machine, with a second revision of a topic."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from app.documents import Topic
from tests.support import apps
from tests.support.editing import edit
from tests.support.pages import TOPIC

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: The shell is the same engine without the windows of a desktop, and a quarter faster here.
CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The address of a site with data/ in it."""
    url = f"sqlite:///{folder / 'site.sqlite'}"
    apps.migrate(url)
    apps.load_data(url)
    with apps.running(url) as app:
        edit(
            app, Topic, TOPIC, framing="Whose troops keep the peace on the Nistru, and until when?"
        )
        with serving(app) as address:
            yield address


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of an application that is served until the block ends."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, _closing(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _closing(app: Flask) -> WSGIApplication:
    """The application with each answer read and closed before it is sent.

    Werkzeug's server does not close the answer of a browser that went away.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        parts = app(environ, start)
        try:
            return list(parts)
        finally:
            getattr(parts, "close", lambda: None)()

    return answer


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
