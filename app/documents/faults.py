"""What is wrong with a document, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where, in which field, and what would be right."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """``file:line: field: message``, as compilers print it."""
        place = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {place}{self.message}"


def not_utf8(file: str, error: UnicodeDecodeError) -> Fault:
    """The fault of a file in another encoding, at the line of the first byte that is wrong."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return Fault(file, line, "", "is not UTF-8; save it in that encoding")


def field_name(path: Path) -> str:
    """A path as people write it: ``positions[2].citations[0].source``."""
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def problems(error: ValidationError, model: type[BaseModel]) -> list[tuple[Path, str]]:
    """Every problem of a validation error, as (path, sentence)."""
    return [
        _problem(details, model)
        for details in error.errors(include_url=False)
        if not _counted_without_the_wrong(details)
    ]


def _counted_without_the_wrong(details: ErrorDetails) -> bool:
    """Whether a list is called too short only because entries of it are wrong."""
    if details["type"] != "too_short":
        return False
    return len(details["input"]) >= int(details["ctx"]["min_length"])


def _problem(details: ErrorDetails, model: type[BaseModel]) -> tuple[Path, str]:
    path: Path = tuple(details["loc"])
    context: dict[str, Any] = details.get("ctx", {})
    sentence = _SENTENCES.get(details["type"])
    if details["type"] == "extra_forbidden":
        return path, f"unknown key; known here are {', '.join(_keys(model, path[:-1]))}"
    if sentence:
        return path, sentence.format(value=_short(details["input"]), **context)
    return path, details["msg"].removeprefix("Value error, ")


_SENTENCES = {
    "missing": "missing; add it",
    "literal_error": "'{value}' is not known; write {expected}",
    "string_type": "must be text; put it in quotation marks if it looks like something else",
    "int_parsing": "'{value}' is not a whole number",
    "int_type": "must be a whole number",
    "float_parsing": "'{value}' is not a number",
    "bool_parsing": "'{value}' is neither true nor false",
    "tuple_type": "must be a list; begin each entry with '- '",
    "model_type": "must have keys of its own, such as 'name: value'",
    "string_too_short": "empty; write something, or leave the key out",
    "string_too_long": "too long; at most {max_length} characters are allowed",
    "too_short": "too few entries; at least {min_length} must be there",
    "too_long": "too many entries; at most {max_length} are allowed",
    "greater_than_equal": "'{value}' is too small; at least {ge} is allowed",
    "less_than_equal": "'{value}' is too large; at most {le} is allowed",
    "string_pattern_mismatch": "'{value}' does not have the form {pattern}",
}


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the model has at *path*, following lists and nested models."""
    for step in path:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found:
            return found
    return None
