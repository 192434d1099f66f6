"""``flask db``: the library's commands, which say what is wrong as ours do."""

from __future__ import annotations

import logging

from flask_alembic.cli import cli

from app.cli.group import Group


def migrations() -> Group:
    """The commands of Flask-Alembic, in a group that needs no traceback."""
    # Alembic tells at each start which dialect it found; what it warns of stays.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return Group(cli.name, commands=cli.commands, callback=cli.callback, help=cli.help)
