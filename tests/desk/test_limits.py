"""Attempts are counted; too many are refused for a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import apps
from tests.support.html import parse
from tests.support.people import PASSWORD, Known, add_user, form, let_in


@pytest.fixture
def counting(small: Flask) -> Iterator[Flask]:
    """The small site with attempts counted."""
    with apps.running(apps.address(small), RATELIMIT_ENABLED=True) as app:
        yield app


@pytest.fixture
def bea(counting: Flask) -> Known:
    """A reviewer with an authenticator."""
    return add_user(counting, role="reviewer", name="Bea")


def token(client: FlaskClient, address: str = "/login") -> str:
    """The token of a form."""
    page = parse(client.get(address).text)
    return next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")


def test_passwords_are_tried_ten_times_a_minute(counting: Flask, bea: Known) -> None:
    client = counting.test_client()
    data = {"csrf_token": token(client), "email": bea.email, "password": "wrong"}
    statuses = [client.post("/login", data=data).status_code for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    answer = client.post("/login", data=data | {"password": PASSWORD})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_another_account_can_be_tried_meanwhile(counting: Flask, bea: Known) -> None:
    client = counting.test_client()
    data = {"csrf_token": token(client), "email": bea.email, "password": "wrong"}
    for _ in range(11):
        client.post("/login", data=data)
    other = add_user(counting, name="Ada")
    answer = client.post("/login", data=data | {"email": other.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_one_address_tries_thirty_times_a_minute(counting: Flask) -> None:
    client = counting.test_client()
    data = {"csrf_token": token(client), "password": "wrong"}
    statuses = [
        client.post("/login", data=data | {"email": f"a{number}@example.org"}).status_code
        for number in range(32)
    ]
    assert statuses == [200] * 30 + [429] * 2


def test_codes_are_tried_ten_times_a_minute(counting: Flask, bea: Known) -> None:
    client = counting.test_client()
    form(client, "/login", email=bea.email, password=PASSWORD)
    data = {"csrf_token": token(client, "/login/code"), "code": "000000"}
    statuses = [client.post("/login/code", data=data).status_code for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2


def test_letters_are_asked_for_ten_times_a_minute(counting: Flask, bea: Known) -> None:
    client = counting.test_client()
    data = {"csrf_token": token(client, "/login/reset"), "email": bea.email}
    statuses = [client.post("/login/reset", data=data).status_code for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2


def test_changes_are_made_sixty_times_a_minute(counting: Flask, bea: Known) -> None:
    client = let_in(counting, bea)
    data = {"csrf_token": token(client, "/desk/"), "session": "others"}
    statuses = {client.post("/desk/account/sessions/end", data=data).status_code for _ in range(60)}
    assert statuses == {302}
    assert client.post("/desk/account/sessions/end", data=data).status_code == 429
