"""Errors that programs read: problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, g

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """An answer that says what is wrong and what to do; *more* are members of its own,
    of which empty ones are left out.

    The type is left out, which means about:blank: the status says what kind it is.
    """
    members = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": f"urn:uuid:{g.get('request_id', '')}",
        **{name: value for name, value in more.items() if value},
    }
    text = json.dumps(members, ensure_ascii=False, indent=2) + "\n"
    return Response(text, status, dict(headers or {}), mimetype=MEDIA_TYPE)
