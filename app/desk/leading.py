"""Addresses that only take a form: whoever opens one is led to the page that has the form.

A refused form is answered where it was sent, so that its address is in the browser's bar, in
its history and in what people send each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, abort, redirect, url_for
from werkzeug.wrappers import Response

from app.desk.permission import actor, need_of
from app.extensions import db
from app.models import CommentRow, DraftRow

Address = Callable[..., str]


def init_app(app: Flask) -> None:
    """Let every address of the desk that takes a form only be opened too."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]
    opened = {rule.rule for rule in rules if "GET" in (rule.methods or ())}
    for rule in rules:
        if rule.rule not in opened:
            page, address = _PAGES[rule.endpoint.removeprefix("desk.")]
            view = _leading(address)
            view.need = need_of(f"desk.{page}", app)  # type: ignore[attr-defined]
            app.add_url_rule(rule.rule, f"{rule.endpoint}_page", view, methods=["GET"])


def _leading(address: Address) -> Callable[..., Response]:
    return lambda **values: redirect(address(**values))


def _to(page: str, *kept: str, **given: str) -> tuple[str, Address]:
    """A page with the values of its address: *kept* are those that both have."""

    def address(**values: Any) -> str:
        both: dict[str, Any] = given | {name: values[name] for name in kept}
        return url_for(f"desk.{page}", **both)

    return page, address


def _submission_of(id: int) -> str:
    draft = db.session.get(DraftRow, id) or abort(404)
    return url_for("desk.submission", id=draft.submission_id)


def _commented(id: int) -> str:
    """Where a draft is commented on: reviewers do so on the page of the review."""
    draft = db.session.get(DraftRow, id) or abort(404)
    if actor().may("review"):
        return url_for("desk.review", id=draft.submission_id)
    return url_for("desk.draft", id=id, _anchor="comments")


def _comment(id: int) -> str:
    comment = db.session.get(CommentRow, id) or abort(404)
    return _commented(comment.draft_id)


#: By the view that takes the form: the page whose permission it asks for, and where that is.
_PAGES: dict[str, tuple[str, Address]] = {
    "end_own_sessions": _to("own_sessions"),
    "revoke_token": _to("own_tokens"),
    "change_account": _to("people"),
    "change_role": _to("people"),
    "invite": _to("people"),
    "withdraw_invitation": _to("people"),
    "restore": _to("after_publication", "noun", "key"),
    "retract": _to("after_publication", "noun", "key"),
    "merge_source": _to("after_publication", "key", noun="source"),
    "begin_again": _to("draft", "id"),
    "merge_draft": _to("draft", "id"),
    "draft_here": _to("draft", "id"),
    "comment_draft": ("draft", _commented),
    "resolve_comment": ("draft", _comment),
    "drop_draft": ("draft", _submission_of),
    "describe_submission": _to("submission", "id"),
    "submit_submission": _to("submission", "id"),
    "join_submission": _to("submission", "id"),
    "take_back_submission": _to("submission", "id"),
    "withdraw_submission": _to("submission", "id"),
}
