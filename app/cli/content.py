"""``flask content``: the documents in files, checked, loaded and exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.actions import index
from app.actions.load import Edited
from app.actions.load import load as load_documents
from app.actions.publish import Published
from app.actions.refused import Refused
from app.cli.group import Group
from app.cli.progress import progress
from app.documents.faults import Fault
from app.documents.files import Reading, read_directory, write_directory, yaml_files
from app.extensions import db
from app.queries.documents import count_documents, every_document

content = Group("content", help="Documents in files: check, load, export, rebuild.")
_DIRECTORY = click.argument("directory", type=click.Path(path_type=Path), default="data")


@content.command(epilog="Example: flask content check data")
@_DIRECTORY
@click.pass_context
def check(context: click.Context, directory: Path) -> None:
    """Validate the files of DIRECTORY (data) without a database.

    Every fault is printed as FILE:LINE: FIELD: what is wrong; exits 1 if there is one.
    """
    reading = read(directory)
    stop_at_faults(context, reading.faults)
    counts = {noun: _count(reading, noun) for noun in ("topic", "perspective", "source", "party")}
    listed = ", ".join(f"{number} of kind {noun}" for noun, number in counts.items())
    click.echo(f"{directory}: {len(reading.documents)} documents hold ({listed}).")


@content.command(epilog="Example: flask content load data")
@_DIRECTORY
@click.option("--quiet", is_flag=True, help="Print a summary only.")
@click.option("--keep", is_flag=True, help="Where editors work, leave the site as it is.")
@click.pass_context
def load(context: click.Context, directory: Path, quiet: bool, keep: bool) -> None:
    """Publish the documents of DIRECTORY (data): all of them or none.

    Unchanged documents make no revision, so that it can be repeated. Documents of the
    site that DIRECTORY does not hold stay as they are. Once the site has editors, files go
    into drafts: see “flask content import”.
    """
    reading = read(directory)
    stop_at_faults(context, reading.faults)
    documents = list(reading.documents.values())
    try:
        with progress("Loading", len(documents)) as step:
            done = load_documents(db.session, documents, step)
    except Edited as edited:
        if not keep:
            raise click.ClickException(f"nothing was loaded: {edited}") from None
        click.echo(f"The site stays as it is: {edited}.", err=True)
        return
    except Refused as refusal:
        raise click.ClickException(f"nothing was loaded: {refusal}") from None
    except IntegrityError as error:
        raise click.ClickException(
            f"nothing was loaded, the database refused it: {error.orig}"
        ) from None
    _report(done, quiet)


@content.command(epilog="Example: flask content export /tmp/alteram-data")
@click.argument("directory", type=click.Path(path_type=Path))
def export(directory: Path) -> None:
    """Write every current document to DIRECTORY in its canonical form.

    DIRECTORY must be empty or new, so that nothing is overwritten or left over.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise click.ClickException(f"{directory} is not empty; name a new directory")
    documents = every_document(db.session)
    files = 2 + sum(document.noun in ("topic", "perspective") for document in documents)
    with progress("Exporting", files) as step:
        written = write_directory(documents, directory, step)
    click.echo(f"{len(documents)} documents in {len(written)} files below {directory}.")


@content.command(epilog="Example: flask content rebuild")
def rebuild() -> None:
    """Make the index tables anew from the revisions, with equal results."""
    length = count_documents(db.session)
    db.session.rollback()  # the write lock is taken where a transaction begins
    with progress("Rebuilding", length) as step:
        number = index.rebuild(db.session, step)
        db.session.commit()
    click.echo(f"{number} documents indexed anew.")


def read(directory: Path) -> Reading:
    """Read a directory; one that is not there is looked for beside the application."""
    if not directory.is_absolute() and not directory.exists():
        directory = Path(current_app.root_path).parent / directory
    length = len(yaml_files(directory)) if directory.is_dir() else 0
    with progress("Reading", length) as step:
        return read_directory(directory, step)


def stop_at_faults(context: click.Context, faults: Sequence[Fault]) -> None:
    """Print the faults and exit 1, if there is any."""
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        number = len(faults)
        click.echo(f"{number} fault{'s' if number > 1 else ''}.", err=True)
        context.exit(1)


def _count(reading: Reading, noun: str) -> int:
    return sum(name[0] == noun for name in reading.documents)


def _report(done: Published, quiet: bool) -> None:
    for word, names in (("added", done.added), ("changed", done.changed)):
        for noun, key in [] if quiet else names:
            click.echo(f"{word} {noun} {key}")
    click.echo(
        f"{len(done.added)} added, {len(done.changed)} changed, "
        f"{len(done.unchanged)} left as they were."
    )
