"""Groups of commands that say what is wrong in a sentence."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError


class Group(AppGroup):
    """Answers an unusable database with a sentence and exit 1, not a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError) as error:
            reason = str(error.orig).strip().splitlines()[0]
            raise click.ClickException(
                f"the database cannot be used ({reason}); "
                "check DATABASE_URL, and run “flask db upgrade” if it is new"
            ) from None
