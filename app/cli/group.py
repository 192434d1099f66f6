"""Commands that say what is wrong in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError


@contextmanager
def usable_database() -> Iterator[None]:
    """Answer an unusable database with a sentence and exit 1, not a traceback."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise click.ClickException(
            f"the database cannot be used ({reason}); "
            "check DATABASE_URL, and run “flask db upgrade” if it is new"
        ) from None


class Group(AppGroup):
    """A group of commands that need a usable database."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with usable_database():
            return super().invoke(ctx)
