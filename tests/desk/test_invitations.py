"""Invitations: each lets one person in, once, for two days."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask

from tests.support.commands import run
from tests.support.people import PASSWORD, add_user, form, walk_in


def invite(app: Flask, role: str = "editor", email: str = "eve@example.org") -> str:
    """The path of an invitation's link."""
    result = run(app, "users", "invite", "--role", role, email)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("http://127.0.0.1:5000/login/invitation/")
    return result.stdout.strip().removeprefix("http://127.0.0.1:5000")


def test_it_makes_an_account_and_signs_in(small: Flask) -> None:
    client = small.test_client()
    answer = form(client, invite(small), name="Eve Adams", password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert "Welcome, Eve Adams." in client.get("/desk/").text


def test_it_lets_in_once(small: Flask) -> None:
    link = invite(small)
    form(small.test_client(), link, name="Eve", password=PASSWORD)
    assert small.test_client().get(link).status_code == 404


@pytest.mark.parametrize(("hours", "status"), [(47, 200), (49, 404)])
def test_it_is_good_for_48_hours(small: Flask, hours: int, status: int) -> None:
    link = invite(small)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)):
        assert small.test_client().get(link).status_code == status


def test_a_newer_one_makes_it_void(small: Flask) -> None:
    first, second = invite(small), invite(small)
    assert small.test_client().get(first).status_code == 404
    assert small.test_client().get(second).status_code == 200


def test_one_that_was_never_made_lets_nobody_in(small: Flask) -> None:
    answer = small.test_client().get("/login/invitation/guessed")
    assert answer.status_code == 404
    assert "This invitation is over" in answer.text


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "x" * 129,
        "passwordpassword",
        "alteramalteram",
        "eve@example.org",
        "Eve Adams Eve",
    ],
)
def test_a_password_that_can_be_guessed_is_refused(small: Flask, password: str) -> None:
    client = small.test_client()
    answer = form(client, invite(small), name="Eve Adams", password=password)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'value="Eve Adams"' in answer.text
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("length", [72, 73, 128])
def test_a_long_password_is_taken(small: Flask, length: int) -> None:
    """zxcvbn by itself raises an error beyond 72 characters."""
    password = (PASSWORD * 9)[:length]
    answer = form(small.test_client(), invite(small), name="Eve", password=password)
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["E", "x" * 61, "Ada", "ADA", "Adá", "<b>\u202e", "12 34", " "])
def test_a_name_that_cannot_be_had_is_refused(small: Flask, name: str) -> None:
    add_user(small, name="Ada")
    answer = form(small.test_client(), invite(small), name=name, password=PASSWORD)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_an_address_that_has_an_account_is_not_invited(small: Flask) -> None:
    ada = add_user(small, name="Ada")
    result = run(small, "users", "invite", "--role", "admin", ada.email.upper())
    assert result.exit_code == 1
    assert "has an account already" in result.stderr


def test_a_reviewer_sets_a_factor_up_first(small: Flask) -> None:
    client = small.test_client()
    form(client, invite(small, "reviewer"), name="Eve", password=PASSWORD)
    assert client.get("/desk/").headers["Location"] == "/desk/account/factors"


def test_who_was_invited_signs_in_again_later(small: Flask) -> None:
    form(small.test_client(), invite(small), name="Eve", password=PASSWORD)
    client = small.test_client()
    known = add_user(small, name="Other")._replace(email="eve@example.org")
    walk_in(client, known)
    assert "Eve" in client.get("/desk/").text
