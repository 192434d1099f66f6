"""The operations of the API: each is an address with what may be asked there and what it gives.

The table of them is what routes, validation and the OpenAPI document are made from.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, abort, request
from pydantic import BaseModel, ValidationError

from app.api import blueprint
from app.api.v1.asked import Asked
from app.api.v1.filters import must_be_there, wrong
from app.documents.base import Part
from app.documents.faults import field_name, problems
from app.exports.links import LICENCE
from app.extensions import db, limiter
from app.queries import state
from app.queries.walk import newest_moment
from app.web.caching import page
from app.web.errors import BadArgument
from app.web.problems import problem
from app.web.shown import canonical_url, iso

ROOT = "/api/v1"
Data = dict[str, Any]
A = TypeVar("A", bound=Asked)


@dataclass(frozen=True)
class Answer:
    """What an operation found."""

    data: Data | list[Data]
    sources: dict[str, Data] = field(default_factory=dict)
    next: str | None = None
    """The cursor of the next page."""
    as_of: str | None = None
    published: str | None = None
    moment: dt.datetime | None = None
    """What it shows of our history; without it, what stands now."""


@dataclass(frozen=True)
class Operation:
    """An address of the API."""

    path: str
    """With names in braces, as OpenAPI writes it: ``/topics/{topic}``."""
    name: str
    summary: str
    asked: type[Asked]
    entry: type[Part]
    many: bool

    @property
    def names(self) -> list[str]:
        """The names in the path."""
        return re.findall(r"\{(\w+)\}", self.path)


OPERATIONS: list[Operation] = []


def gives(
    path: str, asked: type[A], entry: type[Part], *, many: bool = False
) -> Callable[[Callable[..., Answer]], Callable[..., Response]]:
    """Make a function the operation at *path*: it gets what was asked and the names in the path.

    Its docstring's first line is the summary. What cannot be asked is answered with 400 and
    says, for each parameter, what is wrong.
    """

    def mark(view: Callable[..., Answer]) -> Callable[..., Response]:
        summary = (view.__doc__ or "").partition("\n")[0]
        operation = Operation(path, view.__name__, summary, asked, entry, many)
        OPERATIONS.append(operation)

        def served(**names: str) -> Response:
            try:
                given = asked.model_validate(_query())
            except ValidationError as error:
                return _refused(error, asked)
            must_be_there(given)
            return page(
                state.of_site(db.session), lambda: _written(view(given, **names), given, entry)
            )

        limited = limiter.shared_limit("120/minute", scope="api")(served)
        rule = ROOT + re.sub(r"\{number\}", "<number:number>", path)
        rule = re.sub(r"\{(\w+)\}", r"<\1>", rule)
        blueprint.add_url_rule(rule, f"v1_{view.__name__}", limited)
        return limited

    return mark


def _query() -> dict[str, str]:
    for name, values in request.args.lists():
        if len(values) > 1:
            raise BadArgument(f"“{name[:40]}” is given twice; give it once.")
    return request.args.to_dict()


def _refused(error: ValidationError, asked: type[BaseModel]) -> Response:
    found = [
        {"parameter": field_name(path), "detail": sentence}
        for path, sentence in problems(error, asked)
    ]
    first = found[0]
    detail = f"{first['parameter']}: {first['detail']}" if first["parameter"] else first["detail"]
    return problem(400, detail, errors=found)


def _written(answer: Answer, given: Asked, entry: type[Part]) -> Response:
    data: Data | list[Data] = answer.data
    if given.fields is not None:
        kept = _fields(given.fields, entry)
        data = [_only(each, kept) for each in data] if isinstance(data, list) else _only(data, kept)
    here = canonical_url()
    query = request.query_string.decode()
    moment = _moment(answer)
    whole = {
        "data": data,
        "sources": answer.sources,
        "meta": _held({
            "licence": LICENCE, "as_of": answer.as_of, "published": answer.published,
            "as_published": moment,
        }),
        "links": _held({
            "self": f"{here}?{query}" if query else here,
            "permanent": _permanent(here, moment) if "published" in type(given).model_fields else None,
            "next": _next(here, answer.next),
        }),
    }  # fmt: skip
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"
    return Response(text, mimetype="application/json")


def _fields(wanted: str, entry: type[Part]) -> set[str]:
    names = set(wanted.split(","))
    unknown = sorted(names - entry.model_fields.keys())
    if unknown:
        sentence = f"There is no field “{unknown[0][:40]}” here."
        abort(wrong(400, "fields", sentence, choices=list(entry.model_fields)))
    return names


def _only(entry: Data, names: Iterable[str]) -> Data:
    return {name: value for name, value in entry.items() if name in names}


def _held(values: Data) -> Data:
    return {name: value for name, value in values.items() if value is not None}


def _moment(answer: Answer) -> str | None:
    """The moment of our history that an answer shows: never one that is still to come."""
    known_moments = [each for each in (answer.moment, newest_moment(db.session)) if each]
    return iso(min(known_moments)) if known_moments else None


def _permanent(here: str, moment: str | None) -> str | None:
    """The address that gives this answer whatever is published later.

    A cursor holds the moment of its list, and belongs to that list alone.
    """
    if moment is None:
        return None
    held = {} if "cursor" in request.args else {"published": moment}
    return f"{here}?{urlencode({**request.args.to_dict(), **held}, safe=':,')}"


def _next(here: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    kept = {name: value for name, value in request.args.items() if name != "cursor"}
    return f"{here}?{urlencode({**kept, 'cursor': cursor}, safe=',:')}"
