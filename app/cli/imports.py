"""``flask content import``: files into drafts, as an editor."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import func, select

from app.actions.actor import Actor
from app.actions.imports import land, trial
from app.actions.incoming import Incoming, of_table, of_yaml
from app.actions.refused import Refused
from app.cli.content import content, read, stop_at_faults
from app.documents.faults import not_utf8
from app.documents.positions_csv import Rows, read_csv
from app.extensions import db
from app.models import UserRow

_WORDS = {"taken": "somebody has a draft of"}


@content.command("import", epilog="Example: flask content import data --as ada@example.org")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--as", "email", required=True, help="The editor whose drafts they become.")
@click.option("--summary", default="Imported from files.", help="What is changed, and why.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.pass_context
def import_(context: click.Context, path: Path, email: str, summary: str, dry_run: bool) -> None:
    """Put the documents of a directory, or the positions of a CSV file, into drafts.

    Prints what changes, row by row, and what is wrong as FILE:LINE: FIELD: what it is. All or
    nothing: exits 1 if anything is wrong, or if somebody else has a draft of a document.
    """
    actor = _actor(email)
    if path.suffix.lower() in (".yaml", ".yml"):
        raise click.ClickException(
            f"{path} is one YAML file; name the folder that holds parties.yaml, sources.yaml and "
            "topics/, as in data/README.md"
        )
    given = _positions(context, actor, path) if path.is_file() else _documents(context, path)
    rows = trial(db.session, actor, given.documents)
    for row in rows:
        noun, key = row.name
        click.echo(f"{_WORDS.get(row.kind, row.kind)} {noun} {key}")
        for proposition, date in row.silences:
            click.echo(f"  {proposition}: replaces the silence of {date}")
    told = [given.fault_of(row.name, *each) for row in rows for each in row.problems]
    stop_at_faults(context, sorted([*given.faults, *told]))
    if dry_run:
        return
    try:
        submission = land(db.session, actor, given.documents, summary[:300])
    except Refused as refusal:
        raise click.ClickException(f"nothing was imported: {refusal}") from None
    click.echo(f"Submission {submission} holds the drafts; hand it in at the desk.")


def _actor(email: str) -> Actor:
    user = db.session.scalars(select(UserRow).where(UserRow.email == func.lower(email))).first()
    if user is None or not user.active:
        raise click.ClickException(f"nobody with the address {email} works here")
    actor = Actor(user.id, user.name, frozenset({user.role}))
    if not actor.may("draft"):
        raise click.ClickException(f"{email} may not write drafts")
    return actor


def _documents(context: click.Context, directory: Path) -> Incoming:
    reading = read(directory)
    stop_at_faults(context, reading.faults)
    return of_yaml(reading)


def _positions(context: click.Context, actor: Actor, path: Path) -> Incoming:
    rows = _table(path)
    stop_at_faults(context, rows.faults)
    return of_table(db.session, actor, rows)


def _table(path: Path) -> Rows:
    try:
        return read_csv(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        return Rows(faults=[not_utf8(str(path), error)])
