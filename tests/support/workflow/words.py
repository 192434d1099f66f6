"""What the machine of the workflow writes into documents."""

from __future__ import annotations

from typing import Any

from app.actions import bundle
from app.documents import NOUNS, canonical, exchange
from app.documents.corpus import Name
from tests.support.make import SUMMARY, make_silence, make_source

Data = dict[str, Any]

ALBA, BORIA = ("perspective", "bridge/alba"), ("perspective", "bridge/boria")
TOPIC, NOTE = ("topic", "bridge"), ("source", "note")
NAMES = (ALBA, BORIA, TOPIC, NOTE)
#: The fields that are changed: one that must be filled, and another.
FIELDS = {
    "perspective": ("headline", "summary"),
    "topic": ("title", "framing"),
    "source": ("title", "publisher"),
}


def body_of(name: Name, body: Data) -> str:
    """The canonical document of plain data."""
    return canonical(exchange(NOUNS[name[0]].model_validate(body)))


def data(body: str, name: Name) -> Data:
    """The plain data of a canonical document."""
    return exchange(NOUNS[name[0]].model_validate_json(body))


def changed(name: Name, body: Data, kind: str, words: str) -> Data:
    """A document as somebody leaves it who changed one thing in it."""
    first, second = FIELDS[name[0]]
    if name == NOTE and "url" not in body:
        body = exchange(make_source(NOTE[1]))
    if kind in ("statement", "unconfirmed") and name[0] == "perspective":
        positions = [body["positions"][0] | {"statement": words}, *body["positions"][1:]]
        return body | {"positions": positions}
    if kind == "third":
        return _third(name, body)
    if kind == "same":
        return body
    if kind == "blank":
        return body | {first: ""}
    if kind == "second":
        return body | {second: f"{words} {SUMMARY}" if second == "summary" else words}
    return body | {first: words}


def _third(name: Name, body: Data) -> Data:
    """With or without the proposition p3: in the topic asked, in a perspective not answered."""
    rows = {"topic": "propositions", "perspective": "positions"}.get(name[0])
    if rows is None:
        return body
    new: Data = {"id": "p3", "text": "The bridge is long."}
    if rows == "positions":
        new = make_silence("p3-none", proposition="p3")
    kept = [each for each in body[rows] if each["id"] != new["id"]]
    return body | {rows: kept if len(kept) < len(body[rows]) else [*kept, new]}


def marks_of(body: Data) -> dict[str, str]:
    """What an editor confirms who ticks every position."""
    return bundle.words_in(body)


def words_in(position: Data) -> str:
    """What is confirmed of a position, as a digest."""
    return bundle.words_in({"positions": [position]})[position["id"]]
