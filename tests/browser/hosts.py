"""Pages of others: a second origin on this machine, with the policies that a host may have."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response


@dataclass
class Host:
    """A site of somebody else: what its pages hold, and their headers."""

    address: str = ""
    pages: dict[str, Response] = field(default_factory=dict)

    def put(self, body: str, headers: Mapping[str, str] | None = None) -> str:
        """Serve a bare page that holds *body*; the address that it gets."""
        path = f"/{len(self.pages)}"
        page = f"<!doctype html><html lang=en><title>Host</title><body>{body}</body></html>"
        self.pages[path] = Response(page, headers=dict(headers or {}), mimetype="text/html")
        return self.address + path


@contextmanager
def host() -> Iterator[Host]:
    """A host until the block ends."""
    found = Host()

    @Request.application
    def answer(request: Request) -> Response:
        return found.pages.get(request.path) or Response(status=204)

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
