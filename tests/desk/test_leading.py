"""Addresses that only take a form can be opened: they lead to the page that has it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.support.desk import KEY, change, hand_in, person, start
from tests.support.people import signed_in
from tests.support.sheet import Sheet

Enter = Callable[[str], FlaskClient]


def test_every_address_that_only_takes_a_form_leads_to_its_page(small: Flask) -> None:
    admin = signed_in(small, "admin")
    paths: dict[str, set[str]] = {}
    for rule in small.url_map.iter_rules():
        if rule.endpoint.startswith("desk."):
            paths.setdefault(rule.rule, set()).update(rule.methods or ())
    assert [rule for rule, methods in paths.items() if "GET" not in methods] == []
    for address, page in (
        ("/desk/accounts/invite", "/desk/accounts/"),
        ("/desk/accounts/1/role", "/desk/accounts/"),
        ("/desk/accounts/1/disable", "/desk/accounts/"),
        ("/desk/account/tokens/revoke", "/desk/account/tokens"),
        ("/desk/account/sessions/end", "/desk/account/sessions"),
        ("/desk/after/source/treaty/merge", "/desk/after/source/treaty"),
        ("/desk/after/perspective/bridge/alba/restore", "/desk/after/perspective/bridge/alba"),
    ):
        answer = admin.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, page), address
        assert admin.get(page).status_code == 200, page


def test_the_addresses_of_a_draft_lead_to_it_or_to_its_submission(small: Flask) -> None:
    ada = Sheet(signed_in(small, name="Ada")).go(f"/desk/edit/perspective/{KEY}")
    ada.press("Begin a draft of a change")
    for act in ("merge", "here", "again"):
        assert ada.go(f"/desk/drafts/1/{act}").address == "/desk/drafts/1"
    for act in ("submit", "join", "withdraw", "take-back", "describe"):
        assert ada.go(f"/desk/submissions/1/{act}").address == "/desk/submissions/1"
    assert ada.go("/desk/drafts/1/drop").address == "/desk/submissions/1"
    assert ada.go("/desk/drafts/1/comments").address == "/desk/drafts/1"
    assert ada.go("/desk/drafts/999/drop").status == 404
    assert ada.go("/desk/comments/999/resolve").status == 404


def test_a_reviewer_is_led_to_the_review_where_comments_are_written(small: Flask) -> None:
    author = person(small)
    submission, draft = start(small, author)
    change(small, author, draft, headline="Another headline")
    hand_in(small, author, submission)
    bea = Sheet(signed_in(small, "reviewer", name="Bea"))
    assert bea.go(f"/desk/drafts/{draft}/comments").address == "/desk/submissions/1/review"


def test_an_address_that_takes_a_form_asks_for_the_permission_of_its_page(enter: Enter) -> None:
    assert enter("editor").get("/desk/accounts/invite").status_code == 403
