"""Documents that rest on no source, or break another law of the site."""

from __future__ import annotations

from tests.support.bad.case import ALBA, BORIA, SOURCES, TOPIC, Bad

LAWS = [
    Bad(
        "silence-with-a-date",
        ALBA,
        "    stance: none-found\n",
        "    stance: none-found\n    date: 1995\n",
        "25: positions[1]: the stance 'none-found' has no date and no speaker; remove them",
    ),
    Bad(
        "stance-without-citation",
        ALBA,
        "    citations:\n      - source: treaty\n        locator: article 2\n",
        "",
        "13: positions[0]: the stance 'agrees' needs a citation; add one",
    ),
    Bad(
        "stance-without-speaker",
        ALBA,
        "    speaker:\n      name: Ada Alb\n      role: Minister\n      affiliation: Government\n",
        "",
        "13: positions[0]: the stance 'agrees' needs a date and a speaker",
    ),
    Bad(
        "summary-without-citation",
        ALBA,
        "citations:\n  - source: treaty\n    locator: article 2\n",
        "",
        "1: perspective: the summary needs a citation; add one to the perspective",
    ),
    Bad(
        "event-without-citation",
        TOPIC,
        "    summary: Both ends did.\n    citations:\n      - source: treaty\n        locator: article 2\n",
        "    summary: Both ends did.\n",
        "18: events[0].citations: missing; add it",
    ),
    Bad(
        "event-with-no-citation-in-its-list",
        TOPIC,
        "    summary: Both ends did.\n    citations:\n      - source: treaty\n        locator: article 2\n",
        "    summary: Both ends did.\n    citations: []\n",
        "22: events[0].citations: too few entries; at least 1 must be there",
    ),
    Bad(
        "finding-without-citation",
        TOPIC,
        "    explanation: It is open.\n    citations:\n      - source: treaty\n        locator: article 2\n",
        "    explanation: It is open.\n",
        "26: claims[0]: the finding 'contradicted' needs a citation; add one, or write not-established",
    ),
    Bad(
        "claims-without-author",
        TOPIC,
        "claims_of: treaty\n",
        "",
        "1: topic: claims need claims_of, the id of the source that makes them",
    ),
    Bad(
        "silence-without-search",
        ALBA,
        "    searched:\n      where: Site of the ministry, 1992 to 2020\n      date: 2025-12-31\n",
        "",
        "25: positions[1]: the stance 'none-found' needs searched, with where and date",
    ),
    Bad(
        "silence-searched-at-no-time",
        ALBA,
        "\n      date: 2025-12-31",
        "",
        "29: positions[1].searched.date: missing; add it",
    ),
    Bad(
        "stance-with-search",
        BORIA,
        "    statement:",
        "    searched: {where: there, date: 2026}\n    statement:",
        "21: positions[0].searched: belongs to 'none-found' and not to 'disagrees'; remove it",
    ),
    Bad(
        "silence-beside-a-stance",
        ALBA,
        "proposition: p2",
        "proposition: p1",
        "27: positions[1].stance: 'p1' has 'none-found' beside another position; keep one",
        also=1,
    ),
    Bad(
        "required-party-leaves-out-a-proposition",
        ALBA,
        "  - id: p2-none\n    proposition: p2\n    stance: none-found\n    statement: No statement was found.\n    searched:\n      where: Site of the ministry, 1992 to 2020\n      date: 2025-12-31\n",
        "",
        "12: positions: no position on p2; a party that is compared on every topic needs one on each proposition, or none-found with where it was searched",
    ),
    Bad(
        "long-quotation",
        ALBA,
        "        locator: article 2\n  - id",
        "        locator: article 2\n        quotation:\n          language: en\n          text: one two three four five six seven eight nine ten eleven twelve thirteen\n  - id",
        "27: positions[0].citations[0].quotation.text: 13 words; a quotation has at most 12, so shorten it or put it in our own words",
    ),
    Bad(
        "reported-without-via",
        SOURCES,
        "\n    via: treaty",
        "",
        "2: source: a reported source needs via, the id of the source that reports it",
    ),
    Bad(
        "read-with-via",
        SOURCES,
        "verification: reported",
        "verification: read",
        "10: via: a source that was read has no via; remove it, or write reported",
    ),
]
