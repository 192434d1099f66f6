"""``flask users``: people of the desk, from a shell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app

from app.actions import invitations, people, writing
from app.actions.refused import Refused
from app.cli.group import Group
from app.extensions import db
from app.models import UserRow
from app.models.accounts import ROLES
from app.queries.people import everybody, invited
from app.web import mail

users = Group("users", help="The people of the desk.")


@users.command(epilog="Example: flask users invite --role editor ada@example.org")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the person may do.")
@click.argument("email")
def invite(role: str, email: str) -> None:
    """Print a link that lets one person in, once, within 48 hours."""
    try:
        known = validate_email(email, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise click.ClickException(f"{email} is not an e-mail address") from None
    writing.begin(db.session)
    try:
        token = invitations.invite(db.session, None, known.normalized, role)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(f"{current_app.config['SITE_URL']}/login/invitation/{token}")


@users.command("list", epilog="Example: flask users list")
def list_() -> None:
    """Everybody: address, role, second factor, whether disabled, public name; then who is invited."""
    for person in everybody(db.session):
        factor = "factor" if person.has_factor else "no factor"
        state = "active" if person.active else "disabled"
        click.echo("\t".join((person.email, person.role, factor, state, person.name)))
    for each in invited(db.session, dt.datetime.now(dt.UTC)):
        until = f"until {each.expires_at:%Y-%m-%d %H:%M} UTC"
        click.echo("\t".join((each.email, each.role, "invited", until)))


@users.command(epilog="Example: flask users withdraw ada@example.org")
@click.argument("email")
def withdraw(email: str) -> None:
    """Take an invitation back that nobody has accepted yet."""
    writing.begin(db.session)
    try:
        invitations.withdraw(db.session, None, email)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(f"The invitation to {email} is withdrawn.")


@users.command(epilog="Example: flask users disable ada@example.org")
@click.argument("email")
def disable(email: str) -> None:
    """Let a person in no more, and end all sessions. What the person did stays."""
    _change(email, lambda user: people.disable(db.session, None, user), "account-disabled")
    click.echo(f"{email} is disabled.")


@users.command(epilog="Example: flask users reset-factors ada@example.org")
@click.argument("email")
def reset_factors(email: str) -> None:
    """Take a person's factors away, who lost them, and end all sessions. The password stays."""
    _change(email, lambda user: people.reset_factors(db.session, None, user), "factors-reset")
    click.echo(f"{email} signs in by password alone, and then sets up a factor.")


def _change(email: str, act: Callable[[UserRow], None], letter: str) -> None:
    writing.begin(db.session)
    try:
        user = people.known(db.session, email)
        act(user)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    mail.notify(user.email, letter, name=user.name)
