"""Small valid documents. Each takes the fields that a test cares about."""

from __future__ import annotations

from typing import Any, TypeVar

from app.documents import Document, Party, Perspective, Source, Topic

#: As many words as a summary needs, and none that says anything.
SUMMARY = " ".join(["The summary says in our own words what the sources carry."] * 6)
SOURCE = "treaty"
PROPOSITION = "p1"

Data = dict[str, Any]
D = TypeVar("D", bound=Document)


def make_party(id: str = "alba", order: int = 1, token: str = "AL", **more: Any) -> Party:
    """A state whose positions every topic compares, unless *more* says otherwise."""
    return _valid(
        Party,
        {
            "id": id,
            "order": order,
            "token": token,
            "hue": "teal",
            "name": id.title(),
            "full_name": f"The Republic of {id.title()}",
            "kind": "state",
            "required": True,
            "description": "A party that exists in tests only.",
        },
        more,
    )


def make_source(id: str = SOURCE, **more: Any) -> Source:
    """A treaty that was read."""
    return _valid(
        Source,
        {
            "id": id,
            "title": f"The text of {id}",
            "publisher": "Depositary of treaties",
            "published": "1992-07-21",
            "language": "en",
            "kind": "treaty",
            "url": f"https://example.org/{id}",
            "verification": "read",
        },
        more,
    )


def make_citation(source: str = SOURCE, locator: str = "article 2", **more: Any) -> Data:
    """A citation, as part of another document."""
    return {"source": source, "locator": locator, **more}


def make_proposition(id: str = PROPOSITION, **more: Any) -> Data:
    """A proposition, as part of a topic."""
    return {"id": id, "text": f"The bridge is neutral ({id}).", **more}


def make_event(id: str = "opening", **more: Any) -> Data:
    """An event, as part of a topic."""
    event: Data = {"id": id, "date": "1995-03", "title": "The bridge opens"}
    return event | {"summary": "Both ends did.", "citations": [make_citation()], **more}


def make_claim(id: str = "c1", **more: Any) -> Data:
    """A claim with a finding, as part of a topic that has claims_of."""
    claim: Data = {"id": id, "paragraph": 1, "text": "The bridge is closed."}
    claim |= {"finding": "contradicted", "explanation": "It is open."}
    return claim | {"citations": [make_citation()], **more}


def make_topic(slug: str = "bridge", **more: Any) -> Topic:
    """A topic with one proposition."""
    return _valid(
        Topic,
        {
            "slug": slug,
            "title": f"The {slug} between two banks",
            "short_title": slug.title(),
            "framing": "Who may cross, and who decides it?",
            "summary": SUMMARY,
            "started": "1992",
            "propositions": [make_proposition()],
        },
        more,
    )


def make_position(id: str = "p1-1995", **more: Any) -> Data:
    """A position with its citation, as part of a perspective."""
    return {
        "id": id,
        "proposition": PROPOSITION,
        "stance": "agrees",
        "date": "1995-03-01",
        "speaker": {"name": "Ada Alb", "role": "Minister", "affiliation": "Government"},
        "statement": "Says that the bridge belongs to neither bank.",
        "citations": [make_citation()],
        **more,
    }


def make_silence(id: str = "p1-none", **more: Any) -> Data:
    """A record that nothing was found, as part of a perspective."""
    return {
        "id": id,
        "proposition": PROPOSITION,
        "stance": "none-found",
        "statement": "No statement was found.",
        "searched": {"where": "Site of the ministry, 1992 to 2020", "date": "2025-12-31"},
        **more,
    }


def make_perspective(topic: str = "bridge", party: str = "alba", **more: Any) -> Perspective:
    """A perspective with one position."""
    return _valid(
        Perspective,
        {
            "topic": topic,
            "party": party,
            "headline": f"{party.title()} on the bridge",
            "summary": SUMMARY,
            "citations": [make_citation()],
            "positions": [make_position()],
        },
        more,
    )


def make_site() -> list[Document]:
    """The smallest site with everything on it: two parties, one of them silent on p2."""
    return [
        make_party(),
        make_party("boria", 2, "BO", hue="plum", kind="analysts", required=False),
        make_source(),
        make_source("report", kind="news", verification="reported", via=SOURCE),
        make_topic(
            propositions=[make_proposition(), make_proposition("p2")],
            events=[make_event()],
            claims_of=SOURCE,
            claims=[make_claim(proposition="p2")],
        ),
        make_perspective(
            positions=[make_position(), make_silence("p2-none", proposition="p2")],
        ),
        make_perspective(
            party="boria",
            positions=[make_position(stance="disagrees", citations=[make_citation("report")])],
        ),
    ]


def _valid(model: type[D], minimum: Data, more: Data) -> D:
    return model.model_validate(minimum | more)
