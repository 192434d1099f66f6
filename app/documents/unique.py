"""Ids that must name one thing each."""

from __future__ import annotations

from typing import Protocol, TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


def _check(parts: tuple[T, ...]) -> tuple[T, ...]:
    seen: set[str] = set()
    for index, part in enumerate(parts):
        if part.id in seen:
            raise PydanticCustomError(
                "duplicate_id",
                "the id '{id}' is given twice; every entry needs its own",
                {"id": part.id, "at": (index, "id")},
            )
        seen.add(part.id)
    return parts


#: Refuses a list in which two parts have one id; the error's ``at`` says where.
UniqueIds = AfterValidator(_check)
