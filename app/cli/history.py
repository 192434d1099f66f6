"""``flask history``: the chain of revisions, verified."""

from __future__ import annotations

import click

from app.actions import chain
from app.actions.verify import first_break
from app.cli.group import Group
from app.cli.progress import progress
from app.extensions import db

history = Group("history", help="The chain of revisions.")


@history.command(epilog="Example: flask history verify")
@click.option("--holds", metavar="DIGEST", help="A digest noted earlier, to be found again.")
@click.pass_context
def verify(context: click.Context, holds: str | None) -> None:
    """Compute every digest again; name the first revision that does not hold.

    Whoever cuts the end off a history leaves a shorter one that holds. So note the digest
    that this prints somewhere else, and give it with --holds the next time.
    """
    number = chain.count(db.session)
    with progress("Verifying", number) as step:
        broken = first_break(db.session, step)
    if broken:
        click.echo(f"Broken at {broken.sequence} ({broken.name}): {broken.reason}.", err=True)
        context.exit(1)
    if holds and not chain.holds(db.session, holds):
        click.echo(f"Broken: no revision has the digest {holds} any more.", err=True)
        context.exit(1)
    _, digest = chain.last(db.session)
    click.echo(f"{number} revisions hold; the last digest is {digest}.")
