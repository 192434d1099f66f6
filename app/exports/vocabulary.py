"""Our own terms in JSON-LD, for what schema.org has no word for.

They live at fragments of the site's page *Method*, which says what each means; docs/data.md has
the list for programmers.
"""

from __future__ import annotations

from typing import get_args

from app.documents.perspective import STANCES
from app.documents.topic import Finding

PREFIX = "alteram"

TYPES = ("Proposition", "Party", "Position", "Citation", "Finding")
PROPERTIES = (
    "proposition", "party", "stance", "standing", "speaker", "affiliation", "searched", "cites",
    "source", "locator", "quotation", "verification", "reportedVia", "finding",
)  # fmt: skip
#: Every term; the codes of stances and findings are terms as well.
TERMS = frozenset((*TYPES, *PROPERTIES, *STANCES, *get_args(Finding)))


def term(name: str) -> str:
    """A term as it is written in JSON-LD; raises KeyError for one that is not listed."""
    if name not in TERMS:
        raise KeyError(name)
    return f"{PREFIX}:{name}"
