"""Forms in tests: what is wrong with data, and all of data/ as plain data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from pydantic import ValidationError

from app.documents import NOUNS, Document, Topic, exchange
from app.documents.corpus import Name
from app.documents.faults import Path, problems
from app.documents.files import read_directory
from tests.support.apps import DATA


@lru_cache
def documents() -> dict[Name, Document]:
    """Every document of data/."""
    return read_directory(DATA).documents


def names(*nouns: str) -> list[Name]:
    """The names of those of some nouns, or of all."""
    return [name for name in documents() if not nouns or name[0] in nouns]


def topic_of(name: Name) -> Topic | None:
    """The topic that a perspective is about."""
    noun, key = name
    if noun != "perspective":
        return None
    return cast(Topic, documents()["topic", key.partition("/")[0]])


def data_of(name: Name) -> dict[str, Any]:
    """A document of data/ as plain data."""
    return exchange(documents()[name])


def faults_of(noun: str, data: dict[str, Any]) -> list[tuple[Path, str]]:
    """What the model says of data."""
    try:
        NOUNS[noun].model_validate(data)
    except ValidationError as error:
        return problems(error, NOUNS[noun])
    return []
