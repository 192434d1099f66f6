"""What the documents' models ask of each field, in the words of data/README.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from app.documents import Party, Perspective, Source, Topic
from app.documents.base import Text, Words

#: The models of data/, each before those that it is made of.
DOCUMENTS: tuple[type[BaseModel], ...] = (Topic, Perspective, Source, Party)

_NAMED = {"_slug": "slug", "check_date": "date", "_language": "language", "_web_address": "address"}
_PLAIN = {float: "number", int: "whole number", bool: "`true` or `false`", str: "text"}


def models() -> list[type[BaseModel]]:
    """Every model, documents first and then their parts, each once."""
    found = list(DOCUMENTS)
    for model in found:  # it grows on the way
        for field in model.model_fields.values():
            found += [each for each in _parts(field.annotation) if each not in found]
    return found


def rows(model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    """(field, whether it must be there, its form) for each field of a model."""
    for name, field in model.model_fields.items():
        needed = "yes" if field.is_required() else "no"
        yield name, needed, form(field.annotation, field.metadata)


def form(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    """What may stand in a field."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return form(arguments[0], [*arguments[1:], *metadata])
    if origin in (Union, UnionType):
        return form(next(each for each in arguments if each is not NoneType), metadata)
    if origin is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in arguments)
    checks = list(_flat(metadata))
    if origin is tuple:
        return f"list, {_between(checks, 'length', 'entries')}, of {form(arguments[0])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    named = next((_NAMED[name] for name in map(_name, checks) if name in _NAMED), None)
    return named or ", ".join([_PLAIN[annotation], *_limits(checks)])


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    for each in metadata:
        if isinstance(each, FieldInfo):
            yield from _flat(each.metadata)
        else:
            yield each


def _name(check: Any) -> str:
    return getattr(getattr(check, "func", None), "__name__", "")


def _limits(checks: list[Any]) -> Iterator[str]:
    for check in checks:
        if isinstance(check, Text):
            yield f"{check.shortest}–{check.longest} characters"
        if pattern := getattr(check, "pattern", None):
            yield f"of the form `{pattern}`"
        if _name(check) == "_coarse":
            yield "at most 4 decimals"
        if _name(check) == "_hundredths":
            yield "at most 2 decimals"
        if isinstance(check, Words):
            fewest = f"{check.fewest}–" if check.fewest else "at most "
            yield f"{fewest}{check.most} words"
    if any(hasattr(check, "ge") for check in checks):
        yield f"from {_value(checks, 'ge')} to {_value(checks, 'le')}"


def _between(checks: list[Any], what: str, unit: str) -> str:
    fewest, most = _value(checks, f"min_{what}") or 0, _value(checks, f"max_{what}")
    return f"{fewest}–{most} {unit}"


def _value(checks: list[Any], name: str) -> Any:
    """The value of a limit where it is tightest, or None."""
    return next((getattr(each, name) for each in checks if hasattr(each, name)), None)
