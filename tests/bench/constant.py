"""The application that the site is compared with: each view returns what it is given.

ALTERAM_BENCH_ANSWERS names a folder with one answer a file: the status and the headers as
a line of JSON, then the body. They are read once, at the start.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from flask import Flask, Response

#: Headers that belong to a connection, or that the server writes itself.
_OF_THE_SERVER = {"connection", "date", "server", "transfer-encoding", "content-length"}


def create_app() -> Flask:
    """A view for each answer, at ``/<name of its file>``."""
    app = Flask(__name__, static_folder=None)
    for file in sorted(Path(os.environ["ALTERAM_BENCH_ANSWERS"]).iterdir()):
        app.add_url_rule(f"/{file.name}", file.name, _view(file))
    app.add_url_rule("/healthz", "healthz", lambda: "ok\n")
    return app


def write(file: Path, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    """Put an answer into a file."""
    file.write_bytes(json.dumps([status, headers]).encode() + b"\n" + body)


def _view(file: Path) -> Any:
    head, _, body = file.read_bytes().partition(b"\n")
    status, headers = json.loads(head)
    kept = [(name, value) for name, value in headers if name.lower() not in _OF_THE_SERVER]

    def view() -> Response:
        return Response(body, status, kept)

    return view
