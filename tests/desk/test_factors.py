"""Second factors: set up, demanded, lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import UserRow
from tests.support.html import parse, with_class
from tests.support.people import PASSWORD, Known, add_user, code, form, let_in

CODE = re.compile(r"<code>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</code>")
KEY = re.compile(r"<code>([A-Z2-7-]+)</code>")


@pytest.fixture
def bea(small: Flask) -> Known:
    """A reviewer with an authenticator."""
    return add_user(small, role="reviewer", name="Bea")


@pytest.fixture
def new(small: Flask) -> Known:
    """A reviewer who has none yet."""
    return add_user(small, role="reviewer", name="New", factor=False)


def set_up(client: FlaskClient) -> TestResponse:
    """Set an authenticator up as the pages say."""
    page = form(client, "/login/authenticator", setup="authenticator")
    key = KEY.findall(page.text)[0].replace("-", "")
    action = next(
        each.get("action", "")
        for each in parse(page.text).iter("form")
        if each.get("action", "").startswith("/login/authenticator/")
    )
    held = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
    shown = TOTP(key=key).generate().token
    return client.post(action, data={"csrf_token": held, "code": shown})


@pytest.mark.parametrize("role", ["reviewer", "admin"])
@pytest.mark.parametrize("address", ["/desk/", "/desk/accounts/", "/desk/audit"])
def test_who_must_have_one_is_led_to_it_and_to_nothing_else(
    small: Flask, role: str, address: str
) -> None:
    client = let_in(small, add_user(small, role=role, name="New", factor=False))
    answer = client.get(address)
    expected = 403 if role == "reviewer" and address != "/desk/" else 302
    assert answer.status_code == expected
    if expected == 302:
        assert answer.headers["Location"] == "/desk/account/factors"
    assert client.get("/desk/account/factors").status_code == 200


def test_an_editor_may_do_without(small: Flask) -> None:
    assert let_in(small, add_user(small, name="Ada")).get("/desk/").status_code == 200


def test_setting_one_up_opens_the_desk_and_ends_other_sessions(small: Flask, new: Known) -> None:
    here, there = let_in(small, new), let_in(small, new)
    answer = set_up(here)
    assert answer.headers["Location"] == "/login/recovery-codes"
    assert here.get("/desk/").status_code == 200
    assert there.get("/desk/").status_code == 302


def test_a_wrong_code_sets_nothing_up(small: Flask, new: Known) -> None:
    client = let_in(small, new)
    page = form(client, "/login/authenticator", setup="authenticator")
    action = re.findall(r'action="(/login/authenticator/[^"]+)"', page.text)[0]
    held = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
    client.post(action, data={"csrf_token": held, "code": "000000"})
    assert client.get("/desk/").status_code == 302


def test_a_mistyped_code_leaves_the_key_and_the_field_until_one_is_right(
    small: Flask, new: Known
) -> None:
    client = let_in(small, new)
    page = form(client, "/login/authenticator", setup="authenticator")
    key, action = KEY.findall(page.text)[0], _validation(page)
    for wrong in ("000000", ""):
        page = client.post(action, data={"csrf_token": _token(page), "code": wrong})
        assert page.status_code == 422
        assert (KEY.findall(page.text), _validation(page)) == ([key], action)
        assert 'class="qr"' in page.text
        field = parse(page.text).find(".//input[@id='code']")
        assert field is not None
        assert (field.get("aria-invalid"), field.get("value")) == ("true", wrong)
    assert page.text.count('class="flash') == 0  # the sentence stands at the field, not twice
    right = TOTP(key=key.replace("-", "")).generate().token
    answer = client.post(action, data={"csrf_token": _token(page), "code": right})
    assert answer.headers["Location"] == "/login/recovery-codes"
    assert client.get("/desk/").status_code == 200


def test_the_address_of_the_page_that_refused_a_code_can_be_opened(
    small: Flask, new: Known
) -> None:
    client = let_in(small, new)
    page = form(client, "/login/authenticator", setup="authenticator")
    answer = client.get(_validation(page))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/authenticator")


def test_beginning_anew_gives_another_key(small: Flask, new: Known) -> None:
    client = let_in(small, new)
    page = form(client, "/login/authenticator", setup="authenticator")
    wrong = client.post(_validation(page), data={"csrf_token": _token(page), "code": "000000"})
    assert "Begin anew with another key" in wrong.text
    again = form(client, "/login/authenticator", setup="authenticator")
    assert KEY.findall(again.text) != KEY.findall(page.text)


def _validation(page: TestResponse) -> str:
    """Where a code for the key that a page shows is sent."""
    return str(re.findall(r'action="(/login/authenticator/[^"]+)"', page.text)[0])


def _token(page: TestResponse) -> str:
    return str(re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0])


def test_a_factor_is_changed_only_within_ten_minutes_of_the_password(
    small: Flask, bea: Known
) -> None:
    client = let_in(small, bea)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)):
        for address in ("/login/authenticator", "/login/recovery-codes"):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/login/again?next=")


def test_a_reviewer_cannot_do_without_it_again(small: Flask, bea: Known) -> None:
    page = form(let_in(small, bea), "/login/authenticator", setup="disable")
    assert "Your role needs a second factor." in page.text
    assert held(small, bea).tf_totp_secret


def test_an_editor_can(small: Flask) -> None:
    ada = add_user(small, name="Ada", factor=True)
    form(let_in(small, ada), "/login/authenticator", setup="disable")
    assert held(small, ada).tf_totp_secret is None


def test_recovery_codes_sign_one_in_once_each(small: Flask, bea: Known) -> None:
    codes = make_codes(let_in(small, bea))
    assert len(codes) == 10
    for used, status in ((codes[3], 200), (codes[3], 302), (codes[4].upper(), 200)):
        visitor = small.test_client()
        form(visitor, "/login", email=bea.email, password=PASSWORD)
        form(visitor, "/login/recovery", code=used.replace("-", " "))
        assert visitor.get("/desk/").status_code == status


def test_recovery_codes_are_encrypted_in_the_database(small: Flask, bea: Known) -> None:
    """Flask-Security by itself keeps them as they are typed."""
    codes = make_codes(let_in(small, bea))
    kept = held(small, bea).mf_recovery_codes
    assert kept
    assert len(kept) == 10
    assert not any(code in each for code in codes for each in kept)
    assert all(each.startswith("gAAAA") for each in kept)


def test_new_recovery_codes_make_the_old_ones_void(small: Flask, bea: Known) -> None:
    client = let_in(small, bea)
    old = make_codes(client)
    new = make_codes(client)
    assert not set(old) & set(new)
    shown = client.get("/login/recovery-codes?show_codes=1").text
    assert CODE.findall(shown) == new


def test_the_secret_of_an_authenticator_is_encrypted_too(small: Flask, bea: Known) -> None:
    assert bea.secret not in str(held(small, bea).tf_totp_secret)


def test_the_second_step_is_open_to_those_of_the_first_alone(small: Flask, bea: Known) -> None:
    visitor = small.test_client()
    form(visitor, "/login", email=bea.email, password="wrong")
    assert visitor.get("/login/code").status_code == 302
    form(visitor, "/login", email=bea.email, password=PASSWORD)
    page = parse(visitor.get("/login/code").text)
    assert not with_class(page, "desk-who")
    form(visitor, "/login/code", code=code(bea))
    assert with_class(parse(visitor.get("/desk/").text), "desk-who")


def make_codes(client: FlaskClient) -> list[str]:
    return CODE.findall(form(client, "/login/recovery-codes", generate_new_codes="1").text)


def held(app: Flask, known: Known) -> UserRow:
    """The row of a person, apart from any session."""
    with app.app_context():
        row = db.session.get_one(UserRow, known.id)
        db.session.expunge(row)
        return row


@pytest.mark.parametrize(
    ("site", "named"),
    [
        ("http://127.0.0.1:5000", False),
        ("http://[::1]:5000", False),
        ("http://localhost:5000", True),
        ("https://alteram.example", True),
    ],
)
def test_a_site_without_a_name_says_that_passkeys_need_one(
    small: Flask, bea: Known, site: str, named: bool
) -> None:
    small.config["SITE_URL"] = site
    page = form(let_in(small, bea), "/login/passkeys", name="Key").text
    assert ("Try again" in page) is named
    assert ("ALTERAM_SITE_URL" in page) is not named
