"""A form that came without its person: nothing of it is done, and nothing of it is lost.

A page holds all that was posted, so that it can be sent again once its editor is signed in.
What is posted to sign in is never repeated: it holds passwords and codes.
"""

from __future__ import annotations

from flask import render_template, request
from flask_security import current_user

_DESK = "desk"
#: What browsers say of a request that another site made.
FOREIGN = ("cross-site", "same-site")


def page(no_text: bool = False) -> tuple[str, int]:
    """Say why nothing was done, and hold what was posted where that may be shown again.

    *no_text* says that it holds a character that is none; it is taken out.
    """
    signed_out = not (no_text or current_user.is_authenticated)
    kept = request.blueprint == _DESK and not _from_elsewhere()
    posted = request.form.items(multi=True)
    given = [(name, text.replace("\0", "")) for name, text in posted if name != "csrf_token"]
    answer = render_template(
        "desk/accounts/unsent.html",
        signed_out=signed_out,
        no_text=no_text,
        kept=given if kept else [],
        files=any(file.filename for file in request.files.values()),
    )
    # The script that saves by itself tells the two apart by their status.
    return answer, 403 if kept and signed_out else 400


def _from_elsewhere() -> bool:
    """Whether a browser says that another site made the form; all of them name it."""
    origin = request.headers.get("Origin")
    own = request.headers.get("Sec-Fetch-Site") not in FOREIGN
    return not own or (origin is not None and origin != request.host_url.rstrip("/"))
