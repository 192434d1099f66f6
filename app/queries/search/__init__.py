"""Search: what readers type in, ranked hits in everything published out, on both databases.

``terms``     what was typed → terms (pure)
``matching``  terms → the SQL of either database
``hits``      the query function: one page of hits, with counts for the filters
``marks``     the hits' words marked in the original text (pure)
``misses``    what to offer when nothing was found
``scripts``   names in the other script (pure)
``examples``  what can be searched, before anything was typed
``names``     the topics that hits belong to, and the order of counts
"""

from __future__ import annotations

from app.queries.search.examples import Examples, examples
from app.queries.search.hits import MOST, PAGES, Hit, Results, search
from app.queries.search.marks import Segment
from app.queries.search.misses import Misses, Suggestion
from app.queries.search.names import topic_names
from app.queries.search.terms import LONGEST, Query, Term, typed

__all__ = [
    "LONGEST",
    "MOST",
    "PAGES",
    "Examples",
    "Hit",
    "Misses",
    "Query",
    "Results",
    "Segment",
    "Suggestion",
    "Term",
    "examples",
    "search",
    "topic_names",
    "typed",
]
