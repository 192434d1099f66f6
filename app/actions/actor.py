"""Who acts: what actions are told of the person who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions.permissions import allows


@dataclass(frozen=True)
class Actor:
    """A person who is signed in, for one request."""

    id: int
    name: str
    """The name that the public history shows."""
    roles: frozenset[str]
    address: str = ""
    """The network that the request came from, cut to 24 or 56 bits."""
    request_id: str = ""

    def may(self, permission: str) -> bool:
        """Whether the actor's role has a permission (app/actions/permissions.py)."""
        return allows(self.roles, permission)
