"""``flask history``: the chain of revisions, verified."""

from __future__ import annotations

import click

from app.actions import chain
from app.cli.group import Group
from app.cli.progress import progress
from app.extensions import db

history = Group("history", help="The chain of revisions.")


@history.command(epilog="Example: flask history verify")
@click.pass_context
def verify(context: click.Context) -> None:
    """Compute every digest again; name the first revision that does not hold."""
    number = chain.count(db.session)
    with progress("Verifying", number) as step:
        broken = chain.first_break(db.session, step)
    if broken:
        click.echo(f"Broken at {broken.sequence} ({broken.name}): {broken.reason}.", err=True)
        context.exit(1)
    _, digest = chain.last(db.session)
    click.echo(f"{number} revisions hold; the last digest is {digest}.")
