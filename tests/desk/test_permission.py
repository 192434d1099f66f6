"""Every address of the desk names a permission, and asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.actions.permissions import PERMISSIONS
from app.desk import permission
from tests.support.people import ROLES, signed_in

Enter = Callable[[str], FlaskClient]


def test_every_address_of_the_desk_names_one(app: Flask) -> None:
    with app.app_context():
        shut = [
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("desk.") and permission.need_of(rule.endpoint) is None
        ]
    assert shut == []


def test_an_address_that_names_none_is_shut(small: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(small, "admin")
    assert client.get("/desk/").status_code == 200
    monkeypatch.setitem(small.view_functions, "desk.start", lambda: "open")
    assert client.get("/desk/").status_code == 403


def test_a_permission_that_there_is_not_cannot_be_named() -> None:
    with pytest.raises(ValueError, match="no permission wish"):
        permission.needs("wish")


def test_who_is_not_signed_in_is_asked_to(small: Flask) -> None:
    answer = small.test_client().get("/desk/?page=2")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/login?next=/desk/?page%3D2"


@pytest.mark.parametrize("role", ROLES)
def test_who_is_signed_in_sees_the_desk(enter: Enter, role: str) -> None:
    answer = enter(role).get("/desk/")
    assert answer.status_code == 200
    assert role.capitalize() in answer.text


def test_each_role_may_all_that_those_before_it_may() -> None:
    for roles in PERMISSIONS.values():
        held = [role in roles for role in ROLES]
        assert held == sorted(held)
        assert roles


def test_answers_are_kept_by_nobody_and_listed_nowhere(enter: Enter) -> None:
    headers = enter("editor").get("/desk/").headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"
