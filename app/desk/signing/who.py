"""The person of a request, as actions know people."""

from __future__ import annotations

from flask import g, request

from app.actions.actor import Actor
from app.desk.signing.address import network
from app.models import UserRow


def as_actor(user: UserRow) -> Actor:
    """A person as the one who acts in this request."""
    roles = frozenset(role.name for role in user.roles)
    return Actor(user.id, user.name, roles, network(request.remote_addr), g.request_id)
