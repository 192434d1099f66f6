"""The REST API, version 1: every noun of the site, read by anyone.

``operation``  an address of the API, with what it takes and gives: the one table of them all
``asked``      what requests may ask (pydantic)
``entries``    what answers hold (pydantic, made from the documents)
``cursors``    where a list goes on
``listing``    lists, filled from documents stretch by stretch
"""

from app.api.v1 import (  # noqa: F401 - each adds its operations
    agreement,
    drafts,
    on_perspectives,
    on_topics,
    records,
    revisions,
    search,
)
