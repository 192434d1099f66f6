"""All documents of a site together, and what must hold between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.documents.base import SLUG, Document
from app.documents.canonical import exchange
from app.documents.faults import Path
from app.documents.future import still_to_come
from app.documents.gone import is_gone, still_cited, why_gone
from app.documents.markup import marked_up
from app.documents.nearest import hint
from app.documents.plain import entries, ids, leaves, text

Name = tuple[str, str]  #: (noun, key)
Problem = tuple[Name, Path, str]


@dataclass(frozen=True)
class Corpus:
    """Plain data of every document by its name, as far as it could be read.

    The checks between documents work on plain data, so that a document with a fault of
    its own is still compared with the others and every fault is found at once.
    """

    data: dict[Name, dict[str, Any]] = field(default_factory=dict)
    elsewhere: frozenset[Name] = frozenset()
    """Names of documents that exist, but are not part of what is checked."""
    changed: frozenset[Name] = frozenset()
    """Those that somebody is about to change, where not all of it is new."""

    @classmethod
    def of(
        cls,
        documents: Mapping[Name, Document],
        elsewhere: frozenset[Name] = frozenset(),
        changed: frozenset[Name] = frozenset(),
    ) -> Corpus:
        """The corpus of documents that are valid each for itself."""
        data = {name: exchange(document) for name, document in documents.items()}
        return cls(data, elsewhere, changed)

    def problems(self) -> Iterator[Problem]:
        """Every reference that leads nowhere and every law between documents broken."""
        for name, data in self.data.items():
            noun = name[0]
            if not is_gone(data):
                yield from ((name, path, what) for path, what in self._lost_references(data))
            if noun == "perspective":
                yield from ((name, path, what) for path, what in self._perspective(data))
            if noun == "topic" and not is_gone(data):
                yield from ((name, path, what) for path, what in self._topic(name[1], data))
            if noun == "source":
                yield from ((name, path, what) for path, what in self._source(name, data))
            if name in self.changed or not self.changed:
                yield from ((name, path, what) for path, what in still_to_come(data))
                yield from ((name, path, what) for path, what in marked_up(data))
        yield from self._parties()

    def _has(self, noun: str, key: object) -> bool:
        return (noun, str(key)) in self.data or (noun, str(key)) in self.elsewhere

    def _lost_references(self, data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        for path, value in leaves(data):
            if path[-1] not in ("source", "claims_of", "via"):
                continue
            if not SLUG.fullmatch(text(value) or ""):
                continue  # the document itself says so
            if not self._has("source", value):
                yield path, f"unknown source '{value}'; add it to the sources, or correct the id"
            # A change of the source itself is told once, with all that cites it.
            elif ("source", str(value)) not in self.changed:
                why = why_gone(self.data.get(("source", str(value)), {}))
                if why:
                    yield path, f"the source '{value}' {why}"

    def _perspective(self, data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        topic = self.data.get(("topic", str(data.get("topic"))))
        if topic is None:
            yield ("topic",), self._unknown("topic", data.get("topic"))
            return
        if not self._has("party", data.get("party")):
            yield ("party",), self._unknown("party", data.get("party"))
        if is_gone(data):
            return  # it stays as it was, whatever becomes of the topic
        known = ids(topic.get("propositions"))
        asked = set()
        for index, position in enumerate(entries(data.get("positions"))):
            proposition = text(position.get("proposition"))
            asked.add(proposition)
            if proposition and proposition not in known:
                yield (
                    ("positions", index, "proposition"),
                    f"unknown proposition '{proposition}'; the topic has {', '.join(known)}",
                )
        missing = [each for each in known if each not in asked]
        # That there is none at all, the document itself says.
        if missing and asked and self._required(data.get("party")):
            yield (
                ("positions",),
                f"no position on {', '.join(missing)}; a party that is compared on every topic "
                "needs one on each proposition, or none-found with where it was searched",
            )

    def _topic(self, key: str, data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        known = ids(data.get("propositions"))
        for index, claim in enumerate(entries(data.get("claims"))):
            proposition = text(claim.get("proposition"))
            if proposition and proposition not in known:
                yield (
                    ("claims", index, "proposition"),
                    f"unknown proposition '{proposition}'; the topic has {', '.join(known)}",
                )
        for party in self._missing_on(key):
            name = text(self.data["party", party].get("name")) or party
            yield (), f"the perspective of {name} ('{party}') is missing; every topic needs it"

    def missing(self) -> Iterator[tuple[str, str]]:
        """(topic, party) of every perspective that a topic needs and does not have."""
        for noun, key in self.data:
            if noun == "topic" and not is_gone(self.data[noun, key]):
                yield from ((key, party) for party in self._missing_on(key))

    def _missing_on(self, topic: str) -> Iterator[str]:
        """The required parties without a perspective on a topic, in the order of the columns."""
        parties = [party for noun, party in self.data if noun == "party" and self._required(party)]
        for party in sorted(parties, key=self._place):
            if not self._has("perspective", f"{topic}/{party}"):
                yield party

    def _place(self, party: str) -> tuple[int, str]:
        order = self.data["party", party].get("order")
        return (order if isinstance(order, int) else len(self.data)), party

    def _source(self, name: Name, data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        if is_gone(data):
            yield from self._merged(data)
            if name in self.changed:
                yield from still_cited(name[1], self.data)
            return
        via, seen = text(data.get("via")), {text(data.get("id"))}
        if via in seen:
            return  # the document itself says so
        while via and ("source", via) in self.data:
            if via in seen:
                yield ("via",), f"'{via}' leads back to this source; one of them must be read"
                return
            seen.add(via)
            via = text(self.data["source", via].get("via"))

    def _merged(self, data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        into = text(data.get("merged_into"))
        if into and not self._has("source", into):
            yield ("merged_into",), f"unknown source '{into}'; name one that is there"
        further = self.data.get(("source", str(into)), {}).get("merged_into")
        if further:
            yield (
                ("merged_into",),
                f"'{into}' was itself merged into '{further}'; name that one",
            )

    def _parties(self) -> Iterator[Problem]:
        for unique in ("token", "order"):
            holder: dict[str, str] = {}
            for (noun, key), data in self.data.items():
                if noun != "party" or unique not in data:
                    continue
                value = str(data[unique])
                if value in holder:
                    what = f"'{value}' is also the {unique} of '{holder[value]}'; choose another"
                    yield (noun, key), (unique,), what
                holder.setdefault(value, key)

    def _required(self, party: object) -> bool:
        data = self.data.get(("party", str(party)), {})
        return str(data.get("required", "")).lower() == "true"

    def _unknown(self, noun: str, key: object) -> str:
        known = {name[1]: _called(self.data.get(name, {}))
                 for name in (*self.data, *self.elsewhere) if name[0] == noun}  # fmt: skip
        return f"unknown {noun} '{key}'{hint(key, known)}"


def _called(data: Mapping[str, Any]) -> list[str]:
    return [each for field in ("title", "short_title", "name") if (each := text(data.get(field)))]
