"""Errors help: what is wrong, in the reader's terms, and what to do next."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import TooManyRequests

from app.config import ROOT
from tests.support.html import links, section, words
from tests.support.pages import PAGES, SMALL_TOPIC
from tests.support.reading import read


def fail(*_anything: object, **_names: object) -> str:
    """A view with a mistake in it."""
    raise RuntimeError("a secret of the programme")


def test_an_address_that_leads_nowhere_offers_the_lists(client: FlaskClient) -> None:
    page = section(read(client, "/there-is-no-such-page", status=404), "main")
    assert {"/topics/", "/parties/", "/sources/", "/search"} <= set(links(page))
    assert "/there-is-no-such-page" not in words(page)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("name", PAGES)
def test_readers_pages_can_only_be_read(client: FlaskClient, name: str, method: str) -> None:
    answer = client.open(PAGES[name], method=method)
    assert answer.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


def test_a_mistake_of_ours_is_logged_under_a_number_that_the_reader_is_given(
    loaded: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(loaded.view_functions, "site.topic", fail)
    with caplog.at_level(logging.ERROR):
        answer = loaded.test_client().get(f"/topics/{SMALL_TOPIC}")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    assert answer.headers["X-Request-ID"] in caplog.text
    assert "a secret of the programme" in caplog.text
    assert "a secret of the programme" not in answer.text
    assert "Traceback" not in answer.text
    assert str(ROOT) not in answer.text


def test_too_many_requests_are_told_to_wait(loaded: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise TooManyRequests

    monkeypatch.setitem(loaded.view_functions, "site.about", refuse)
    page = read(loaded.test_client(), "/about", status=429)
    assert "Wait a minute" in words(section(page, "main"))


def test_an_error_is_never_stored_by_a_cache(client: FlaskClient) -> None:
    for address in ("/there-is-no-such-page", "/topics/?sort=sympathy"):
        assert client.get(address).headers["Cache-Control"] == "no-store"
    assert client.get("/topics/").headers["Cache-Control"] != "no-store"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil.example:80",
        "evil-localhost",
        "localhost.evil.example",
        "localhost:81:81",
        "localhost:0x50",
        "localhost:99999",
        "[::2]",
        "[::1",
        "::1",
        "[::1].evil.example",
        "[::1]evil.example:80",
        "",
    ],
)
def test_a_host_that_is_not_ours_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "host",
    ["localhost:8000", "LOCALHOST", "LocalHost:80", "127.0.0.1", "[::1]", "[::1]:5000"],
)
def test_this_machine_is_answered_however_its_name_is_written(
    client: FlaskClient, host: str
) -> None:
    assert client.get("/topics/", headers={"Host": host}).status_code == 200
    assert client.get("/topics", headers={"Host": host}).status_code == 308


def test_a_detour_of_a_foreign_host_leads_nowhere(client: FlaskClient) -> None:
    answer = client.get("/topics", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "Location" not in answer.headers
