"""What a picture of a card shows, as plain data for its template."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, get_template_attribute
from flask_babel import gettext as _
from flask_babel import ngettext

from app.config import ROOT
from app.documents import Claim, Party
from app.embed.options import Columns
from app.queries.cards import Card
from app.queries.excerpt import cited_sources, excerpts
from app.queries.matrix import Cell, Row
from app.web import arguments
from app.web.language import language
from app.web.shown import date

#: Parties that a picture has room for, two in a line.
MOST = 10
_SYMBOL = re.compile(r'<symbol id="g-([a-z-]+)" viewBox="([^"]+)">(.*?)</symbol>')


def row_drawn(card: Card, row: Row) -> dict[str, Any]:
    """A proposition with the stance of each party; all of them, unless some were chosen."""
    parties = card.page.parties
    chosen = Columns.of_request(card.page).shown if arguments.words("parties") else parties
    shown = chosen if len(chosen) <= MOST else chosen[: MOST - 1]
    more = sum(party not in shown for party in card.page.compared)
    positions = [each for one in excerpts(row, shown) for each in one.positions]
    foot = [_sources(len(cited_sources(card.page, positions))), *_foot(card)]
    if more:
        foot.insert(0, ngettext("and %(num)s more party", "and %(num)s more parties", more))
    lines = -(-len(shown) // 2)
    contested = row.proposition.id == card.contested
    label = _("The most contested proposition") if contested else _("A proposition")
    drawn = _drawn(card, label, row.proposition.text, foot)
    if not drawn["notice"]:
        drawn["parties"] = [_party(party, row.cells[party.id]) for party in shown]
        drawn["height"] = 412 - lines * 58
    return drawn


def claim_drawn(card: Card, claim: Claim) -> dict[str, Any]:
    """A claim, its finding and the explanation."""
    foot = [_sources(len(cited_sources(card.page, [claim]))), *_foot(card)]
    drawn = _drawn(card, _claim_of(card), claim.text, foot)
    if not drawn["notice"]:
        word = str(get_template_attribute("components/glyph.html", "finding_word")(claim.finding))
        drawn["finding"] = {"glyph": claim.finding, "word": word, "text": claim.explanation}
    return drawn


def _claim_of(card: Card) -> str:
    """Whose claim it is: a picture stands without the page around it."""
    article = card.page.sources.get(card.page.topic.claims_of or "")
    if article is None:
        return str(_("A claim, and what the sources show"))
    return str(_("A claim of %(publisher)s", publisher=article.publisher))


def _drawn(card: Card, label: str, text: str, foot: list[str]) -> dict[str, Any]:
    notice = f"{_('This topic was retracted.')} {card.retracted}" if card.retracted else ""
    return {
        "language": language(),
        "kind": str(_("Retracted")) if notice else label,
        "topic": card.page.topic.short_title,
        "text": card.page.topic.title if notice else text,
        "height": 200,
        "notice": notice,
        "finding": None,
        "parties": [],
        "foot": " · ".join(_foot(card) if notice else foot),
        "colours": {name: colours()[name] for name in ("paper", "ink", "muted", "rule")},
        "glyphs": glyphs(),
    }


def _foot(card: Card) -> list[str]:
    moment = card.pin.published_at if card.pin else card.page.updated
    day = date(moment.date().isoformat())
    told = _("as published on %(date)s", date=day) if card.pin else day
    return [str(told), "CC BY 4.0", urlsplit(current_app.config["SITE_URL"]).netloc]


def _sources(number: int) -> str:
    return str(ngettext("%(num)s source", "%(num)s sources", number))


def _party(party: Party, cell: Cell) -> dict[str, Any]:
    word = get_template_attribute("components/glyph.html", "stance_word")
    state = cell.stance or (cell.state if cell.state == "retracted" else "not-yet")
    said = cell.stance or (cell.state if cell.state == "retracted" else "not-compared")
    return {
        "token": party.token,
        "name": party.name,
        "hue": colours()[party.hue],
        "solid": party.required,
        "glyph": state,
        "word": str(word(said)),
    }


@lru_cache
def colours() -> dict[str, str]:
    """The light colours of the style sheet, by name."""
    css = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    first = css.partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"--([a-z]+):\s*(#[0-9a-fA-F]{6});", first))


@lru_cache
def glyphs() -> dict[str, str]:
    """The shapes of stances and findings as SVG images of their own, by name."""
    sprite = str(get_template_attribute("components/glyph.html", "sprite")())
    ink, paper = colours()["ink"], colours()["paper"]
    return {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        + shapes.replace("currentColor", ink).replace('class="cut"', f'stroke="{paper}"')
        + "</svg>"
        for name, box, shapes in _SYMBOL.findall(sprite)
    }
