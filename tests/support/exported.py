"""What is exported, as its own readers see it, and the documents that it must hold."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import lru_cache
from typing import Any

from flask.testing import FlaskClient

from app.documents import Document, Perspective, Source, Topic
from app.documents.corpus import Name
from app.documents.files import read_directory
from tests.support.apps import DATA

TOPICS = ("kazakhstan-deployment", "transnistria-mission", "un-csto-debate", "unifil-proposal")


@lru_cache
def documents() -> dict[Name, Document]:
    """Every document of data/."""
    return read_directory(DATA).documents


def perspectives(topic: str) -> list[Perspective]:
    """The perspectives of a topic."""
    return [
        each for each in documents().values() if isinstance(each, Perspective) and each.topic == topic
    ]  # fmt: skip


def sources_of(topic: str) -> dict[str, Source]:
    """Every source that a topic and its perspectives name, and those that report them."""
    held = documents()
    about = held["topic", topic]
    assert isinstance(about, Topic)
    ids = about.cited().union(*(each.cited() for each in perspectives(topic)))
    found: dict[str, Source] = {}
    for name in ids:
        source = held["source", name]
        assert isinstance(source, Source)
        found[name] = source
        if source.via:
            reporter = held["source", source.via]
            assert isinstance(reporter, Source)
            found[source.via] = reporter
    return found


def text(client: FlaskClient, address: str) -> str:
    """What is at an address, which must answer."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return str(answer.data, "utf-8")


def data(client: FlaskClient, address: str) -> Any:
    """The JSON at an address."""
    return json.loads(text(client, address))


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """The rows of the table at an address, without the mark at its beginning."""
    held = text(client, address).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(held, newline=""), strict=True))


def files(client: FlaskClient, address: str) -> dict[str, bytes]:
    """The files of the zip at an address, which must be whole, without their folder."""
    archive = zipfile.ZipFile(io.BytesIO(client.get(address).data))
    assert archive.testzip() is None
    return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
