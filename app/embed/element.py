"""The web component that pages of others load, under a name that stays."""

from __future__ import annotations

from flask import Response

from app.config import ROOT
from app.embed import blueprint
from app.web.caching import page

_SOURCE = ROOT / "static" / "js" / "embed" / "card.js"


@blueprint.get("/embed/card.js")
def element() -> Response:
    """The module that defines ``<alteram-card>``; any page may import it.

    Its name has no digest, since pages of others name it for years: they get 304 or the
    newest, as of any page.
    """

    def render() -> Response:
        answer = Response(_SOURCE.read_text(encoding="utf-8"), mimetype="text/javascript")
        answer.headers["Access-Control-Allow-Origin"] = "*"  # modules are fetched with CORS
        return answer

    return page("card.js", render)
