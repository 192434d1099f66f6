"""``flask release`` freezes a topic; ``flask verify-release`` checks what was frozen."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask.cli import with_appcontext

from app.actions import releases, writing
from app.cli.group import usable_database
from app.exports import verify
from app.exports.release import documents_faults, holds, write
from app.extensions import db
from app.queries.topics import topic_page
from app.web.exporting import links, of_topic


@click.command("release", epilog="Example: flask release un-csto-debate")
@click.argument("topic")
@click.option("--local", is_flag=True, help="Though only this machine reaches the site.")
@with_appcontext
def release(topic: str, local: bool) -> None:
    """Freeze TOPIC as it is now under the next number, to be downloaded for good.

    Prints the address and the SHA-256 of the zip. Note the digest elsewhere. The addresses in it
    are frozen too, so a site that only this machine reaches is refused without --local.
    """
    if not local:
        _refuse_own_machine(links().site)
    with usable_database():
        writing.begin(db.session)
        page = topic_page(db.session, topic)
        if page is None or page.topic.gone:
            raise click.ClickException(f"there is no topic {topic}, or it was retracted")
        export = of_topic(page)
        last = releases.newest(db.session, topic)
        if last and holds(last.body, export):
            raise click.ClickException(
                f"nothing was published on {topic} since release {last.number}, which holds it"
            )
        row = releases.release(
            db.session, topic, export.revised, lambda number, now: write(export, number, now)
        )
    click.echo(f"Release {row.number}: {links().topic(topic)}/releases/{row.number}.zip")
    click.echo(f"SHA-256 {row.digest}")


def _refuse_own_machine(site: str) -> None:
    host = urlsplit(site).hostname or ""
    if host in ("::1", "localhost") or host.startswith("127."):
        raise click.ClickException(
            f"the release would name {site} as its site for good, and only this machine reaches "
            "that. Set ALTERAM_SITE_URL, or add --local for a release that stays here"
        )


@click.command("verify-release", epilog="Example: flask verify-release un-csto-debate-1.zip")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
def verify_release(file: Path) -> None:
    """Check a release FILE, or the folder it was unpacked to, without the site's database.

    Computes every digest and every figure of agreement again, and compares the JSON form, the
    table and the files of the documents with the revisions; exits 1 if anything does not hold.
    """
    try:
        files = verify.read(file)
    except verify.Unfit as error:
        raise click.ClickException(f"{file}: {error}") from None
    wrong = verify.faults(files, verify.place_of(file)) or documents_faults(files)
    for sentence in wrong:
        click.echo(f"{file}: {sentence}", err=True)
    if wrong:
        sys.exit(1)
    click.echo("Every file, digest and figure holds.")
    click.echo(verify.compared(file))
