"""Sessions end: by time, by their owner, by what happens to the account."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select

from app.desk.signing.address import network
from app.extensions import db
from app.models import LoginSessionRow, UserRow
from tests.support.html import parse
from tests.support.people import PASSWORD, Known, add_user, form, let_in, walk_in

NEW = "forty quiet lanterns by the weir"


@pytest.fixture
def ada(small: Flask) -> Known:
    return add_user(small, name="Ada")


@pytest.fixture
def here(small: Flask, ada: Known) -> FlaskClient:
    """A browser in which Ada is signed in."""
    return let_in(small, ada)


@pytest.fixture
def there(small: Flask, ada: Known) -> FlaskClient:
    """Another one."""
    return let_in(small, ada)


def open_in(client: FlaskClient) -> bool:
    """Whether the desk is open in a browser."""
    return client.get("/desk/").status_code == 200


@pytest.mark.parametrize(("minutes", "is_open"), [(119, True), (121, False)])
def test_one_that_nobody_uses_ends_after_two_hours(
    here: FlaskClient, minutes: int, is_open: bool
) -> None:
    assert open_in(here)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)):
        assert open_in(here) is is_open


def test_one_that_is_used_ends_after_twelve_hours(here: FlaskClient) -> None:
    start = dt.datetime.now(dt.UTC)
    for minutes in range(0, 12 * 60, 90):
        with time_machine.travel(start + dt.timedelta(minutes=minutes)):
            assert open_in(here), minutes
    with time_machine.travel(start + dt.timedelta(hours=12, minutes=1)):
        assert not open_in(here)


def test_a_cookie_without_the_id_is_nobody(here: FlaskClient) -> None:
    with here.session_transaction(path="/desk/") as cookie:
        cookie["sid"] = "guessed"
    assert not open_in(here)


def test_the_id_of_one_person_opens_nothing_for_another(
    small: Flask, here: FlaskClient, there: FlaskClient
) -> None:
    other = let_in(small, add_user(small, name="Eve"))
    with other.session_transaction(path="/desk/") as cookie:
        taken = cookie["sid"]
    with here.session_transaction(path="/desk/") as cookie:
        cookie["sid"] = taken
    assert not open_in(here)
    assert open_in(there)


def test_their_owner_sees_and_ends_them(here: FlaskClient, there: FlaskClient) -> None:
    page = here.get("/desk/account/sessions").text
    assert page.count("Tests") == 2
    assert "127.0.0.0/24" in page
    answer = form(here, "/desk/account/sessions")
    assert "1 session was ended." in here.get(answer.headers["Location"]).text
    assert open_in(here)
    assert not open_in(there)


def test_one_does_not_end_those_of_others(
    small: Flask, here: FlaskClient, there: FlaskClient
) -> None:
    other = let_in(small, add_user(small, name="Eve"))
    with small.app_context():
        theirs = db.session.scalar(
            select(LoginSessionRow.id).join(LoginSessionRow.user).where(UserRow.name == "Eve")
        )
    form(here, "/desk/account/sessions", session=str(theirs))
    assert open_in(other)
    assert open_in(there)


def test_a_new_password_ends_all_others(here: FlaskClient, there: FlaskClient) -> None:
    answer = form(
        here, "/login/password", password=PASSWORD, new_password=NEW, new_password_confirm=NEW
    )
    assert answer.headers["Location"] == "/desk/account/"
    assert open_in(here)
    assert not open_in(there)


def test_a_password_that_is_reset_ends_all(
    small: Flask, here: FlaskClient, there: FlaskClient, ada: Known
) -> None:
    with small.test_request_context():
        user = db.session.get_one(UserRow, ada.id)
        token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]
    visitor = small.test_client()
    answer = form(visitor, f"/login/reset/{token}", password=NEW, password_confirm=NEW)
    assert answer.headers["Location"] == "/login"
    assert not open_in(here)
    assert not open_in(there)
    assert visitor.get(f"/login/reset/{token}").headers["Location"] == "/login/reset"
    walk_in(visitor, ada, password=NEW)
    assert open_in(visitor)


def test_giving_the_password_again_gives_the_session_a_new_id(
    small: Flask, here: FlaskClient
) -> None:
    copy = small.test_client()
    cookie = here.get_cookie("session")
    assert cookie is not None
    copy.set_cookie("session", cookie.value)
    assert form(here, "/login/again?next=/desk/", password="wrong").status_code == 200
    assert open_in(copy)
    answer = form(here, "/login/again?next=/desk/", password=PASSWORD)
    assert answer.headers["Location"] == "/desk/"
    assert open_in(here)
    assert not open_in(copy)


def test_what_needs_it_asks_for_the_password_again_after_ten_minutes(small: Flask) -> None:
    admin = let_in(small, add_user(small, role="admin", name="Cy"))
    assert admin.get("/desk/accounts/").status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)):
        answer = admin.get("/desk/accounts/")
        assert answer.headers["Location"] == "/login/again?next=/desk/accounts/"
        form(admin, answer.headers["Location"], password=PASSWORD)
        assert admin.get("/desk/accounts/").status_code == 200


@pytest.mark.parametrize(
    ("address", "cut"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff:3::4", "2001:db8:1:200::/56"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        (None, ""),
        ("unix:", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(address: str | None, cut: str) -> None:
    assert network(address) == cut


def test_forms_are_refused_without_their_token(here: FlaskClient) -> None:
    for address in ("/desk/account/sessions/end", "/login", "/login/password", "/login/again"):
        answer = here.post(address, data={"session": "others"})
        assert answer.status_code == 400, address
        assert "This form is out of date" in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_forms_are_refused_that_another_site_sends(here: FlaskClient, site: str) -> None:
    page = parse(here.get("/desk/account/sessions").text)
    token = next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")
    data = {"csrf_token": token, "session": "others"}
    headers = {"Sec-Fetch-Site": site}
    assert here.post("/desk/account/sessions/end", data=data, headers=headers).status_code == 403
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert here.post("/desk/account/sessions/end", data=data, headers=headers).status_code == 302
