"""Where the page of this request can be had in other forms (app/exports/forms.py)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request

from app.exports.forms import ALTERNATES, Form
from app.web.arguments import CLOCKS

_FOLDERS = {"topic": "topics", "source": "sources"}


def init_app(app: Flask) -> None:
    """Let templates say ``alternates("topic", topic.slug)``."""
    app.jinja_env.globals["alternates"] = alternates


def alternates(noun: str, key: str) -> list[tuple[Form, str]]:
    """Each form of a document with its address, which keeps the clocks of this request."""
    return [(form, path(noun, key, form.suffix)) for form in ALTERNATES[noun]]


def path(noun: str, key: str, suffix: str = "") -> str:
    """Where a document is found: its page, or with a suffix one of its forms."""
    form = f".{suffix}" if suffix else ""
    if suffix == "atom":  # what was published lately, whatever is looked at
        return f"/{_FOLDERS[noun]}/{key}{form}"
    asked = {name: request.args[name] for name in CLOCKS if request.args.get(name)}
    query = f"?{urlencode(asked, safe=':')}" if asked and noun == "topic" else ""
    return f"/{_FOLDERS[noun]}/{key}{form}{query}"
