"""``flask sources``: whether the addresses of sources still answer."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import click
from flask.cli import ScriptInfo

from app.actions.links.look import Outside, look
from app.actions.links.record import record
from app.cli.group import Group
from app.cli.progress import progress
from app.extensions import db
from app.queries.links import to_check

sources = Group("sources", help="The sources and their addresses.")
#: Where a caller puts another world than the internet, such as servers of its own.
OUTSIDE = "outside"
_WORDS = {
    "ok": "answered",
    "moved": "moved",
    "dead": "gone",
    "refused": "refused",
    "unreachable": "did not answer",
}


def _days(_context: object, _option: object, value: str | None) -> dt.timedelta | None:
    if value is None:
        return None
    found = re.fullmatch(r"([1-9][0-9]{0,3})d", value)
    if not found:
        raise click.BadParameter("write a number of days such as 30d")
    return dt.timedelta(days=int(found[1]))


@sources.command(epilog="Example: flask sources check --older-than 30d")
@click.option("--source", metavar="ID", help="Ask this one only.")
@click.option(
    "--older-than", callback=_days, metavar="DAYS", help="Only those not asked for so long: 30d."
)
@click.pass_obj
def check(info: ScriptInfo, source: str | None, older_than: dt.timedelta | None) -> None:
    """Ask the address of each source, one after the other, and keep what came of it.

    Only the public web is asked. Each host is left alone for a second between two requests.
    """
    before = dt.datetime.now(dt.UTC) - older_than if older_than else None
    wanted = to_check(db.session, source, before)
    if source and not wanted and not to_check(db.session, source):
        raise click.ClickException(f"there is no source {source}")
    db.session.rollback()  # nothing is held while the world is waited for
    world = info.data.get(OUTSIDE) or Outside()
    told: Counter[str] = Counter()
    with progress("Asking", len(wanted)) as step:
        for each in wanted:
            seen = look(each.url, world)
            record(db.session, each.id, seen)
            told[seen.outcome] += 1
            if seen.outcome != "ok":
                words = " ".join(filter(None, (_WORDS[seen.outcome], seen.address, seen.detail)))
                click.echo(f"{each.id}: {words}")
            step(each)
    listed = ", ".join(f"{told[outcome]} {word}" for outcome, word in _WORDS.items())
    click.echo(f"{len(wanted)} asked: {listed}.")
