"""Documents that were retracted or merged, as plain data: nothing may rest on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.documents.faults import Path
from app.documents.plain import leaves

#: The fields in which a document names a source.
REFERENCES = ("source", "via", "claims_of")
_PARTS = {"positions": "position", "events": "event", "claims": "claim"}
_FIELDS = ("retracted", "merged_into")


def named_sources(data: Mapping[str, Any]) -> set[str]:
    """The ids of sources that plain data name, whether there are such sources or not."""
    return {
        value for path, value in leaves(data) if path[-1] in REFERENCES and isinstance(value, str)
    }


def is_gone(data: Mapping[str, Any]) -> bool:
    """Whether plain data are of a document that was retracted or merged."""
    return any(data.get(field) for field in _FIELDS)


def why_gone(data: Mapping[str, Any]) -> str:
    """Why a source cannot be cited, or '' if it can."""
    if data.get("merged_into"):
        return f"was merged into '{data['merged_into']}'; cite that"
    return "was retracted; cite another" if data.get("retracted") else ""


def still_cited(
    source: str, data: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Iterator[tuple[Path, str]]:
    """A problem for each thing that rests on a source which is about to go."""
    field = "merged_into" if data["source", source].get("merged_into") else "retracted"
    said: dict[str, None] = {}
    for name, each in data.items():
        if not is_gone(each):
            said.update(
                dict.fromkeys(
                    _place(name, each, path)
                    for path, value in leaves(each)
                    if path[-1] in REFERENCES and value == source
                )
            )
    for place in said:
        yield (field,), f"still cited by {place}; cite something else first"


def _place(name: tuple[str, str], data: Mapping[str, Any], path: Path) -> str:
    """``perspective bridge/alba, position p1-1995``."""
    whole = " ".join(name)
    part = _PARTS.get(str(path[0]))
    return f"{whole}, {part} {data[str(path[0])][path[1]].get('id')}" if part else whole
