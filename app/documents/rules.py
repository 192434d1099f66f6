"""Rules across the fields of a document or of a part of one, told with the faults of its fields.

Pydantic asks what comes after a model only where every field of it holds; an author who mended
those would then meet the next problem. So each rule here reads a part whether it is typed or
still plain data, and says nothing of what it cannot read: that is a fault of a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Self

from pydantic import ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from app.documents.base import Part

#: What a rule finds wrong: the path within the part, and the sentence.
Broken = tuple[tuple[str | int, ...], str]
Rule = Callable[[Any], Iterator[Broken]]

_RULE = "rule"


class Ruled(Part):
    """A part with rules across its fields."""

    rules: ClassVar[tuple[Rule, ...]]

    @model_validator(mode="wrap")
    @classmethod
    def _tell_all(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            held = handler(data)
        except ValidationError as error:
            faults = [_again(each) for each in error.errors(include_url=False)]
            raise _error(cls, faults + _broken(cls, data)) from None
        if faults := _broken(cls, held):
            raise _error(cls, faults)
        return held


def _broken(model: type[Ruled], held: Any) -> list[InitErrorDetails]:
    if not _is_part(held):
        return []
    return [
        InitErrorDetails(type=_custom(sentence), loc=path, input=held)
        for rule in model.rules
        for path, sentence in rule(held)
    ]


def _error(model: type[Ruled], faults: list[InitErrorDetails]) -> ValidationError:
    return ValidationError.from_exception_data(model.__name__, faults)


def _custom(sentence: str) -> PydanticCustomError:
    return PydanticCustomError(_RULE, "{sentence}", {"sentence": sentence})


def _again(fault: ErrorDetails) -> InitErrorDetails:
    """A fault that was told, to be told once more with others."""
    kind = _custom(fault["msg"]) if fault["type"] == _RULE else fault["type"]
    return InitErrorDetails(
        type=kind, loc=fault["loc"], input=fault["input"], ctx=fault.get("ctx", {})
    )


def said(part: Any, name: str) -> Any:
    """What a part holds in a field; None where it holds nothing."""
    return part.get(name) if isinstance(part, Mapping) else getattr(part, name)


def lacks(part: Any, name: str) -> bool:
    """Whether nothing stands in a field: no value, or a list without entries."""
    value = said(part, name)
    return value is None or value in ((), [])


def entries(part: Any, name: str) -> Iterator[tuple[int, Any]]:
    """The parts in a list, each with its place."""
    value = said(part, name)
    for place, each in enumerate(value if isinstance(value, tuple | list) else ()):
        if _is_part(each):
            yield place, each


def _is_part(value: object) -> bool:
    return isinstance(value, Mapping | Part)


def unique_ids(*lists: str) -> Rule:
    """The rule that ids name one entry each of every one of some lists."""

    def rule(part: Any) -> Iterator[Broken]:
        for name in lists:
            seen: set[str] = set()
            for place, each in entries(part, name):
                key = said(each, "id")
                if isinstance(key, str) and key in seen:
                    sentence = f"the id '{key}' is given twice; every entry needs its own"
                    yield (name, place, "id"), sentence
                elif isinstance(key, str):
                    seen.add(key)

    return rule
