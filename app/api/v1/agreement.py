"""How often two parties take the same stance on a topic, with the cells behind each figure."""

from __future__ import annotations

from itertools import combinations

from flask import abort

from app.api.v1 import asked, entries
from app.api.v1.operation import Answer, Data, gives
from app.documents import Party
from app.documents.agreement import FEWEST, relation, speaks
from app.documents.base import SLUG
from app.extensions import db
from app.queries.matrix import Row
from app.queries.topics import topic_page
from app.web.exporting import gone


@gives("/agreement", asked.Agreement, entries.AgreementEntry, many=True)
def agreement(given: asked.Agreement) -> Answer:
    """For each two parties on a topic: on how many propositions both spoke, and how."""
    if not SLUG.fullmatch(given.topic):
        abort(404)
    page = topic_page(db.session, given.topic, given.as_of, given.moment) or abort(404)
    if page.topic.gone:
        raise gone(page.topic)
    pairs = combinations(page.compared, 2)
    return Answer(
        [_pair(given.topic, page.rows, one, other) for one, other in pairs],
        as_of=given.as_of,
        published=given.published,
        moment=given.moment,
    )


def _pair(topic: str, rows: list[Row], one: Party, other: Party) -> Data:
    cells = []
    for row in rows:
        mine, theirs = row.cells[one.id].stance, row.cells[other.id].stance
        if speaks(mine) and speaks(theirs):
            cells.append({
                "proposition": row.proposition.id,
                "stances": [mine, theirs],
                "relation": relation(str(mine), str(theirs)),
            })  # fmt: skip
    figures: Data = {"topic": topic, "parties": [one.id, other.id], "n": len(cells)}
    if len(cells) >= FEWEST:
        for name in ("same", "opposite", "in-part"):
            count = sum(cell["relation"] == name for cell in cells)
            figures[name.replace("-", "_")] = count
    return {**figures, "cells": cells}
