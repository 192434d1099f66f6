"""``flask desk``: what happens at the desk at set times."""

from __future__ import annotations

import click

from app.actions.publication import due, publish_due
from app.cli.group import Group
from app.extensions import db

desk = Group("desk", help="What happens at the desk at set times.")


@desk.command("publish-due", epilog="Example: flask desk publish-due")
def publish_due_() -> None:
    """Publish what was approved for a time that has come.

    The server does so every half minute; this is for sites that run several or none.
    """
    for submission in due(db.session):
        published = publish_due(db.session, submission)
        said = "published" if published else "not published, sent back to its authors"
        click.echo(f"submission {submission}: {said}")
