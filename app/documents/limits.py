"""What the models ask of each field, for those who want to say it before something is typed.

The limits are read from the models, which alone enforce them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from app.documents.base import Text, Words


@dataclass(frozen=True)
class Limits:
    """What one field may hold; what is None or empty is not limited, or not of its kind."""

    needed: bool = False
    longest: int | None = None  #: characters
    fewest_words: int | None = None
    most_words: int | None = None
    choices: tuple[str, ...] = ()
    several: bool = False  #: whether it is a list
    fewest: int = 0  #: entries
    most: int | None = None  #: entries
    part: type[BaseModel] | None = None  #: the model of the field, or of its entries


@lru_cache
def limits_of(model: type[BaseModel]) -> dict[str, Limits]:
    """The limits of each field of a model, in the model's order."""
    return {name: _of_field(field) for name, field in model.model_fields.items()}


def _of_field(field: FieldInfo) -> Limits:
    annotation, checks = _core(field.annotation, field.metadata)
    several = get_origin(annotation) is tuple
    inner, inner_checks = _core(get_args(annotation)[0], ()) if several else (annotation, checks)
    most_words = _tightest(inner_checks, "most") if _has(inner_checks, Words) else None
    return Limits(
        needed=field.is_required(),
        longest=_longest(inner_checks),
        fewest_words=_tightest(inner_checks, "fewest") if most_words else None,
        most_words=most_words,
        choices=get_args(inner) if get_origin(inner) is Literal else (),
        several=several,
        fewest=(_tightest(checks, "min_length") or 0) if several else 0,
        most=_tightest(checks, "max_length") if several else None,
        part=inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None,
    )


def _core(annotation: Any, metadata: Iterable[Any]) -> tuple[Any, list[Any]]:
    """A type without its wrappings (Annotated, ``| None``), and the checks that it came in."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _core(inner, [*more, *metadata])
    if get_origin(annotation) in (Union, UnionType):
        inner = next(each for each in get_args(annotation) if each is not NoneType)
        return _core(inner, metadata)
    return annotation, list(_flat(metadata))


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    for each in metadata:
        if isinstance(each, FieldInfo):
            yield from _flat(each.metadata)
        else:
            yield each


def _longest(checks: list[Any]) -> int | None:
    text: int | None = _tightest(checks, "longest") if _has(checks, Text) else None
    return text or _tightest(checks, "max_length")


def _has(checks: list[Any], kind: type) -> bool:
    return any(isinstance(each, kind) for each in checks)


def _tightest(checks: list[Any], name: str) -> Any:
    """The value of a limit where it is given first, or None."""
    return next((getattr(each, name) for each in checks if hasattr(each, name)), None)
