"""What the database refuses by itself, whoever asks; and that it refuses no more."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.support.sql import send
from tests.support.tables import everything

_P1 = "topic = 'bridge' AND party = 'alba' AND id = 'p1-1995'"
_PARTY = "INSERT INTO party (id, place, token, hue, name, kind, required) VALUES ('{}', 9, '{}', 'rose', 'X', 'state', true)"
_CITATION = "INSERT INTO citation (id, owner, topic, party, part, source, locator, quotation, language) VALUES ('x#1', {})"


@dataclass(frozen=True)
class Law:
    """What must be refused, and the nearest thing that must not."""

    name: str
    refused: tuple[str, ...]
    allowed: tuple[str, ...]


LAWS = [
    Law(
        "a-position-has-a-citation",
        (f"UPDATE position SET citation = NULL WHERE {_P1}",),
        (f"UPDATE position SET citation = 'bridge/alba#1' WHERE {_P1}",),
    ),
    Law(
        "the-last-citation-of-a-position-stays",
        ("DELETE FROM citation WHERE id = 'bridge/alba/p1-1995#1'",),
        ("DELETE FROM citation WHERE id = 'bridge/alba/p1-1995#1'", f"DELETE FROM position WHERE {_P1}"),
    ),
    Law(
        "a-position-has-a-date",
        (f"UPDATE position SET date = NULL WHERE {_P1}",),
        (f"UPDATE position SET date = '1996' WHERE {_P1}",),
    ),
    Law(
        "a-position-has-a-speaker",
        (f"UPDATE position SET speaker = NULL WHERE {_P1}",),
        (f"UPDATE position SET speaker = 'Bo' WHERE {_P1}",),
    ),
    Law(
        "a-position-has-a-known-stance",
        (f"UPDATE position SET stance = 'neutral' WHERE {_P1}",),
        (f"UPDATE position SET stance = 'mixed' WHERE {_P1}",),
    ),
    Law(
        "silence-has-a-search-record",
        ("UPDATE position SET searched_where = NULL WHERE id = 'p2-none'",),
        ("UPDATE position SET searched_where = 'elsewhere' WHERE id = 'p2-none'",),
    ),
    Law(
        "silence-has-the-date-of-its-search",
        ("UPDATE position SET searched_date = NULL WHERE id = 'p2-none'",),
        ("UPDATE position SET searched_date = '2025' WHERE id = 'p2-none'",),
    ),
    Law(
        "a-position-is-on-a-proposition-of-its-topic",
        (f"UPDATE position SET proposition = 'p9' WHERE {_P1}",),
        (f"UPDATE position SET proposition = 'p2' WHERE {_P1}",),
    ),
    Law(
        "an-event-has-a-citation",
        ("UPDATE event SET citation = NULL",),
        ("UPDATE event SET citation = 'bridge/alba#1'",),
    ),
    Law(
        "the-last-citation-of-an-event-stays",
        ("DELETE FROM citation WHERE id = 'bridge/event/opening#1'",),
        ("DELETE FROM citation WHERE id = 'bridge/event/opening#1'", "DELETE FROM event"),
    ),
    Law(
        "a-finding-has-a-citation",
        ("UPDATE claim SET citation = NULL",),
        ("UPDATE claim SET citation = NULL, finding = 'not-established'",),
    ),
    Law(
        "the-last-citation-of-a-finding-stays",
        ("DELETE FROM citation WHERE id = 'bridge/claim/c1#1'",),
        ("DELETE FROM citation WHERE id = 'bridge/claim/c1#1'", "DELETE FROM claim"),
    ),
    Law(
        "a-finding-is-a-known-one",
        ("UPDATE claim SET finding = 'true'",),
        ("UPDATE claim SET finding = 'supported'",),
    ),
    Law(
        "a-summary-has-a-citation",
        ("UPDATE perspective SET citation = NULL WHERE party = 'alba'",),
        ("UPDATE perspective SET citation = NULL, silent = true WHERE party = 'alba'",),
    ),
    Law(
        "the-last-citation-of-a-summary-stays",
        ("DELETE FROM citation WHERE id = 'bridge/alba#1'",),
        (
            "UPDATE perspective SET citation = 'bridge/boria#1' WHERE party = 'alba'",
            "DELETE FROM citation WHERE id = 'bridge/alba#1'",
        ),
    ),
    Law(
        "a-perspective-belongs-to-a-party",
        ("DELETE FROM party WHERE id = 'boria'",),
        (_PARTY.format("c", "CC"), "DELETE FROM party WHERE id = 'c'"),
    ),
    Law(
        "a-reported-source-names-its-reporter",
        ("UPDATE source SET via = NULL WHERE id = 'report'",),
        ("UPDATE source SET via = NULL, verification = 'read' WHERE id = 'report'",),
    ),
    Law(
        "a-source-that-was-read-has-no-reporter",
        ("UPDATE source SET verification = 'read' WHERE id = 'report'",),
        ("UPDATE source SET verification = 'read', via = NULL WHERE id = 'report'",),
    ),
    Law(
        "a-reporter-is-a-source",
        ("UPDATE source SET via = 'rumour' WHERE id = 'report'",),
        ("UPDATE source SET via = 'report' WHERE id = 'report'",),
    ),
    Law(
        "a-source-that-is-cited-stays",
        ("DELETE FROM source WHERE id = 'report'",),
        (
            "UPDATE citation SET source = 'treaty'",
            "DELETE FROM document_source WHERE source = 'report'",
            "DELETE FROM source WHERE id = 'report'",
        ),
    ),
    Law(
        "a-citation-names-a-source",
        (_CITATION.format("'event', 'bridge', NULL, 'e', 'rumour', 'page 1', NULL, NULL"),),
        (_CITATION.format("'event', 'bridge', NULL, 'e', 'treaty', 'page 1', NULL, NULL"),),
    ),
    Law(
        "a-citation-has-a-locator",
        (_CITATION.format("'event', 'bridge', NULL, 'e', 'treaty', NULL, NULL, NULL"),),
        (_CITATION.format("'event', 'bridge', NULL, 'e', 'treaty', 'page 1', NULL, NULL"),),
    ),
    Law(
        "a-quotation-has-a-language",
        (_CITATION.format("'event', 'bridge', NULL, 'e', 'treaty', 'page 1', 'words', NULL"),),
        (_CITATION.format("'event', 'bridge', NULL, 'e', 'treaty', 'page 1', 'words', 'en'"),),
    ),
    Law("the-party-history-is-an-address", (_PARTY.format("history", "HI"),), (_PARTY.format("historia", "HI"),)),
    Law("the-party-embed-is-an-address", (_PARTY.format("embed", "EM"),), (_PARTY.format("embeds", "EM"),)),
    Law("the-party-balance-is-an-address", (_PARTY.format("balance", "BA"),), (_PARTY.format("balances", "BA"),)),
    Law("the-party-cite-is-an-address", (_PARTY.format("cite", "CI"),), (_PARTY.format("cites", "CI"),)),
    Law("the-party-releases-is-an-address", (_PARTY.format("releases", "RE"),), (_PARTY.format("release", "RE"),)),
    Law("a-token-is-one-partys", (_PARTY.format("c", "AL"),), (_PARTY.format("c", "CC"),)),
    Law(
        "a-document-points-to-a-revision",
        ("UPDATE document SET revision = 99 WHERE noun = 'topic'",),
        ("UPDATE document SET revision = revision",),
    ),
]  # fmt: skip


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_the_database_refuses(holding: Flask, law: Law) -> None:
    before = everything(holding)
    with pytest.raises(IntegrityError):
        send(holding, *law.refused)
    assert everything(holding) == before


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_it_does_not_refuse_what_is_allowed(small: Flask, law: Law) -> None:
    before = everything(small)
    send(small, *law.allowed)
    assert everything(small).keys() == before.keys()
