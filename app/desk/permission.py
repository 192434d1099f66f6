"""Every address of the desk names one permission; one that names none is shut to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from app.actions import writing
from app.actions.actor import Actor
from app.actions.permissions import PERMISSIONS
from app.desk.signing import limits, sessions, unsent
from app.desk.signing.who import as_actor
from app.extensions import db
from app.models import UserRow
from app.web.headers import is_desk

V = TypeVar("V", bound=Callable[..., Any])
SAFE = ("GET", "HEAD", "OPTIONS")


class Need(NamedTuple):
    """What an address asks of whoever comes."""

    permission: str
    fresh: bool
    """Whether the password or a factor must have been given in the last ten minutes."""
    writes: bool
    """Whether what is posted there changes anything."""


def needs(permission: str, *, fresh: bool = False, writes: bool = True) -> Callable[[V], V]:
    """Name the permission that a view needs: ``@needs("draft")``, under the route's decorator."""
    if permission not in PERMISSIONS:
        raise ValueError(f"there is no permission {permission}")

    def mark(view: V) -> V:
        view.need = Need(permission, fresh, writes)  # type: ignore[attr-defined]
        return view

    return mark


def need_of(endpoint: str | None, app: Flask | None = None) -> Need | None:
    """The need that a view was marked with."""
    view = (app or current_app).view_functions.get(endpoint or "")
    return getattr(view, "need", None)


def actor() -> Actor:
    """Who is signed in. Only for views of the desk, where somebody always is."""
    known: Actor = g.actor
    return known


def acting() -> Actor | None:
    """Who is signed in, for the navigation of a page of the desk; an error may come before all
    views. None elsewhere, and for nobody."""
    if "actor" in g:
        return actor()
    return as_actor(current_user) if is_desk() and current_user.is_authenticated else None


def demand() -> Response | tuple[str, int] | None:
    """Let nobody in who is not signed in, or may not: before every view of the desk."""
    if not current_user.is_authenticated:
        return _to_sign_in() if request.method in SAFE else unsent.page()
    need = need_of(request.endpoint)
    g.actor = as_actor(current_user)
    if need is None or not g.actor.may(need.permission):
        abort(403, "Your role does not allow this.")
    if lacks_factor(current_user) and need.permission != "own-account":
        return redirect(url_for("desk.factors"))
    if need.fresh and not sessions.is_fresh():
        return redirect(url_for("security.verify", next=_return_to()))
    if need.writes and request.method not in SAFE:
        limits.count_write(g.actor.id)
        writing.begin(db.session)
    return None


def lacks_factor(user: UserRow) -> bool:
    """Whether a person must set up a second factor before anything else."""
    return user.check_tf_required_setup() and not user.has_factor


def _to_sign_in() -> Response:
    answer: Response = redirect(url_for("security.login", next=_return_to()))
    return answer


def _return_to() -> str:
    """Where to go on afterwards: what was asked for, or for a form that was sent the desk."""
    if request.method in SAFE:
        return request.full_path.removesuffix("?")
    return url_for("desk.start")
