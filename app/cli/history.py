"""``flask history``: the chain of revisions, verified."""

from __future__ import annotations

import click

from app.actions import chain
from app.actions.verify import first_break, tables_astray
from app.cli.group import Group
from app.cli.progress import progress
from app.extensions import db

history = Group("history", help="The chain of revisions.")


@history.command(epilog="Example: flask history verify")
@click.option("--holds", metavar="DIGEST", help="A digest noted earlier, to be found again.")
@click.option("--index", is_flag=True, help="Compare the index tables with the revisions, too.")
@click.pass_context
def verify(context: click.Context, holds: str | None, index: bool) -> None:
    """Compute every digest again; name the first revision that does not hold.

    Whoever cuts the end off a history leaves a shorter one that holds. So note the digest
    that this prints somewhere else, and give it with --holds the next time.

    Lists, search and counts are read from index tables, which are compared only with
    --index; nobody can publish meanwhile.
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
    if index:
        _compare_index(context)
    else:
        click.echo("The index tables were not compared: --index does, “flask content rebuild” "
                   "makes them anew.")  # fmt: skip


def _compare_index(context: click.Context) -> None:
    db.session.rollback()  # the write lock is taken where a transaction begins
    astray = tables_astray(db.session)
    if astray:
        click.echo(f"Not what the revisions give: {', '.join(astray)}; "
                   "run “flask content rebuild”.", err=True)  # fmt: skip
        context.exit(1)
    click.echo("The index tables hold what the revisions give.")
