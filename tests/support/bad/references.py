"""Names that lead nowhere, or to two things."""

from __future__ import annotations

from tests.support.bad.case import ALBA, BORIA, PARTIES, SOURCES, TOPIC, Bad

REFERENCES = [
    Bad(
        "another-partys-file",
        ALBA,
        "party: alba",
        "party: boria",
        "2: party: 'boria' differs from the file's place; write alba",
    ),
    Bad(
        "a-file-of-another-topic",
        ALBA,
        "topic: bridge",
        "topic: tunnel",
        "1: topic: 'tunnel' differs from the file's place; write bridge",
    ),
    Bad(
        "unknown-proposition",
        BORIA,
        "proposition: p1",
        "proposition: p9",
        "14: positions[0].proposition: unknown proposition 'p9'; the topic has p1, p2",
    ),
    Bad(
        "unknown-proposition-of-a-claim",
        TOPIC,
        "proposition: p2",
        "proposition: p9",
        "29: claims[0].proposition: unknown proposition 'p9'; the topic has p1, p2",
    ),
    Bad(
        "unknown-source",
        BORIA,
        "source: report",
        "source: rumour",
        "23: positions[0].citations[0].source: unknown source 'rumour'; add it to the sources, or correct the id",
    ),
    Bad(
        "unknown-source-of-the-claims",
        TOPIC,
        "claims_of: treaty",
        "claims_of: rumour",
        "11: claims_of: unknown source 'rumour'; add it to the sources, or correct the id",
    ),
    Bad(
        "unknown-via",
        SOURCES,
        "via: treaty",
        "via: rumour",
        "10: via: unknown source 'rumour'; add it to the sources, or correct the id",
    ),
    Bad(
        "duplicate-source",
        SOURCES,
        "sources:\n",
        "sources:\n  - id: treaty\n    title: The same again\n    publisher: Depositary\n    published: 1992\n    language: en\n    kind: treaty\n    url: https://example.org/again\n    verification: read\n",
        "19: sources[2]: the source 'treaty' is given twice; the first is at sources.yaml:2",
    ),
    Bad(
        "duplicate-position",
        ALBA,
        "id: p2-none",
        "id: p1-1995",
        "25: positions[1].id: the id 'p1-1995' is given twice; every entry needs its own",
    ),
    Bad(
        "duplicate-proposition",
        TOPIC,
        "  - id: p2\n    text: The bridge is neutral (p2).",
        "  - id: p1\n    text: The bridge is neutral (p2).",
        "15: propositions[1].id: the id 'p1' is given twice; every entry needs its own",
        also=2,
    ),
    Bad(
        "duplicate-token",
        PARTIES,
        "token: BO",
        "token: AL",
        "13: token: 'AL' is also the token of 'alba'; choose another",
    ),
    Bad(
        "duplicate-order",
        PARTIES,
        "order: 2",
        "order: 1",
        "12: order: '1' is also the order of 'alba'; choose another",
    ),
    Bad(
        "reserved-party",
        PARTIES,
        "id: boria",
        "id: history",
        "11: id: 'history' is a word of the site's addresses; choose another id",
        also=1,
    ),
    Bad(
        "reported-by-itself",
        SOURCES,
        "via: treaty",
        "via: report",
        "10: via: a source cannot be reported by itself; name another",
    ),
    Bad(
        "reported-in-a-circle",
        SOURCES,
        "verification: read",
        "verification: reported\n    via: report",
        "10: via: 'report' leads back to this source; one of them must be read",
        also=1,
    ),
    Bad(
        "another-topics-file",
        TOPIC,
        "slug: bridge",
        "slug: tunnel",
        "1: slug: 'tunnel' differs from the file's place; write bridge",
    ),
]
