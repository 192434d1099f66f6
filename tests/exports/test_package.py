"""A topic as a zip: whole, the same every time, and verifiable by itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective
from app.documents.files import read_directory
from tests.support.editing import edit
from tests.support.exported import TOPICS, data, documents, files
from tests.support.pages import DATA

SMALL = "un-csto-debate"
FORMS = {name.removeprefix("topic as ") for name in DATA if name.startswith("topic as ")} - {"zip"}


def sums(held: dict[str, bytes]) -> dict[str, str]:
    """The digests that a package says, by the names of its files."""
    lines = held["SHA256SUMS"].decode().splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_file_has_the_digest_that_is_said(client: FlaskClient, topic: str) -> None:
    held = files(client, f"/topics/{topic}.zip")
    found = {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    assert sums(held) == {name: each for name, each in found.items() if name != "SHA256SUMS"}


def test_it_is_the_same_every_time(client: FlaskClient) -> None:
    first, second = (client.get(f"/topics/{SMALL}.zip").data for _ in range(2))
    assert first == second


def test_it_holds_every_other_form_as_it_is_at_its_address(client: FlaskClient) -> None:
    held = files(client, f"/topics/{SMALL}.zip")
    for suffix in FORMS:
        assert held[f"{SMALL}.{suffix}"] == client.get(f"/topics/{SMALL}.{suffix}").data


def test_its_documents_can_be_loaded(client: FlaskClient, tmp_path: Path) -> None:
    for name, content in files(client, f"/topics/{SMALL}.zip").items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    reading = read_directory(tmp_path / "documents")
    assert reading.faults == []
    for key, document in reading.documents.items():
        assert document == documents()[key]
    assert ("topic", SMALL) in reading.documents


def test_the_sums_of_its_revisions_are_the_digests_of_the_history(client: FlaskClient) -> None:
    said = data(client, f"/topics/{SMALL}.json")
    digests = {
        each["revision"]["digest"]
        for each in (said["topic"], *said["parties"], *said["perspectives"], *said["sources"])
    }
    held = sums(files(client, f"/topics/{SMALL}.zip"))
    assert digests == {each for name, each in held.items() if name.startswith("revisions/")}


def test_it_says_what_it_is_of_when_and_under_which_licence(client: FlaskClient) -> None:
    held = files(client, f"/topics/{SMALL}.zip?as_of=2021")
    readme = held["README.md"].decode()
    assert "; as of 2021 in the world." in readme
    assert "the documents and revisions are whole" in readme
    assert f"/topics/{SMALL}?as_of=2021&published=20" in readme
    assert b"https://creativecommons.org/licenses/by/4.0/" in held["LICENSE"]
    codebook = held["CODEBOOK.md"].decode()
    for code in ("agrees", "disagrees", "conditional", "mixed", "none-found", "not-established"):
        assert f"- `{code}`: " in codebook
    header = held[f"{SMALL}.csv"].decode("utf-8-sig").split("\r\n")[0]
    for column in header.split(","):
        assert f"- `{column}`: " in codebook


def test_what_was_retracted_is_in_no_file_of_it(small: Flask) -> None:
    edit(small, Perspective, "bridge/alba", retracted="It was forged.")
    held = files(small.test_client(), "/topics/bridge.zip")
    assert "Retracted, and left out here: Alba." in held["README.md"].decode()
    assert not any("Alba on the bridge" in content.decode() for content in held.values())
