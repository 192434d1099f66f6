"""Changing one's own e-mail address: a letter to the new one, a word to the old one."""

from __future__ import annotations

import datetime as dt
import quopri
import re

import pytest
import time_machine
from flask import Flask

from tests.support.people import PASSWORD, Known, add_user, form, let_in, letters, walk_in
from tests.support.sql import send

NEW = "ada.new@example.org"
LINK = re.compile(r"https?://[^/\s]+(/login/email/\S+)")


@pytest.fixture
def ada(small: Flask) -> Known:
    """An editor without a second factor."""
    return add_user(small, name="Ada")


def asked(app: Flask, known: Known, email: str = NEW) -> str:
    """Ask for another address; the path of the link in the letter, or nothing."""
    form(let_in(app, known), "/login/email", email=email)
    sent = quopri.decodestring("".join(letters(app, email)[-1:])).decode()
    found = LINK.search(sent)
    return found[1] if found else ""


def test_the_link_in_the_letter_changes_the_address_and_ends_all_sessions(
    small: Flask, ada: Known
) -> None:
    here = let_in(small, ada)
    link = asked(small, ada)
    assert here.get("/desk/").status_code == 200
    assert small.test_client().get(link).status_code == 302
    assert here.get("/desk/").status_code == 302
    visitor = small.test_client()
    form(visitor, "/login", email=ada.email, password=PASSWORD)
    assert visitor.get("/desk/").status_code == 302
    walk_in(visitor, ada._replace(email=NEW))
    assert NEW in visitor.get("/desk/account/").text


def test_the_old_address_is_told(small: Flask, ada: Known) -> None:
    small.test_client().get(asked(small, ada))
    assert "another e-mail address" in letters(small, ada.email)[-1]


def test_nothing_changes_before_the_link_is_opened(small: Flask, ada: Known) -> None:
    assert asked(small, ada)
    assert walk_in(small.test_client(), ada).headers["Location"] == "/desk/"


def test_a_link_is_good_once_and_for_an_hour(small: Flask, ada: Known) -> None:
    link = asked(small, ada)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=61), tick=False):
        small.test_client().get(link)
    assert walk_in(small.test_client(), ada).headers["Location"] == "/desk/"
    small.test_client().get(link)
    send(small, f"UPDATE \"user\" SET email = '{ada.email}' WHERE id = {ada.id}")
    other = add_user(small, name="Other")
    assert asked(small, other, ada.email) == ""


def test_whose_address_it_is_already_is_told_to_nobody(small: Flask, ada: Known) -> None:
    bea = add_user(small, name="Bea")
    client = let_in(small, ada)
    pages = [form(client, "/login/email", email=email).text for email in (bea.email, NEW)]
    sent = "A letter with a link is on its way to the new address."
    assert [sent in page for page in pages] == [True, True]
    assert letters(small, bea.email) == []


def test_who_is_not_signed_in_lately_gives_the_password_first(small: Flask, ada: Known) -> None:
    assert small.test_client().get("/login/email").headers["Location"].startswith("/login?")
    client = let_in(small, ada)
    with client.session_transaction(path="/desk/") as cookie:
        cookie["fs_paa"] -= 11 * 60
    assert client.get("/login/email").headers["Location"].startswith("/login/again")


@pytest.mark.parametrize("email", ["", "ada", "a@b", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_refused_and_stays_in_the_form(
    small: Flask, ada: Known, email: str
) -> None:
    page = form(let_in(small, ada), "/login/email", email=email)
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert f'value="{email}"' in page.text or not email
