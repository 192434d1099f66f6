"""``flask audit``: the log of what was done at the desk, verified."""

from __future__ import annotations

import click

from app.actions import audit as log
from app.cli.group import Group
from app.extensions import db

audit = Group("audit", help="The log of what was done at the desk.")


@audit.command(epilog="Example: flask audit verify")
@click.pass_context
def verify(context: click.Context) -> None:
    """Compute every digest of the log again; name the first act that does not hold."""
    broken = log.verify(db.session)
    if broken:
        click.echo(f"Broken at {broken.sequence}: {broken.reason}.", err=True)
        context.exit(1)
    number, digest = log.last(db.session)
    click.echo(f"{number} acts hold; the last digest is {digest}.")
