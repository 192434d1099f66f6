"""Errors at the desk: the way on stays in sight, and what was typed is not lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.desk import KEY
from tests.support.html import links, parse, section, with_class, words
from tests.support.people import add_user, let_in
from tests.support.sheet import Sheet

Enter = Callable[[str], FlaskClient]


def navigation(page: str) -> list[str]:
    """Where the desk's navigation leads on a page."""
    bars = with_class(parse(page), "desk-bar")
    return links(bars[0]) if bars else []


def written(app: Flask) -> Sheet:
    """An editor with a draft of a perspective before them."""
    ada = Sheet(let_in(app, add_user(app))).go(f"/desk/edit/perspective/{KEY}")
    return ada.press("Begin a draft of a change")


@pytest.mark.parametrize(
    ("address", "status"),
    [("/desk/drafts/999", 404), ("/desk/no-such-page", 404), ("/desk/accounts/", 403)],
)
def test_an_error_keeps_the_navigation_of_the_desk(enter: Enter, address: str, status: int) -> None:
    answer = enter("editor").get(address)
    assert answer.status_code == status
    assert {"/desk/", "/desk/new", "/desk/import"} <= set(navigation(answer.text))
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_is_not_there_is_told_in_the_words_of_the_desk(enter: Enter) -> None:
    page = section(parse(enter("editor").get("/desk/drafts/999").text), "main")
    assert "No draft, submission or page of the desk has this address." in words(page)
    assert {"/desk/", "/desk/new", "/desk/edit/"} <= set(links(page))


def test_who_is_not_signed_in_sees_no_navigation_of_the_desk(small: Flask) -> None:
    answer = small.test_client().get("/desk/no-such-page")
    assert answer.status_code == 404
    assert navigation(answer.text) == []


def test_a_character_that_is_no_text_is_taken_out_and_the_rest_can_be_sent_again(
    small: Flask,
) -> None:
    ada = written(small)
    draft = ada.address
    ada.fill(headline="Typed\0 with care.", summary="And <b>more</b>.").press("Save")
    assert ada.status == 400
    assert "What was sent holds a character that is no text." in ada.text
    assert "Typed with care." in ada.text
    assert "address cannot be used" not in ada.text
    ada.press("Send it again")
    assert (ada.status, ada.address) == (200, draft)
    assert ada.value("headline") == "Typed with care."
    assert ada.value("summary") == "And <b>more</b>."


def test_such_a_character_is_found_in_every_box_that_is_ticked(small: Flask) -> None:
    ada = written(small).fill(confirm=["p1-1995", "\0"]).press("Save")
    assert ada.status == 400


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.net"}],
)
def test_what_another_site_posts_with_such_a_character_is_not_repeated(
    small: Flask, headers: dict[str, str]
) -> None:
    ada = written(small)
    answer = ada.client.post(ada.address, data={"summary": "Not by Ada\0"}, headers=headers)
    assert answer.status_code == 400
    assert "Not by Ada" not in answer.text
    assert "Send it again" not in answer.text


def test_a_password_with_such_a_character_is_not_repeated(small: Flask) -> None:
    answer = small.test_client().post("/login", data={"password": "a secret\0"})
    assert answer.status_code == 400
    assert "a secret" not in answer.text


def test_too_much_is_told_with_how_much_may_be_sent(small: Flask) -> None:
    ada = written(small).fill(summary="x" * 1024 * 1024).press("Save")
    assert ada.status == 413
    assert "At most 1024 KB can be sent at once." in ada.text
    assert "what you wrote still stands in the form there" in ada.text
    assert {"/desk/", "/desk/new"} <= set(navigation(ada.html))
