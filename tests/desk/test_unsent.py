"""A form that is sent after its session ended: nothing of it is done, and nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete

from app.extensions import db
from app.models import LoginSessionRow
from tests.support.desk import KEY
from tests.support.people import PASSWORD, Known, add_user, let_in, walk_in
from tests.support.sheet import Sheet

TEXT = "Typed while the session ended.\n\n  <b>As it is</b>"
SENT_AGAIN = "Send it again"


def written(app: Flask) -> Sheet:
    """Ada with a draft, and something typed that is not saved."""
    ada = Sheet(let_in(app, add_user(app))).go(f"/desk/edit/perspective/{KEY}")
    return ada.press("Begin a draft of a change").fill(summary=TEXT)


def lose_cookie(app: Flask, ada: Sheet) -> None:
    """What closing a browser does."""
    ada.client.delete_cookie("session")


def end_session(app: Flask, ada: Sheet) -> None:
    """What ending it in another browser does: the cookie is still there."""
    with app.app_context():
        db.session.execute(delete(LoginSessionRow))
        db.session.commit()


@pytest.mark.parametrize("end", [lose_cookie, end_session])
def test_what_was_typed_is_sent_again_after_signing_in(
    small: Flask, end: Callable[[Flask, Sheet], None]
) -> None:
    ada = written(small)
    draft = ada.address
    end(small, ada)
    ada.press("Save")
    assert ada.status == 403
    assert "You are signed out" in ada.text
    ada.press(SENT_AGAIN)  # too early: it is still here
    assert ada.status == 403

    walk_in(ada.client, Known(0, "ada@example.org", "Ada", ""))
    ada.press(SENT_AGAIN)
    assert ada.status == 400
    assert "from before you last signed in" in ada.text
    ada.press(SENT_AGAIN)
    assert ada.status == 200
    assert ada.address == draft
    assert ada.value("summary").replace("\r\n", "\n") == TEXT


def test_the_button_that_was_pressed_is_sent_again_as_well(small: Flask) -> None:
    ada = written(small)
    lose_cookie(small, ada)
    ada.press("Check")
    assert ada.value("do") == "check"


def test_the_script_that_saves_hears_that_one_is_signed_out(small: Flask) -> None:
    ada = written(small)
    headers = {"Accept": "application/json", "X-CSRFToken": ada.value("csrf_token")}
    lose_cookie(small, ada)
    answer = ada.client.post(ada.address, data={"version": "1"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.net"}, {"Origin": "null"}],
)
def test_what_another_site_posts_is_never_offered_to_be_sent_again(
    small: Flask, headers: dict[str, str]
) -> None:
    ada = written(small)
    answer = ada.client.post(ada.address, data={"summary": "Not by Ada"}, headers=headers)
    assert answer.status_code in (400, 403)
    assert "Not by Ada" not in answer.text
    assert SENT_AGAIN not in answer.text


@pytest.mark.parametrize("address", ["/login", "/login/password", "/login/again", "/login/code"])
def test_passwords_and_codes_are_never_repeated(small: Flask, address: str) -> None:
    ada = written(small)
    answer = ada.client.post(address, data={"password": PASSWORD, "code": "123456"})
    assert answer.status_code == 400
    assert PASSWORD not in answer.text
    assert "123456" not in answer.text


def test_a_file_that_cannot_be_kept_is_named(small: Flask) -> None:
    ada = written(small)
    lose_cookie(small, ada)
    data = {"name": "p.csv", "file": (io.BytesIO(b"topic"), "p.csv")}
    answer = ada.client.post("/desk/import", data=data)
    assert "A file is not kept" in answer.text
