"""The OpenAPI 3.1 document, made from the table of operations and the documents' own models.

https://spec.openapis.org/oas/v3.1.0 ; schemas are JSON Schema 2020-12, as pydantic writes it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Literal

from flask import Response, redirect, render_template, url_for
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.wrappers import Response as AnyResponse

from app.api import blueprint
from app.api.v1.entries import answer
from app.api.v1.operation import OPERATIONS, ROOT, Operation
from app.api.v1.writing import MODELS, WRITINGS
from app.exports.links import LICENCE, LICENCE_NAME
from app.web.caching import page
from app.web.problems import MEDIA_TYPE
from app.web.shown import canonical_url

Data = dict[str, Any]
_REF = "#/components/schemas/"


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    title: str
    status: int
    detail: str
    instance: str
    choices: list[str] | None = None
    errors: list[dict[str, str]] | None = None


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    """The description of the API for programs."""

    def render() -> Response:
        text = json.dumps(described(canonical_url("")), ensure_ascii=False, indent=2) + "\n"
        return Response(text, mimetype="application/json")

    return page("openapi", render)


@blueprint.get(f"{ROOT}/", strict_slashes=False)
def root() -> AnyResponse:
    """Where the addresses of the API begin there is nothing to be had but what they are."""
    return redirect(url_for("api.reference"), 308)


@blueprint.get("/api/")
def reference() -> Response:
    """The description of the API for people."""

    def render() -> str:
        document = described(canonical_url(""))
        return render_template("api/reference.html", api=document, root=ROOT)

    return page("openapi", render)


@lru_cache(maxsize=4)
def described(site: str) -> Data:
    """The OpenAPI document of the API at a site."""
    answers = {each.name: answer(each.entry, each.many) for each in OPERATIONS}
    models: list[tuple[type[BaseModel], Literal["serialization"]]] = []
    models += [(each, "serialization") for each in answers.values()]
    models += [(each, "serialization") for each in (Problem, *MODELS)]
    _, schemas = models_json_schema(models, ref_template=_REF + "{model}")
    paths: Data = {}
    for operation in OPERATIONS:
        paths[operation.path] = {"get": _operation(operation, answers[operation.name].__name__)}
    for writing in WRITINGS:
        paths.setdefault(writing.path, {})[writing.method] = writing.described()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Alteram",
            "version": "1",
            "summary": "What each party to a dispute officially says, with its sources.",
            "description": (
                "Read by anyone, without a key. Every entry names its sources; the answer says "
                "under which licence it may be used, and which of the two clocks was asked for: "
                "as_of is a day in the world, published a moment of this site's history."
            ),
            "license": {"name": LICENCE_NAME, "url": LICENCE},
        },
        "servers": [{"url": site + ROOT}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "responses": _responses(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(operation: Operation, gives: str) -> Data:
    found = {
        "description": "Found. The same as before is answered with 304 to If-None-Match.",
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": {"$ref": _REF + gives}}},
    }
    wrong = ["400", "429"]
    wrong += ["404"] if _may_miss(operation) or _has_cursor(operation) else []
    wrong += ["410"] if _may_miss(operation) or "topic" in operation.asked.model_fields else []
    moved = {"308": {"description": "Merged into the source at the address in Location."}}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*map(_in_path, operation.names), *_in_query(operation)],
        "responses": {
            "200": found,
            **(moved if operation.name == "source" else {}),
            "304": {"description": "As it was."},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in wrong},
        },
    }


def _may_miss(operation: Operation) -> bool:
    return bool(operation.names) or operation.name == "agreement"


def _has_cursor(operation: Operation) -> bool:
    return "cursor" in operation.asked.model_fields


def _in_path(name: str) -> Data:
    number = {"type": "integer", "minimum": 1, "maximum": 999999999}
    slug = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
    schema = number if name == "number" else slug
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(operation: Operation) -> list[Data]:
    """The parameters of the query, from the model of what may be asked."""
    schema = operation.asked.model_json_schema()
    described = []
    for name, field in schema["properties"].items():
        sentence = field.pop("description", None)
        shape = _fields(operation) if name == "fields" else {"schema": _plain(field)}
        needed = name in schema.get("required", ())
        parameter = {"name": name, "in": "query", "required": needed, **shape}
        described.append({**parameter, **({"description": sentence} if sentence else {})})
    return described


def _fields(operation: Operation) -> Data:
    """Names of fields, between commas (OpenAPI 3.1.1, Style Values)."""
    names = {"type": "string", "enum": list(operation.entry.model_fields)}
    return {
        "schema": {"type": "array", "items": names, "minItems": 1},
        "style": "form",
        "explode": False,
    }


def _plain(field: Data) -> Data:
    """The schema of a parameter: one that is not given is left out, and never null."""
    kept = {name: value for name, value in field.items() if name not in ("title", "default")}
    choices = [each for each in kept.pop("anyOf", []) if each != {"type": "null"}]
    if field.get("default") is not None:
        kept["default"] = field["default"]
    return {**kept, **(choices[0] if choices else {})}


def _responses() -> Data:
    content = {MEDIA_TYPE: {"schema": {"$ref": _REF + "Problem"}}}
    sentences = {
        "400": "Something was asked that cannot be; the detail says what.",
        "401": "A token is needed that is good.",
        "403": "This token may read and not write.",
        "404": "There is no such thing, or was none at that moment.",
        "409": "It cannot be done as things stand; the detail says why.",
        "410": "It was retracted; the detail says why.",
        "412": "It was changed since it was read.",
        "415": "Only JSON is taken.",
        "422": "What was sent has faults; each is named.",
        "428": "If-Match is missing.",
        "429": "Too many requests; Retry-After says when to come back.",
    }
    return {
        status: {"description": sentence, "content": content}
        for status, sentence in sentences.items()
    }
