"""The documents: typed, immutable records in their exchange form.

A file in ``data/``, a form, a revision and a page all hold these. Validation lives here,
once; nothing in this package knows a database or the web.
"""

from app.documents.base import Document, Part
from app.documents.canonical import canonical, digest, exchange
from app.documents.citation import QUOTATION_WORDS, Citation, Quotation
from app.documents.party import Party
from app.documents.perspective import STANCES, Perspective, Position, Searched, Speaker
from app.documents.source import Source
from app.documents.topic import Claim, Event, Place, Proposition, Topic

#: Every noun of the site, in the order in which the documents rest on one another.
NOUNS: dict[str, type[Document]] = {each.noun: each for each in (Party, Source, Topic, Perspective)}

__all__ = [
    "NOUNS",
    "QUOTATION_WORDS",
    "STANCES",
    "Citation",
    "Claim",
    "Document",
    "Event",
    "Part",
    "Party",
    "Perspective",
    "Place",
    "Position",
    "Proposition",
    "Quotation",
    "Searched",
    "Source",
    "Speaker",
    "Topic",
    "canonical",
    "digest",
    "exchange",
]
