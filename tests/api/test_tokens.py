"""Editors' programs write drafts by a token, hand them in, and approve nothing."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.actions import tokens
from app.actions.actor import Actor
from app.documents import Perspective, exchange
from app.extensions import db
from app.models import UserRow
from tests.support.commands import run
from tests.support.desk import approve, change, digest, person, start
from tests.support.editing import edit, held
from tests.support.make import make_position
from tests.support.people import signed_in
from tests.support.sheet import Sheet
from tests.support.tables import everything

Data = dict[str, Any]
ROOT = "/api/v1"


def token(app: Flask, actor: Actor, scope: str = "write", days: int = 9) -> dict[str, str]:
    """The header of a new token."""
    with app.app_context():
        secret = tokens.make(db.session, actor, "Script", scope, days)
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def ada(small: Flask) -> Actor:
    """An editor."""
    return person(small)


@pytest.fixture
def key(small: Flask, ada: Actor) -> dict[str, str]:
    """A token of the editor."""
    return token(small, ada)


def reworded(app: Flask, statement: str = "Says it otherwise.") -> Data:
    """The perspective of Alba with another statement in its first position."""
    data = exchange(held(app, Perspective, "bridge/alba"))
    data["positions"][0]["statement"] = statement
    return data


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "identity"])
def test_the_tag_of_an_answer_that_came_compressed_is_taken(
    small: Flask, key: dict[str, str], encoding: str
) -> None:
    made = begun(small, key, reworded(small))
    client, at = small.test_client(), made.headers["Location"].partition("/api")[2]
    read = client.get(f"/api{at}", headers={**key, "Accept-Encoding": encoding})
    assert (f":{encoding}" in read.headers["ETag"]) is (encoding != "identity")
    sent = {"document": reworded(small, "Says it in yet another way.")}
    match = {**key, "If-Match": read.headers["ETag"], "Accept-Encoding": encoding}
    assert client.put(f"/api{at}", json=sent, headers=match).status_code == 200
    assert client.put(f"/api{at}", json=sent, headers=match).status_code == 412


def begun(app: Flask, key: dict[str, str], document: Data) -> Any:
    """The answer to a new draft."""
    sent = {"noun": "perspective", "document": document}
    return app.test_client().post(f"{ROOT}/drafts", json=sent, headers=key)


def test_a_program_writes_a_draft_and_a_person_approves_it(
    small: Flask, ada: Actor, key: dict[str, str]
) -> None:
    client = small.test_client()
    made = begun(small, key, reworded(small))
    assert made.status_code == 201, made.text
    draft = made.get_json()["data"]
    at = f"{ROOT}/drafts/{draft['id']}"
    assert made.headers["Location"].endswith(at)
    sent = {"document": reworded(small), "confirmed": [draft["document"]["positions"][0]["id"]]}
    match = {**key, "If-Match": made.headers["ETag"]}
    changed = client.put(at, json=sent, headers=match)
    assert changed.status_code == 200, changed.text

    submission = f"{ROOT}/submissions/{draft['submission']}"
    match = {**key, "If-Match": client.get(submission, headers=key).headers["ETag"]}
    handed = client.post(
        f"{submission}/submit", json={"summary": "It was reworded."}, headers=match
    )
    assert handed.status_code == 200, handed.text
    assert handed.get_json()["data"]["state"] == "submitted"
    bea = person(small, "reviewer", "Bea")
    approve(small, bea, draft["submission"], digest(small, draft["submission"]))
    assert held(small, Perspective, "bridge/alba").positions[0].statement == "Says it otherwise."
    assert run(small, "history", "verify").exit_code == 0
    assert run(small, "audit", "verify").exit_code == 0


def test_a_quotation_is_taken_without_the_marks_around_it(
    small: Flask, key: dict[str, str]
) -> None:
    document = reworded(small)
    quoted = {"text": "“to neither bank”", "language": "en"}
    document["positions"][0]["citations"][0]["quotation"] = quoted
    sent = {"noun": "perspective", "document": document}
    made = small.test_client().post(f"{ROOT}/drafts", json=sent, headers=key)
    held = made.get_json()["data"]["document"]["positions"][0]["citations"][0]["quotation"]
    assert held["text"] == "to neither bank"


def test_the_words_changed_need_their_citations_confirmed_here_too(
    small: Flask, key: dict[str, str]
) -> None:
    client, made = small.test_client(), begun(small, key, reworded(small))
    submission = f"{ROOT}/submissions/{made.get_json()['data']['submission']}"
    read = client.get(submission, headers=key)
    assert "citations" in read.get_json()["data"]["problems"][0]["field"]
    match = {**key, "If-Match": read.headers["ETag"]}
    handed = client.post(f"{submission}/submit", json={"summary": "Why."}, headers=match)
    assert handed.status_code == 422
    assert "confirm that the citations" in handed.get_json()["errors"][0]["detail"]


def test_a_position_without_a_citation_is_refused_with_a_reason(
    small: Flask, key: dict[str, str]
) -> None:
    data = reworded(small)
    data["positions"] = [make_position(citations=[])]
    made = begun(small, key, data)
    assert made.status_code == 422
    assert "needs a citation" in made.get_json()["detail"]
    assert small.test_client().get(f"{ROOT}/drafts", headers=key).get_json()["data"] == []


def test_who_has_not_the_newest_version_changes_nothing(
    small: Flask, ada: Actor, key: dict[str, str]
) -> None:
    client, made = small.test_client(), begun(small, key, reworded(small))
    draft = made.get_json()["data"]["id"]
    change(small, ada, draft, headline="From the form")
    at, sent = f"{ROOT}/drafts/{draft}", {"document": reworded(small, "From the program.")}
    assert client.put(at, json=sent, headers=key).status_code == 428
    stale = client.put(at, json=sent, headers={**key, "If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    assert client.get(at, headers=key).get_json()["data"]["document"]["headline"] == "From the form"


def test_a_token_approves_nothing_whatever_the_role_of_its_person(small: Flask) -> None:
    bea, ada = person(small, "admin", "Bea"), person(small)
    key = token(small, bea)
    submission, draft = start(small, ada)
    client = small.test_client()
    for method, path in (("get", f"/drafts/{draft}"), ("get", f"/submissions/{submission}")):
        assert getattr(client, method)(ROOT + path, headers=key).status_code == 404
    with small.app_context():
        secret = key["Authorization"].removeprefix("Bearer ")
        row = tokens.find(db.session, secret)
        assert row
        assert not any(tokens.actor_of(row).may(each) for each in ("review", "publish", "merge"))
    for path in ("review", "approve", "publish"):
        assert (
            client.post(f"{ROOT}/submissions/{submission}/{path}", headers=key).status_code == 404
        )
    assert client.get("/desk/", headers=key).status_code == 302


def test_a_browser_that_is_signed_in_is_nobody_here(small: Flask) -> None:
    assert signed_in(small).get(f"{ROOT}/drafts").status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer alteram_x", "Basic YTpi", "Bearer " + "x" * 5000]
)
def test_without_a_good_token_nothing_is_read_or_written(small: Flask, header: str) -> None:
    client = small.test_client()
    sent = {"Authorization": header} if header else {}
    for answer in (
        client.get(f"{ROOT}/drafts", headers=sent),
        client.post(f"{ROOT}/drafts", json={}, headers=sent),
        client.put(f"{ROOT}/drafts/1", json={}, headers=sent),
    ):
        assert answer.status_code == 401
        assert answer.mimetype == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_ends_when_it_is_over_revoked_or_its_person_gone(small: Flask, ada: Actor) -> None:
    client = small.test_client()
    first, second = token(small, ada, days=1), token(small, ada)
    assert client.get(f"{ROOT}/drafts", headers=first).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=2)):
        assert client.get(f"{ROOT}/drafts", headers=first).status_code == 401
        assert client.get(f"{ROOT}/drafts", headers=second).status_code == 200
    with small.app_context():
        row = next(iter(tokens.of_person(db.session, ada.id)))
        tokens.revoke(db.session, ada, row.id)
    assert client.get(f"{ROOT}/drafts", headers=second).status_code == 401
    with small.app_context():
        db.session.get_one(UserRow, ada.id).active = False
        db.session.commit()
    assert client.get(f"{ROOT}/drafts", headers=first).status_code == 401


def test_a_token_that_reads_does_not_write(small: Flask, ada: Actor) -> None:
    key = token(small, ada, scope="read")
    assert small.test_client().get(f"{ROOT}/drafts", headers=key).status_code == 200
    assert begun(small, key, reworded(small)).status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"noun": NaN}', "application/json", 400),
        (b"[" * 100000, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"[]", "application/json", 422),
        (b'{"noun": "mood", "document": {}}', "application/json", 422),
        (b'{"noun": "source", "document": {"id": 7}}', "application/json", 422),
        (b'{"noun": "source", "document": {}, "reviewed": true}', "application/json", 422),
    ],
)
def test_what_is_no_document_is_explained(
    small: Flask, key: dict[str, str], body: bytes, kind: str, status: int
) -> None:
    headers = {**key, "Content-Type": kind}
    answer = small.test_client().post(f"{ROOT}/drafts", data=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.get_json()["detail"]


def test_nothing_is_retracted_by_a_program(small: Flask, key: dict[str, str]) -> None:
    made = begun(small, key, reworded(small) | {"retracted": "I say so."})
    assert made.status_code == 422
    assert "at the desk" in made.get_json()["detail"]


def test_the_desk_makes_a_token_shows_it_once_and_revokes_it(small: Flask) -> None:
    ada = Sheet(signed_in(small, name="Ada")).go("/desk/account/tokens")
    ada.fill(name="Script", scope="read", days="30").press("Make it")
    secret = re.findall(r"<code>(alteram_[\w-]+)</code>", ada.html)[0]
    key = {"Authorization": f"Bearer {secret}"}
    assert small.test_client().get(f"{ROOT}/drafts", headers=key).status_code == 200
    ada.go("/desk/account/tokens")
    assert secret not in ada.html
    ada.press("Revoke")
    assert small.test_client().get(f"{ROOT}/drafts", headers=key).status_code == 401
    ada.go("/desk/account/tokens").fill(name="", days="9999").press("Make it")
    assert ada.status == 422
    assert "Write a name" in ada.text


def test_the_secret_of_a_token_is_kept_nowhere(small: Flask, ada: Actor) -> None:
    secret = token(small, ada)["Authorization"].removeprefix("Bearer ")
    assert secret not in str(everything(small))


def test_a_published_change_is_no_draft_that_a_program_goes_on_with(
    small: Flask, key: dict[str, str]
) -> None:
    made = begun(small, key, reworded(small))
    edit(small, Perspective, "bridge/alba", headline="Published meanwhile")
    submission = f"{ROOT}/submissions/{made.get_json()['data']['submission']}"
    client: FlaskClient = small.test_client()
    found = client.get(submission, headers=key).get_json()["data"]["problems"]
    assert any("bring the draft up to date" in each["detail"] for each in found)
