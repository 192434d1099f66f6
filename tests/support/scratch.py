"""A page for every form, without a database or accounts: what is posted is shown again."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask, Response, render_template_string, request

from app.desk.forms import BadRow, DocumentForm, apply, form_of, show, summary
from app.documents import Source
from app.documents.blanks import without_blanks
from tests.support import forms

_PAGE = """
{% extends "base.html" %}
{% from "desk/forms/form.html" import error_summary, form_fields, form_head, preview_pane, save_status %}
{% block title %}Scratch{% endblock %}
{% block canonical %}http://127.0.0.1/{% endblock %}
{% block head %}{{ form_head() }}{% endblock %}
{% block main %}
<div class="wide">
  <h1>{{ noun }} {{ key }}</h1>
  {{ error_summary(problems) }}
  <form method="post" id="scratch" class="desk-page" novalidate autocomplete="off" data-find="/scratch/find?q=" data-begin="/desk/new?pasted="
    {%- if request.args.autosave %} data-autosave="/scratch/autosave" data-heartbeat="/scratch/heartbeat"{% endif %}
    {%- if request.args.preview %} data-preview="/scratch/preview"{% endif %}>
    <input type="hidden" name="version" value="7">
    <input type="hidden" name="csrf_token" value="token">
    <div class="desk-sticky">{{ save_status("Draft · version 7") }}<button class="button button-primary" name="do" value="save">Save</button></div>
    <div class="desk-columns">
      <div class="desk-form-side">{{ form_fields(form) }}</div>
      {% if request.args.preview %}{{ preview_pane() }}{% endif %}
    </div>
  </form>
</div>
{% endblock %}
"""


@dataclass
class Stub:
    """What the pages' scripts asked for, and what they are answered."""

    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)

    def answer(self, what: str) -> Response:
        """The next answer, or the usual one; the page of an earlier test may still say goodbye."""
        usual = {"version": 8, "saved": "12:04", "here": []}
        if "gone" in request.form:
            self.gone.set()
            return Response(json.dumps(usual), mimetype="application/json")
        self.asked.append((what, dict(request.form) | {"header": request.headers["X-CSRFToken"]}))
        status, body = self.answers.pop(0) if self.answers else (200, usual)
        return Response(json.dumps(body), status, mimetype="application/json")


def register(app: Flask) -> Stub:
    """Add the pages to an application."""
    stub = Stub()
    app.config["WTF_CSRF_ENABLED"] = False  # outside the desk there is no session to hold a token
    app.add_url_rule("/scratch/<noun>/<path:key>", "scratch", _page, methods=["GET", "POST"])
    app.post("/scratch/autosave", endpoint="autosave")(partial(stub.answer, "autosave"))
    app.post("/scratch/heartbeat", endpoint="heartbeat")(partial(stub.answer, "heartbeat"))
    app.post("/scratch/preview")(_preview)
    app.get("/scratch/find")(_find)
    return stub


def _page(noun: str, key: str) -> str:
    name = (noun, key)
    kind, topic = form_of(noun), forms.topic_of(name) if noun == "perspective" else None
    fixed = dict(zip(("topic", "party"), key.split("/"), strict=True)) if topic else {}
    if request.method == "GET":
        data = {} if "new" in request.args else forms.data_of(name)
        form = kind.of(data, fixed=fixed, topic=topic)
        return _render(noun, key, form, _asked_problems(noun, form))
    form = kind.posted(request.form, fixed=fixed, topic=topic)
    what = request.form.get("do", "save")
    if what == "save":
        data = without_blanks(form.exchange())
        form = kind.of(data, fixed=fixed, topic=topic)
        return _render(noun, key, form, forms.faults_of(noun, data))
    try:
        data, focus = apply(noun, form.exchange(), what)
    except BadRow as error:
        return _render(noun, key, form, [((), str(error))])
    form = kind.of(data, fixed=fixed, topic=topic)
    form.focus = focus
    return _render(noun, key, form, [])


def _asked_problems(noun: str, form: DocumentForm) -> list[Any]:
    return forms.faults_of(noun, form.exchange()) if "faults" in request.args else []


def _render(noun: str, key: str, form: DocumentForm, problems: list[Any]) -> str:
    form.titles = {d.id: d.title for d in forms.documents().values() if isinstance(d, Source)}
    show(form, problems)
    return render_template_string(
        _PAGE, noun=noun, key=key, form=form, problems=summary(form, problems)
    )


def _preview() -> str:
    return render_template_string(
        "<p class='lede'>{{ request.form.headline }}</p>", version=request.form.get("version")
    )


def _find() -> dict[str, Any]:
    asked = request.args["q"].lower()
    sources = (each for each in forms.documents().values() if isinstance(each, Source))
    found = [
        {"id": s.id, "title": s.title, "publisher": s.publisher, "published": s.published}
        for s in sources
        if asked in s.title.lower() or asked in s.id or asked == s.url
    ]
    return {"sources": found[:20], "pasted": asked.startswith("http")}
