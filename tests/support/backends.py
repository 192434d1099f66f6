"""Both databases behind one door: give me a new one."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from abc import ABC, abstractmethod
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.support.postgres import Postgres


class Backend(ABC):
    """Where databases are made. Every database is named by its DATABASE_URL."""

    name: str

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new_name(self) -> str:
        """A name that no database has had yet."""
        return f"alteram_{next(self._numbers)}"

    @abstractmethod
    def create(self) -> str:
        """A new database without a single table."""

    @abstractmethod
    def copy(self, url: str) -> str:
        """A new database with all that another holds; no one may be connected to that one."""

    @abstractmethod
    def drop(self, url: str) -> None:
        """Throw a database away."""


class Sqlite(Backend):
    """Files in a folder."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def create(self) -> str:
        """The address of a file that SQLite will make."""
        return f"sqlite:///{self.folder / self.new_name()}.sqlite"

    def copy(self, url: str) -> str:
        """Copy the file; what still stands in its write-ahead log is put into it first."""
        source, target = self.file(url), self.file(new := self.create())
        connection = sqlite3.connect(source)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(source, target)
        return new

    def drop(self, url: str) -> None:
        """Delete the file and those that SQLite keeps beside it."""
        for file in self.folder.glob(f"{self.file(url).name}*"):
            file.unlink()

    @staticmethod
    def file(url: str) -> Path:
        """The file that an address names."""
        return Path(make_url(url).database or "")


class PostgreSQL(Backend):
    """Databases of one server."""

    name = "postgresql"

    def __init__(self, server: Postgres) -> None:
        super().__init__()
        self.server = server

    def create(self) -> str:
        """A new database on the server."""
        return self._create("template0")

    def copy(self, url: str) -> str:
        """Let the server copy it."""
        return self._create(make_url(url).database or "")

    def drop(self, url: str) -> None:
        """Drop it, even if a killed process still holds a connection."""
        self.server.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _create(self, template: str) -> str:
        name = self.new_name()
        # Copying files takes a checkpoint, which costs nothing where nothing is synced.
        self.server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.server.url(name)
