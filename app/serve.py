"""``python -m app.serve``: one process with several threads, as in production.

Finds the address, prints it, and becomes granian. ``make run`` and ``make serve`` call it.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
from pathlib import Path

from app.config import ROOT

FIRST_PORT = 5000
#: Where the secrets are kept that nobody has set.
SECRETS = {
    "ALTERAM_SECRET_KEY": "secret-key",
    "ALTERAM_TOTP_KEY": "totp-key",
    "ALTERAM_CODES_KEY": "codes-key",
}
#: One process: counts of requests, and what was parsed, are kept in its memory.
GRANIAN = (
    "--interface", "wsgi", "--factory", "--workers", "1", "--blocking-threads", "8",
    "--no-ws", "--workers-kill-timeout", "30s", "--log-level", "warning",
)  # fmt: skip


def main() -> None:
    """Start the server in the place of this process."""
    host = os.environ.get("HOST", "127.0.0.1")
    port = _port(host)
    seen = f"[{host}]" if ":" in host else host
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else seen}:{port}"  # noqa: S104
    os.environ.setdefault("ALTERAM_SITE_URL", address)
    for name, file in SECRETS.items():
        os.environ.setdefault(name, _secret(ROOT / "instance" / file))
    print(f"Alteram is at {address} (Ctrl+C ends it)", flush=True)  # noqa: T201
    program = str(Path(sys.executable).with_name("granian"))
    where = ("--host", host, "--port", str(port))
    os.execv(program, [program, *GRANIAN, *where, "app:create_app"])  # noqa: S606


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


def _secret(file: Path) -> str:
    """The secret of this installation, made at its first start and readable by its owner."""
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


if __name__ == "__main__":
    main()
