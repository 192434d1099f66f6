"""The commands: parse, call an action or a query, print."""

from __future__ import annotations

from flask import Flask

from app.cli.audit import audit
from app.cli.content import content
from app.cli.desk import desk
from app.cli.history import history
from app.cli.imports import import_  # noqa: F401 - it adds itself to “flask content”
from app.cli.migrations import migrations
from app.cli.release import release, verify_release
from app.cli.sources import sources
from app.cli.users import users


def init_app(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(audit)
    app.cli.add_command(content)
    app.cli.add_command(desk)
    app.cli.add_command(history)
    app.cli.add_command(migrations())
    app.cli.add_command(release)
    app.cli.add_command(sources)
    app.cli.add_command(users)
    app.cli.add_command(verify_release)
