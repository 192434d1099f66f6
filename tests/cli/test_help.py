"""Every command says what it does, with an example."""

from __future__ import annotations

import click
import pytest
from flask import Flask

from app.cli.audit import audit
from app.cli.content import content
from app.cli.history import history
from app.cli.sources import sources
from app.cli.users import users
from tests.support.commands import run

COMMANDS = [
    (str(group.name), name)
    for group in (audit, content, history, sources, users)
    for name in group.list_commands(click.Context(group))
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_its_help_has_an_example(app: Flask, command: tuple[str, str]) -> None:
    result = run(app, *command, "--help")
    assert result.exit_code == 0
    assert f"Example: flask {' '.join(command)}" in result.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_it_does_not_know_is_refused(app: Flask, command: tuple[str, str]) -> None:
    result = run(app, *command, "--unknown")
    assert result.exit_code == 2
    assert "No such option" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("content", "rebuild"),
        ("content", "export", "new"),
        ("history", "verify"),
        ("users", "list"),
    ],
    ids=" ".join,
)
def test_a_database_that_cannot_be_used_is_named(app: Flask, command: tuple[str, ...]) -> None:
    result = run(app, *command)
    assert result.exit_code == 1
    assert "check DATABASE_URL" in result.stderr
