"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.pages import PARTY, TOPIC


@dataclass(frozen=True)
class Case:
    """One kind of request."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Encoding": "identity"})
    known: bool = False
    """Whether the client has the page already and asks for news only (If-None-Match)."""


_TOPIC = f"/topics/{TOPIC}"

#: Asked once, of a process that has answered nothing but /healthz.
COLD = Case("topic, first request of a process", _TOPIC)

WARM = (
    Case("topic", _TOPIC),
    Case("topic, compressed (br)", _TOPIC, {"Accept-Encoding": "br"}),
    Case("topic, compressed (gzip)", _TOPIC, {"Accept-Encoding": "gzip"}),
    Case("topic, unchanged (304)", _TOPIC, known=True),
    Case("perspective", f"{_TOPIC}/{PARTY}"),
    Case("home", "/"),
    Case("search", "/search?q=withdrawal"),
)
