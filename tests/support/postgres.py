"""A PostgreSQL of our own, made for one run of the tests and thrown away after it."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

OLDEST = 15
MISSING = (
    f"PostgreSQL {OLDEST} or newer is not installed, and the tests run on it as on SQLite; "
    "on Debian: apt-get install postgresql postgresql-contrib"
)
_PATIENCE = 30.0
#: Nothing here has to survive a power cut, and no one else may reach it: a socket only.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


class MissingPostgres(Exception):  # noqa: N818 - the machine lacks it
    """There is no PostgreSQL here that the tests could run on."""


class Postgres:
    """A running server, reached through the socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        """The DATABASE_URL of one of its databases."""
        return f"postgresql://tests@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        """Run a statement that no transaction may hold, such as CREATE DATABASE."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server in a new folder; stop it and delete the folder afterwards."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="alteram-tests-"))
    try:
        _hand_over(folder)
        _make(programs, folder)
        with _process(programs, folder):
            yield Postgres(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of the newest server programs on this machine."""
    found = [
        (int(match[1]), path)
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if (match := re.fullmatch(r"(\d+)", path.parent.name)) and (path / "initdb").exists()
    ]
    if not found or max(found)[0] < OLDEST:
        raise MissingPostgres(MISSING)
    return max(found)[1]


def _hand_over(folder: Path) -> None:
    """PostgreSQL refuses to run as root; there it gets the account Debian made for it."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)


def _command(*command: str | Path) -> list[str]:
    """A command that ends with these tests, however they end, and is never root."""
    prefix = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        prefix += ["--reuid", "postgres", "--regid", "postgres", "--init-groups"]
    return [*prefix, *map(str, command)]


def _make(programs: Path, folder: Path) -> None:
    # The collation is another than SQLite's, so that an order that no query asked for shows.
    command = _command(
        programs / "initdb", "--pgdata", folder / "data", "--username", "tests",
        "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
        "--locale-provider", "icu", "--icu-locale", "en-GB", "--no-sync",
    )  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


@contextmanager
def _process(programs: Path, folder: Path) -> Iterator[None]:
    settings = {**_SETTINGS, "unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = _command(programs / "postgres", "-D", folder / "data", *options)
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as server,
    ):
        try:
            _wait(server, Postgres(folder))
            yield
        finally:
            server.send_signal(2)  # SIGINT: it sends its clients away and stops
            try:
                server.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(server: subprocess.Popen[bytes], postgres: Postgres) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return postgres.execute("SELECT 1")
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                log = (postgres.folder / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"PostgreSQL did not start: {log}") from None
        time.sleep(0.05)
