"""Strong validators: the same page has the same ETag on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from app.web.assets import page_version
from app.web.language import locale

#: What Flask-Compress may put behind a tag.
_ENCODINGS = ("zstd", "br", "gzip", "deflate")


def page(
    version: str, render: Callable[[], str | AnyResponse], path: str | None = None
) -> Response:
    """The answer for a public page: 304 when the reader has it, else what *render* gives.

    *version* names the state of all that the page shows (app/queries/state.py).
    *path* is the address of what is sent, where it is not the one that was asked for.
    *render* is not called when the reader's copy is current.
    """
    etag = _etag(version, path or request.path)
    known = _known(etag)
    response = Response(status=304) if known else make_response(render())
    if request.if_none_match.star_tag and response.status_code == 200:
        # Only what there is can be held already: an error or a way on is told (RFC 9110, 13.2.1).
        response = Response(status=304)
    if response.status_code in (200, 304):
        response.set_etag(known or etag)
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _etag(version: str, path: str) -> str:
    query = request.query_string.decode("latin-1")  # whatever bytes it was sent as
    parts = (version, page_version(), locale(), path, query)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def bare(tag: str) -> str:
    """A tag without the encoding that stands behind it where the answer came compressed."""
    name, _colon, encoding = tag.partition(":")
    return name if encoding in _ENCODINGS else tag


def _known(etag: str) -> str | None:
    """The reader's tag for this state: ours, or ours with the encoding that it came in.

    Proxies that compress weaken tags; for this comparison that makes no difference (RFC 9110).
    """
    for tag in request.if_none_match.as_set(include_weak=True):
        # An empty tag ("") is legal and is given as None.
        if tag and bare(tag) == etag:
            return str(tag)
    return None
