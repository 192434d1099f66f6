"""Who may do what: the table, as data. Whoever is not in it may nothing."""

from __future__ import annotations

from collections.abc import Iterable

_EVERYONE = frozenset({"editor", "reviewer", "admin"})
_REVIEWERS = frozenset({"reviewer", "admin"})
_ADMINS = frozenset({"admin"})

#: Permission: the roles that have it.
PERMISSIONS: dict[str, frozenset[str]] = {
    "desk": _EVERYONE,  # see the desk
    "own-account": _EVERYONE,  # change one's own password and factors, end one's own sessions
    "draft": _EVERYONE,  # create, edit, submit, withdraw one's own drafts; import; restore
    "see-drafts": _REVIEWERS,  # see everybody's drafts
    "review": _REVIEWERS,  # comment, send back, approve and reject what others wrote
    "publish": _REVIEWERS,  # publish what is approved; retract, and undo that
    "code": _REVIEWERS,  # code statements without seeing what others coded
    "merge": _ADMINS,  # merge sources, and undo that
    "accounts": _ADMINS,  # invite and disable people, change roles, end sessions
    "audit": _ADMINS,  # read the whole audit log
}


def allows(roles: Iterable[str], permission: str) -> bool:
    """Whether one of these roles has a permission. A permission that there is not is an error."""
    return not PERMISSIONS[permission].isdisjoint(roles)
