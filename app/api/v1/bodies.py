"""What editors' programs send, and what they are answered."""

from __future__ import annotations

import json
from typing import Any, Literal, TypeVar

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

from app.documents import NOUNS, Document
from app.documents.faults import field_name, problems
from app.documents.quoting import with_bare_quotations
from app.web.caching import bare
from app.web.problems import problem

Data = dict[str, Any]
B = TypeVar("B", bound=BaseModel)


class Body(BaseModel):
    """What a program sends."""

    model_config = ConfigDict(extra="forbid")


class NewDraft(Body):
    """A document to begin a draft of, whether there is one at its address yet or not."""

    noun: Literal["party", "source", "topic", "perspective"]
    document: Data = Field(description="The document in its exchange form, whole.")
    submission: int | None = Field(None, ge=1, le=999999999, description="Put it into this one.")


class ChangedDraft(Body):
    """The document as it should be."""

    document: Data = Field(description="The document in its exchange form, whole.")
    confirmed: list[str] = Field(
        [], description="Ids of the positions whose citations carry the changed words."
    )


class Handed(Body):
    """What was changed, and why."""

    summary: str = Field(min_length=1, max_length=300)
    correction: Literal["factual", "source", "wording", "stance"] | None = None


class DraftEntry(Body):
    """A draft."""

    id: int
    noun: Literal["party", "source", "topic", "perspective"]
    key: str
    version: int
    submission: int
    open: bool
    document: Data
    address: str


class SubmissionEntry(Body):
    """A submission: drafts that are reviewed and published as one."""

    id: int
    state: str
    summary: str
    correction: str | None
    drafts: list[int]
    problems: list[dict[str, str]]
    address: str


class Wrong(HTTPException):
    """What was sent has faults; each is named."""

    code = 422

    def __init__(self, errors: list[dict[str, str]]) -> None:
        first = errors[0]
        where = f"{first['field']}: " if first["field"] else ""
        super().__init__(f"{where}{first['detail']}")
        self.response = problem(422, str(self.description), errors=errors)


def body(model: type[B]) -> B:
    """What was sent as JSON, as a model; raises 400, 415 or 422."""
    if not request.is_json:
        raise UnsupportedMediaType("Send JSON, with Content-Type: application/json.")
    try:
        given = json.loads(request.get_data().decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadRequest("What was sent is not JSON.") from None
    return _valid(model, given, "")


def document_of(noun: str, given: Data) -> Document:
    """The document that was sent, valid for itself; raises 422."""
    return _valid(NOUNS[noun], with_bare_quotations(given), "document")


def _valid(model: type[B], given: object, below: str) -> B:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise Wrong([
            {"field": ".".join(filter(None, (below, field_name(path)))), "detail": sentence}
            for path, sentence in problems(error, model)
        ]) from None  # fmt: skip


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def answered(entry: Data, etag: str, status: int = 200, **headers: str) -> Response:
    """An answer with one entry of the desk."""
    text = json.dumps({"data": entry}, ensure_ascii=False) + "\n"
    answer = Response(text, status, headers, mimetype="application/json")
    answer.set_etag(etag)
    return answer


def must_match(etag: str) -> None:
    """Go on only if the program knows the newest version: 428 without If-Match, 412 if not."""
    if not request.headers.get("If-Match"):
        raise _Precondition(428, "Send If-Match with the ETag that you read.")
    known = {bare(tag) for tag in request.if_match.as_set() if tag}
    if not request.if_match.star_tag and etag not in known:
        raise _Precondition(412, "It was changed since you read it; read it again.")


class _Precondition(HTTPException):
    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
