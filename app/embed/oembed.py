"""oEmbed 1.0 (https://oembed.com): an address of the site in, a card out."""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405

from flask import Response, abort, current_app, get_template_attribute, request
from flask_babel import gettext as _
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.embed import blueprint, pasted
from app.embed.found import find
from app.embed.heights import WIDE
from app.embed.pictures import WIDTHS
from app.embed.sized import Sized
from app.extensions import limiter
from app.web import arguments
from app.web.caching import page
from app.web.errors import BadArgument

FORMATS = ("json", "xml")
#: What a consumer may keep an answer for, in seconds: a correction should not wait a day.
CACHE_AGE = 3600
_USUAL = 560
#: The narrowest card whose height is known well enough, and the lowest that can be read. Where
#: it must be smaller, a link is all that there is (docs/decisions/0014-cards.md).
NARROWEST, LOWEST = 240, 120
_MOST = 9999


@blueprint.get("/oembed")
@limiter.limit("120/minute")
def oembed() -> Response:
    """The card of ``?url=``, as JSON or XML; 400, 401, 404 and 501 as the standard has them."""
    form = request.args.get("format") or "json"
    if form not in FORMATS:
        abort(501, _("Cards are described as json and xml only."))
    limits = _limit("maxwidth"), _limit("maxheight")
    found = find(_asked())
    return page(found.version, lambda: _write(form, describe(found.sized(), *limits)))


def _asked() -> pasted.Pasted:
    address = request.args.get("url", "")
    if not address:
        raise BadArgument(_("“url” is missing: the address of a topic, a proposition or a claim."))
    try:
        return pasted.read(address, current_app.config["SITE_URL"])
    except pasted.Private:
        how = WWWAuthenticate("session", {"realm": "desk"})  # RFC 9110, 15.5.2: there must be one
        raise Unauthorized(_("The editors' pages have no cards."), www_authenticate=how) from None
    except pasted.Elsewhere:
        site = current_app.config["SITE_URL"]
        abort(
            404,
            _("“url” is no address of this site, whose addresses begin with %(site)s", site=site),
        )
    except pasted.NoCard:
        abort(404, _("There is no card of this address."))


def _limit(name: str) -> int | None:
    """A width or height that must not be exceeded: one to four digits, or None."""
    value = arguments.text(name)
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= 4 and int(value) > 0):
        raise BadArgument(_("“%(name)s” is a number of pixels, of one to four digits.", name=name))
    return int(value)


def describe(card: Sized, maxwidth: int | None, maxheight: int | None) -> dict[str, Any]:
    """The answer for a card, no wider and no higher than was asked, as oEmbed 2.3.4 has it.

    Where no card can be that small, the answer is a link. A thumbnail that keeps within the
    bounds is among the widths that are drawn, or left out.
    """
    most = maxwidth or _MOST, maxheight or _MOST
    fits = most[0] >= NARROWEST and most[1] >= LOWEST
    return {
        "type": "rich" if fits else "link",
        "version": "1.0",
        "title": card.title,
        "provider_name": "Alteram",
        "provider_url": current_app.config["SITE_URL"] + "/",
        "cache_age": CACHE_AGE,
        **(_frame(card, min(maxwidth or _USUAL, WIDE), most[1]) if fits else {}),
        **_thumbnail(card, *most),
    }


def _frame(card: Sized, width: int, maxheight: int) -> dict[str, Any]:
    height = min(card.height(width), maxheight)
    frame = get_template_attribute("embed/snippets.html", "frame")
    html = str(frame(card.address, card.title, width, height)).strip()
    return {"html": html, "width": width, "height": height}


def _thumbnail(card: Sized, maxwidth: int, maxheight: int) -> dict[str, Any]:
    for width, height in WIDTHS.items():
        if width <= maxwidth and height <= maxheight:
            return {
                "thumbnail_url": card.picture(width),
                "thumbnail_width": width,
                "thumbnail_height": height,
            }
    return {}


def _write(form: str, members: dict[str, Any]) -> Response:
    if form == "json":
        text = json.dumps(members, ensure_ascii=False, indent=2) + "\n"
        return Response(text, mimetype="application/json")
    root = Element("oembed")
    for name, value in members.items():
        SubElement(root, name).text = str(value)
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    return Response(head + tostring(root, encoding="unicode") + "\n", mimetype="text/xml")
