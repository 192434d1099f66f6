"""``python -m app.serve``: one process with several threads, as in production.

Finds an address and becomes granian, which loads the application and listens there.
``make run`` and ``make serve`` call it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
import sys
import threading
import time
from pathlib import Path

from flask import Flask

from app import create_app
from app.config import ROOT, SITE_FILE, settings
from app.desk import clock

FIRST_PORT = 5000
INSTANCE = ROOT / "instance"
#: Readers wait for the database as well as for the processor, so there are more threads
#: than cores; from more than these granian itself advises against.
_THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
#: Where the secrets are kept that nobody has set.
SECRETS = {
    "ALTERAM_SECRET_KEY": "secret-key",
    "ALTERAM_TOTP_KEY": "totp-key",
    "ALTERAM_CODES_KEY": "codes-key",
}
#: One process: counts of requests, and what was parsed, are kept in its memory.
GRANIAN = (
    "--interface", "wsgi", "--factory", "--workers", "1", "--blocking-threads", str(_THREADS),
    "--no-ws", "--workers-kill-timeout", "30s", "--log-level", "warning",
)  # fmt: skip


def main() -> None:
    """Start the server in the place of this process."""
    host = os.environ.get("HOST", "127.0.0.1")
    port = _port(host)
    os.environ["PORT"] = str(port)
    os.environ["ALTERAM_SITE_URL"] = os.environ.get("ALTERAM_SITE_URL") or _address()
    for name, file in SECRETS.items():
        os.environ.setdefault(name, secret(INSTANCE / file))
    known = settings(os.environ, INSTANCE)  # a bad one ends it here, before there is a server
    # Addresses that commands print or freeze are those of the site that was served last.
    (INSTANCE / SITE_FILE).write_text(known["SITE_URL"], encoding="utf-8")
    program = str(Path(sys.executable).with_name("granian"))
    where = ("--host", host, "--port", str(port))
    os.execv(program, [program, *GRANIAN, *where, "app.serve:announced"])  # noqa: S606


def announced() -> Flask:
    """The application, for granian, which listens only some time after it was loaded."""
    app = create_app()
    clock.start(app)
    threading.Thread(target=_announce, daemon=True).start()
    return app


def _announce() -> None:
    """Say where the site is as soon as someone who goes there is let in."""
    host, port = _here()
    while not _listens(host, port):
        time.sleep(0.02)
    print(f"Alteram is at {_address()} (Ctrl+C ends it)", flush=True)  # noqa: T201


def _listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _here() -> tuple[str, int]:
    """The host and the port by which this machine reaches the server."""
    host = os.environ.get("HOST", "127.0.0.1")
    any_host = host in ("0.0.0.0", "::")  # noqa: S104
    return "127.0.0.1" if any_host else host, int(os.environ["PORT"])


def _address() -> str:
    host, port = _here()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _port(host: str) -> int:
    """PORT, or the first free port from 5000 on; ends with a sentence where none can be had."""
    given = os.environ.get("PORT")
    if given and not given.isdecimal():
        sys.exit(f"PORT must be a number, not {given}")
    wanted = [int(given)] if given else range(FIRST_PORT, FIRST_PORT + 50)
    for port in wanted:
        if _free(host, port):
            return port
    sys.exit(f"Port {given or FIRST_PORT} of {host} cannot be used; set PORT to another.")


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


def secret(file: Path) -> str:
    """The secret of this installation, made at its first start and readable by its owner.

    Whoever holds the lock on the file fills it, so that servers started together agree.
    """
    file.parent.mkdir(exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        known = held.read().strip()
        if not known:
            known = secrets.token_urlsafe(48)
            held.write(known)
        return known


if __name__ == "__main__":
    main()
