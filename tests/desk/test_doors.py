"""Every address behind the door, for every kind of person; and none of it for readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule

from app.actions.permissions import allows
from app.desk import permission
from app.web.numbers import Number
from tests.support import apps
from tests.support.html import parse
from tests.support.people import ROLES, add_user, form, let_in, letters, signed_in
from tests.support.reading import read

READERS = ("/", "/topics/", "/search?q=a", "/about", "/healthz", "/robots.txt", "/no-such-page")


def rules(app: Flask) -> Iterator[tuple[str, Rule, str]]:
    """Every address of the desk with every method: (address, rule, method)."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("desk."):
            values = {name: _sample(rule, name) for name in rule.arguments}
            address = adapter.build(rule.endpoint, values)
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield address, rule, method


def _sample(rule: Rule, name: str) -> int | str:
    """A value for an argument of an address: one of its words, a number, or any word."""
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 999 if isinstance(converter, Number) else "none"


def send(client: FlaskClient, method: str, address: str, token: str) -> int:
    """What an address answers to a method."""
    data = {"csrf_token": token} if method != "GET" else None
    return client.open(address, method=method, data=data).status_code


def token(client: FlaskClient) -> str:
    """A token for forms."""
    client.get("/login")
    page = parse(client.get("/desk/", follow_redirects=True).text)
    return next(f.get("value", "") for f in page.iter("input") if f.get("name") == "csrf_token")


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_may_is_open_to_it_and_all_else_is_shut(small: Flask, role: str) -> None:
    client = signed_in(small, role)
    held = token(client)
    for address, rule, method in rules(small):
        with small.app_context():
            need = permission.need_of(rule.endpoint)
        assert need is not None
        status = send(client, method, address, held)
        assert (status != 403) is allows({role}, need.permission), (method, address, status)


def test_nothing_is_open_to_whoever_is_not_signed_in(small: Flask) -> None:
    client = small.test_client()
    held = token(client)
    for address, _rule, method in rules(small):
        expected = 302 if method == "GET" else 403
        assert send(client, method, address, held) == expected, (method, address)


def test_nothing_is_changed_without_the_token_of_a_form(small: Flask) -> None:
    client = signed_in(small, "admin")
    for address, _rule, method in rules(small):
        if method != "GET":
            assert client.open(address, method=method).status_code == 400, (method, address)


@pytest.mark.parametrize("address", READERS)
def test_readers_have_no_session_even_where_one_is_sent(small: Flask, address: str) -> None:
    """Answers for readers may be kept by caches: they are the same for everybody."""
    ada = add_user(small, name="Ada")
    plain, client = small.test_client().get(address), let_in(small, ada)
    answer = client.get(address)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    if address not in ("/healthz", "/no-such-page"):
        assert answer.data == plain.data
    assert ada.email not in answer.text


def test_where_one_signs_in_nothing_is_kept_or_listed(small: Flask) -> None:
    for address in ("/login", "/login/reset", "/login/invitation/x", "/login/code", "/login/again"):
        headers = small.test_client().get(address).headers
        assert headers["Cache-Control"] == "private, no-store", address
        assert headers["X-Robots-Tag"] == "noindex"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_over_https_the_cookie_is_bound_to_the_host(small: Flask) -> None:
    given = apps.environment(apps.address(small)) | {"ALTERAM_SITE_URL": "https://example.org"}
    with apps.running(apps.address(small), ENVIRONMENT=given) as app:
        answer = app.test_client().get("/login", base_url="https://example.org")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; ")[1:])
    assert "Domain" not in cookie


def test_there_is_no_way_to_make_an_account_oneself(small: Flask) -> None:
    client = small.test_client()
    for address in ("/register", "/login/register", "/confirm", "/us-signin", "/login/invitation/"):
        assert client.get(address).status_code == 404


def test_links_in_letters_lead_to_the_site_whatever_host_was_asked_for(small: Flask) -> None:
    ada = add_user(small, name="Ada")
    client = small.test_client()
    held = token(client)
    headers = {"Host": "localhost:4321"}
    client.post("/login/reset", data={"csrf_token": held, "email": ada.email}, headers=headers)
    form(client, "/login/reset", email=ada.email)
    for letter in letters(small, ada.email):
        assert "http://127.0.0.1:5000/login/reset/" in letter
        assert "localhost:4321" not in letter


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_accounts_is_whole(small: Flask, role: str) -> None:
    client = signed_in(small, role)
    own = ("/desk/", "/desk/account/", "/desk/account/factors", "/desk/account/sessions")
    kept = (
        "/login/password",
        "/login/again",
        "/login/authenticator",
        "/login/recovery-codes",
        "/login/passkeys",
    )
    admins = ("/desk/accounts/", "/desk/audit") if role == "admin" else ()
    for address in (*own, *kept, *admins):
        page = read(client, address)
        ids = [each.get("id") for each in page.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), address
