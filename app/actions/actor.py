"""Who acts: what actions are told of the person who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions.permissions import allows
from app.actions.refused import Refused


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

    def must(self, permission: str) -> None:
        """Raise Refused without a permission."""
        if not self.may(permission):
            raise Refused("Your role does not allow this.")
