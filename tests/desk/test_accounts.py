"""What admins do with accounts, on the pages and by commands."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.commands import run
from tests.support.html import parse
from tests.support.people import Known, add_user, form, let_in, letters, signed_in, walk_in
from tests.support.sheet import Sheet

LINK = re.compile(r"http://127\.0\.0\.1:5000(/login/invitation/[\w-]+)")


@pytest.fixture
def bea(small: Flask) -> Known:
    """A reviewer."""
    return add_user(small, role="reviewer", name="Bea")


@pytest.fixture
def cy(small: Flask) -> Known:
    """An admin."""
    return add_user(small, role="admin", name="Cy")


@pytest.fixture
def admin(small: Flask, cy: Known) -> FlaskClient:
    """A browser in which the admin is signed in."""
    return let_in(small, cy)


def act(client: FlaskClient, what: str, known: Known, **fields: str) -> str:
    """Send one of the forms of the page of accounts; the page that follows."""
    page = parse(client.get("/desk/accounts/").text)
    token = next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")
    data = {"csrf_token": token, **fields}
    answer = client.post(f"/desk/accounts/{known.id}/{what}", data=data)
    assert answer.headers["Location"] == "/desk/accounts/"
    return client.get("/desk/accounts/").text


def test_everybody_is_listed_but_no_secret(admin: FlaskClient, bea: Known) -> None:
    page = admin.get("/desk/accounts/").text
    assert "2 people" in page
    assert bea.email in page
    assert "argon2" not in page


def test_an_invitation_is_withdrawn_and_its_link_lets_nobody_in(
    small: Flask, admin: FlaskClient
) -> None:
    page = form(admin, "/desk/accounts/", email="new@example.org", role="reviewer").text
    link = LINK.findall(page)[0]
    sheet = Sheet(admin).go("/desk/accounts/").press("Withdraw the invitation new@example.org")
    assert "The invitation to new@example.org is withdrawn" in sheet.text
    assert "Invited, and not here yet" not in sheet.text
    assert small.test_client().get(link).status_code == 404
    assert "Withdrew the invitation" in admin.get("/desk/audit").text


def test_an_invitation_is_listed_and_withdrawn_by_command_once(small: Flask) -> None:
    link = run(small, "users", "invite", "--role", "editor", "new@example.org").stdout.strip()
    assert "new@example.org\teditor\tinvited\tuntil 20" in run(small, "users", "list").output
    assert run(small, "users", "withdraw", "New@example.org").exit_code == 0
    assert run(small, "users", "list").output == ""
    path = link.removeprefix("http://127.0.0.1:5000")
    assert small.test_client().get(path).status_code == 404
    again = run(small, "users", "withdraw", "new@example.org")
    assert again.exit_code == 1
    assert "No invitation to new@example.org is waiting." in again.output


def test_somebody_is_invited_by_a_link_and_a_letter(small: Flask, admin: FlaskClient) -> None:
    page = form(admin, "/desk/accounts/", email=" New@Example.org ", role="reviewer").text
    link = LINK.findall(page)[0]
    assert link in letters(small, "new@example.org")[0].replace("=\n", "")
    assert "new@example.org, as reviewer" in page
    assert LINK.findall(admin.get("/desk/accounts/").text) == []
    assert small.test_client().get(link).status_code == 200


@pytest.mark.parametrize("email", ["", "nobody", "a@b@c", "cy@example.org", "a\nb@example.org"])
def test_a_wrong_address_is_refused(admin: FlaskClient, email: str) -> None:
    answer = form(admin, "/desk/accounts/", email=email, role="editor")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_a_role_changes_at_once(small: Flask, admin: FlaskClient, bea: Known) -> None:
    client = let_in(small, bea)
    assert client.get("/desk/audit").status_code == 403
    assert "Bea has the role administrator now." in act(admin, "role", bea, role="admin")
    assert client.get("/desk/audit").status_code == 200
    act(admin, "role", bea, role="editor")
    assert client.get("/desk/audit").status_code == 403


def test_whoever_is_disabled_is_out_at_once(small: Flask, admin: FlaskClient, bea: Known) -> None:
    client = let_in(small, bea)
    assert "The account of Bea is disabled." in act(admin, "disable", bea)
    assert client.get("/desk/").status_code == 302
    walk_in(client, bea)
    assert client.get("/desk/").status_code == 302
    act(admin, "enable", bea)
    walk_in(client, bea)
    assert client.get("/desk/").status_code == 200


def test_factors_are_reset_and_the_password_stays(
    small: Flask, admin: FlaskClient, bea: Known
) -> None:
    client = let_in(small, bea)
    act(admin, "reset-factors", bea)
    assert client.get("/desk/").status_code == 302
    walk_in(client, bea._replace(secret=""))
    assert client.get("/desk/").headers["Location"] == "/desk/account/factors"
    assert "An admin removed your authenticator" in letters(small, bea.email)[0]


def test_sessions_are_ended(small: Flask, admin: FlaskClient, bea: Known) -> None:
    client = let_in(small, bea)
    act(admin, "end-sessions", bea)
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("what", "fields"), [("disable", {}), ("role", {"role": "editor"}), ("reset-factors", {})]
)
def test_nobody_does_it_to_oneself(
    admin: FlaskClient, cy: Known, what: str, fields: dict[str, str]
) -> None:
    assert "ask another admin" in act(admin, what, cy, **fields)


def test_the_last_admin_stays(small: Flask, cy: Known) -> None:
    result = run(small, "users", "disable", cy.email)
    assert result.exit_code == 1
    assert "is the only admin" in result.stderr
    add_user(small, role="admin", name="Dee")
    assert run(small, "users", "disable", cy.email).exit_code == 0


def test_a_shell_does_the_same(small: Flask, bea: Known) -> None:
    client = let_in(small, bea)
    assert run(small, "users", "reset-factors", bea.email).exit_code == 0
    assert client.get("/desk/").status_code == 302
    assert "bea@example.org\treviewer\tno factor\tactive\tBea" in run(small, "users", "list").stdout
    assert run(small, "users", "disable", bea.email).exit_code == 0
    assert "disabled" in run(small, "users", "list").stdout


@pytest.mark.parametrize("command", ["disable", "reset-factors"])
def test_a_shell_names_whom_it_does_not_know(small: Flask, command: str) -> None:
    result = run(small, "users", command, "nobody@example.org")
    assert result.exit_code == 1
    assert "Nobody here has the address nobody@example.org." in result.stderr


def test_a_shell_refuses_what_is_no_address(small: Flask) -> None:
    result = run(small, "users", "invite", "--role", "editor", "nobody")
    assert result.exit_code == 1
    assert "is not an e-mail address" in result.stderr


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_others_than_admins_do_nothing_of_it(small: Flask, bea: Known, role: str) -> None:
    client = signed_in(small, role)
    page = parse(client.get("/desk/").text)
    token = next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")
    for what in ("role", "disable", "enable", "reset-factors", "end-sessions"):
        answer = client.post(f"/desk/accounts/{bea.id}/{what}", data={"csrf_token": token})
        assert answer.status_code == 403
    assert client.get("/desk/accounts/").status_code == 403
    assert client.post("/desk/accounts/invite", data={"csrf_token": token}).status_code == 403
