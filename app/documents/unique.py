"""Ids that must name one thing each."""

from __future__ import annotations

from typing import Protocol, TypeVar

from pydantic import AfterValidator

from app.documents.base import wrong_at


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


def _check(parts: tuple[T, ...]) -> tuple[T, ...]:
    seen: set[str] = set()
    for index, part in enumerate(parts):
        if part.id in seen:
            raise wrong_at(
                (index, "id"), f"the id '{part.id}' is given twice; every entry needs its own"
            )
        seen.add(part.id)
    return parts


#: Refuses a list in which two parts have one id.
UniqueIds = AfterValidator(_check)
