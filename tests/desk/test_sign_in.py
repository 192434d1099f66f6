"""Signing in and out, through the door."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.html import parse, words
from tests.support.people import PASSWORD, Known, add_user, code, form, walk_in
from tests.support.sql import send


@pytest.fixture
def ada(small: Flask) -> Known:
    """An editor without a second factor."""
    return add_user(small, name="Ada")


@pytest.fixture
def bea(small: Flask) -> Known:
    """A reviewer with an authenticator."""
    return add_user(small, role="reviewer", name="Bea")


@pytest.fixture
def visitor(small: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return small.test_client()


def test_an_editor_signs_in_with_a_password(visitor: FlaskClient, ada: Known) -> None:
    answer = walk_in(visitor, ada)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert "Ada" in visitor.get("/desk/").text


def test_an_address_is_known_in_capitals_too(visitor: FlaskClient, ada: Known) -> None:
    form(visitor, "/login", email=f" {ada.email.upper()} ", password=PASSWORD)
    assert visitor.get("/desk/").status_code == 200


def test_a_reviewer_needs_a_code_besides(visitor: FlaskClient, bea: Known) -> None:
    answer = form(visitor, "/login", email=bea.email, password=PASSWORD)
    assert answer.headers["Location"].startswith("/login/code")
    assert visitor.get("/desk/").status_code == 302
    form(visitor, "/login/code", code=code(bea))
    assert visitor.get("/desk/").status_code == 200


def test_one_goes_on_to_where_one_wanted_to(visitor: FlaskClient, bea: Known) -> None:
    wanted = visitor.get("/desk/account/factors").headers["Location"]
    answer = form(visitor, wanted, email=bea.email, password=PASSWORD)
    answer = form(visitor, answer.headers["Location"], code=code(bea))
    assert answer.headers["Location"] == "/desk/account/factors"


@pytest.mark.parametrize(
    "password", ["wrong", "", PASSWORD[:-1], PASSWORD + " ", "x" * 2048, "ﷺ" * 2048]
)
def test_a_wrong_password_is_refused(visitor: FlaskClient, ada: Known, password: str) -> None:
    answer = form(visitor, "/login", email=ada.email, password=password)
    assert answer.status_code == 200
    assert visitor.get("/desk/").status_code == 302


def test_who_has_no_account_is_told_the_same_as_who_has(visitor: FlaskClient, ada: Known) -> None:
    pages = [
        words(parse(form(visitor, "/login", email=email, password="wrong").text))
        for email in (ada.email, "nobody@example.org")
    ]
    assert pages[0] == pages[1]
    assert "There is no account with this e-mail address and password." in pages[0]


@pytest.mark.parametrize("value", ["x" * 5000, "a\0b"])
@pytest.mark.parametrize("field", ["email", "password", "next"])
def test_what_nobody_would_write_is_not_read(
    visitor: FlaskClient, ada: Known, field: str, value: str
) -> None:
    assert form(visitor, "/login", **{"email": ada.email, field: value}).status_code == 400


@pytest.mark.parametrize("wrong", ["", "000000", "abcdef", "1", "9" * 400])
def test_a_wrong_code_is_refused(visitor: FlaskClient, bea: Known, wrong: str) -> None:
    form(visitor, "/login", email=bea.email, password=PASSWORD)
    assert form(visitor, "/login/code", code=wrong).status_code == 200
    assert visitor.get("/desk/").status_code == 302


def test_a_code_is_taken_once(small: Flask, bea: Known) -> None:
    """Flask-Security by itself takes it again and again."""
    used = code(bea)
    for time, status in enumerate((200, 302)):
        visitor = small.test_client()
        form(visitor, "/login", email=bea.email, password=PASSWORD)
        form(visitor, "/login/code", code=used)
        assert visitor.get("/desk/").status_code == status, time


def test_a_code_of_before_is_not_taken_after_a_later_one(small: Flask, bea: Known) -> None:
    before, after = code(bea), code(bea, ahead=1)
    for used, status in ((after, 200), (before, 302)):
        visitor = small.test_client()
        form(visitor, "/login", email=bea.email, password=PASSWORD)
        form(visitor, "/login/code", code=used)
        assert visitor.get("/desk/").status_code == status


def test_without_the_password_a_code_is_worth_nothing(visitor: FlaskClient, bea: Known) -> None:
    assert visitor.get("/login/code").headers["Location"] == "/login"
    assert visitor.get("/login/recovery").headers["Location"] == "/login"


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "https:///evil.example",
        "@evil.example",
        "/desk/@evil.example",
    ],
)
def test_no_address_leads_away_from_the_site(visitor: FlaskClient, ada: Known, next: str) -> None:
    page = visitor.get("/login", query_string={"next": next})
    held = {f.get("name", ""): f.get("value", "") for f in parse(page.text).iter("input")}
    answer = visitor.post(
        "/login",
        query_string={"next": next},
        data={"csrf_token": held["csrf_token"], "email": ada.email, "password": PASSWORD},
    )
    leads_to = answer.headers.get("Location", "/").replace("\\", "/")  # as browsers read it
    assert urljoin("https://site.example/login", leads_to).startswith("https://site.example/")


def test_signing_out_ends_a_copied_cookie_too(small: Flask, ada: Known) -> None:
    """Flask's cookie is self-contained: by itself a copy of it would stay good."""
    visitor, thief = small.test_client(), small.test_client()
    walk_in(visitor, ada)
    cookie = visitor.get_cookie("session")
    assert cookie is not None
    thief.set_cookie("session", cookie.value)
    assert thief.get("/desk/").status_code == 200
    page = parse(visitor.get("/desk/").text)
    token = next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")
    answer = visitor.post("/logout", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.get("/desk/").status_code == 302
    assert thief.get("/desk/").status_code == 302


def test_signing_out_needs_the_form(visitor: FlaskClient, ada: Known) -> None:
    walk_in(visitor, ada)
    assert visitor.get("/logout").status_code == 405
    assert visitor.post("/logout").status_code == 400
    assert visitor.get("/desk/").status_code == 200


def test_a_disabled_account_is_refused_with_the_right_password(
    small: Flask, visitor: FlaskClient, ada: Known
) -> None:
    send(small, f'UPDATE "user" SET active = {"false"} WHERE id = {ada.id}')
    walk_in(visitor, ada)
    assert visitor.get("/desk/").status_code == 302


def test_nobody_is_let_in_by_a_token_in_the_address(visitor: FlaskClient, ada: Known) -> None:
    assert ada
    for address in ("/desk/?auth_token=x", "/login?include_auth_token=1"):
        visitor.get(address, headers={"Authentication-Token": "x"})
    assert visitor.get("/desk/").status_code == 302


def test_a_cookie_that_was_there_before_is_not_the_one_of_the_session(
    visitor: FlaskClient, ada: Known
) -> None:
    visitor.get("/login")
    with visitor.session_transaction(path="/login") as before:
        planted = dict(before)
    walk_in(visitor, ada)
    with visitor.session_transaction(path="/login") as after:
        assert "sid" in after
        assert "sid" not in planted
        assert after.get("csrf_token") != planted["csrf_token"]


def test_json_is_not_taken(visitor: FlaskClient) -> None:
    page = parse(visitor.get("/login").text)
    token = next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")
    answer = visitor.post("/login", json=[1], headers={"X-CSRFToken": token})
    assert answer.status_code == 415
