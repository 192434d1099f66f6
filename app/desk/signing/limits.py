"""How often one may try to sign in: per account and network, per address, per account an hour."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable

from flask import request, session
from flask_security import current_user
from limits import RateLimitItem, parse
from werkzeug.exceptions import TooManyRequests

from app.desk.signing.address import network
from app.extensions import limiter

#: Where passwords, codes and links are tried.
TRIED = frozenset({
    "security.login", "security.verify", "security.two_factor_token_validation",
    "security.mf_recovery", "security.forgot_password", "security.reset_password",
    "security.change_password", "security.change_email", "security.two_factor_setup_validate",
    "security.wan_signin_response", "security.wan_verify_response",
    "door.invitation",
})  # fmt: skip
_ACCOUNT_AND_NETWORK = parse("10/minute")
_ADDRESS = parse("30/minute")
_ACCOUNT = parse("100/hour")
_WRITES = parse("60/minute")


def count_try() -> None:
    """Count an attempt at signing in; refuse it where there were too many."""
    account, address = _account(), request.remote_addr or ""
    _count([
        (_ACCOUNT_AND_NETWORK, ("account", account, network(address))),
        (_ADDRESS, ("address", address)),
        (_ACCOUNT, ("account", account)),
    ])  # fmt: skip


def count_write(user_id: int) -> None:
    """Count a change by somebody who is signed in."""
    _count([(_WRITES, ("writes", str(user_id)))])


def _account() -> str:
    """The account that is tried, as well as it is known."""
    if current_user.is_authenticated:
        return str(current_user.fs_uniquifier)
    typed = request.form.get("email", "").strip().lower()[:254]
    return typed or str(session.get("tf_user_id", "")) or request.path


def _count(limits: Iterable[tuple[RateLimitItem, tuple[str, ...]]]) -> None:
    if not limiter.enabled:
        return
    for limit, who in limits:
        if not limiter.limiter.hit(limit, *who):
            reset = limiter.limiter.get_window_stats(limit, *who).reset_time
            raise TooManyRequests(retry_after=max(1, math.ceil(reset - time.time())))
