"""A form that came without its person: nothing of it is done, and nothing of it is lost.

A page holds all that was posted, so that it can be sent again once its editor is signed in.
What is posted to sign in is never repeated: it holds passwords and codes.
"""

from __future__ import annotations

from flask import render_template, request
from flask_security import current_user

_DESK = "desk"


def page() -> tuple[str, int]:
    """Say why nothing was done, and hold what was posted where that may be shown again."""
    signed_out = not current_user.is_authenticated
    kept = request.blueprint == _DESK and not _from_elsewhere()
    given = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    answer = render_template(
        "desk/accounts/unsent.html",
        signed_out=signed_out,
        kept=given if kept else [],
        files=any(file.filename for file in request.files.values()),
    )
    # The script that saves by itself tells the two apart by their status.
    return answer, 403 if kept and signed_out else 400


def _from_elsewhere() -> bool:
    """Whether a browser says that another site made the form; all of them name it."""
    origin = request.headers.get("Origin")
    return origin is not None and origin != request.host_url.rstrip("/")
