"""What programs ask the site: its health, its map, what they may read."""

from __future__ import annotations

import gc
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents.files import read_directory
from app.web import assets
from tests.support import apps
from tests.support.apps import DATA
from tests.support.pages import FILES

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: FlaskClient) -> list[str]:
    """The addresses in the map of the site."""
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    return [each.text or "" for each in fromstring(answer.text).iter(f"{_NAMESPACE}loc")]  # noqa: S314


def test_the_process_is_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_it_is_ready_when_the_database_is_migrated(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_it_is_not_ready_on_a_database_without_tables(blank: str) -> None:
    with apps.running(blank) as app:
        answer = app.test_client().get("/readyz")
        assert (answer.status_code, answer.text) == (503, "migrations are missing\n")
        assert app.test_client().get("/healthz").status_code == 200


def test_it_is_not_ready_when_the_database_does_not_answer(tmp_path: Path) -> None:
    folder = tmp_path / "lost"
    folder.mkdir()
    with apps.running(f"sqlite:///{folder}/all.sqlite") as app:
        folder.rmdir()
        answer = app.test_client().get("/readyz")
        assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


def test_robots_may_read_all_but_searches_and_the_desk(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /search" in lines
    assert "Disallow: /desk/" in lines
    assert "Disallow: /" not in lines
    assert f"Sitemap: {client.application.config['SITE_URL']}/sitemap.xml" in lines


def test_the_map_names_every_document_once_by_the_address_of_the_site(
    client: FlaskClient,
) -> None:
    found = locations(client)
    folder = {"topic": "topics", "perspective": "topics", "source": "sources", "party": "parties"}
    site = client.application.config["SITE_URL"]
    for noun, key in read_directory(DATA).documents:
        assert f"{site}/{folder[noun]}/{key}" in found
    assert len(found) == len(set(found))


def test_every_address_on_the_map_answers(client: FlaskClient) -> None:
    site = client.application.config["SITE_URL"]
    for location in locations(client):
        assert client.get(location.removeprefix(site)).status_code == 200, location


@pytest.mark.parametrize("name", FILES)
def test_no_program_gets_a_page(client: FlaskClient, name: str) -> None:
    answer = client.get(FILES[name])
    assert answer.status_code == 200
    assert answer.mimetype != "text/html"


def test_the_style_sheet_the_scripts_and_the_icon_are_served(loaded: Flask) -> None:
    client = loaded.test_client()
    for name, kind in (
        ("css/site.css", "text/css"),
        ("bootstrap/css/bootstrap.min.css", "text/css"),
        ("js/site.js", "text/javascript"),
        ("favicon.svg", "image/svg+xml"),
    ):
        with client.get(f"/static/{assets.static_version()}/{name}") as answer:
            assert (answer.status_code, answer.mimetype) == (200, kind)
    with client.get("/favicon.ico") as answer:
        assert answer.mimetype == "image/svg+xml"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_that_is_not_sent_is_closed(client: FlaskClient, method: str) -> None:
    """An open file that is forgotten warns, and a warning fails the test."""
    address = f"/static/{assets.static_version()}/favicon.svg"
    with client.get(address) as answer:
        tag = answer.headers["ETag"]
    known = {"If-None-Match": tag} if method == "get" else {}
    answer = getattr(client, method)(address, headers=known)
    assert (answer.status_code, answer.data) == (304 if known else 200, b"")
    assert answer.headers["ETag"] == tag
    del answer
    gc.collect()


@pytest.mark.parametrize(
    "name", ["../app/config.py", "..%2fpyproject.toml", "bootstrap/js/bootstrap.js", "css/none.css"]
)
def test_no_other_file_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{assets.static_version()}/{name}").status_code == 404
