"""Blind coding: a stance is given without knowing whose statement it is, and counted."""

from __future__ import annotations

from flask import Flask

from app.documents import Perspective
from tests.support.desk import KEY
from tests.support.editing import edit, held
from tests.support.people import signed_in
from tests.support.sheet import Sheet

TOPIC = "bridge"


def coder(app: Flask, name: str = "Bea") -> Sheet:
    """A reviewer with the next statement before them."""
    return Sheet(signed_in(app, "reviewer", name=name)).go(f"/desk/coding/{TOPIC}")


def test_the_page_does_not_tell_whose_statement_it_is(small: Flask) -> None:
    page = coder(small)
    position = held(small, Perspective, KEY).positions[0]
    assert position.speaker
    main = page.html[page.html.index("<main") : page.html.index("</main")]
    for secret in ("alba", "Alba", position.speaker.name, position.id):
        assert secret not in main


def test_the_rest_is_shown_once_it_is_coded(small: Flask) -> None:
    page = coder(small).fill(stance="mixed").press("Code it")
    assert "The author's stance" in page.text
    assert "Speaker" in page.text


def test_nobody_codes_a_statement_twice(small: Flask) -> None:
    other = held(small, Perspective, "bridge/boria").positions
    told = other[0].model_copy(update={"statement": "It says something else altogether."})
    edit(small, Perspective, "bridge/boria", positions=(told, *other[1:]))
    page = coder(small)
    words = page.value("words")
    page.fill(stance="mixed").press("Code it")
    page.go(f"/desk/coding/{TOPIC}")
    assert page.value("words") != words
    page.set("words", words).fill(stance="agrees").press("Code it")
    assert page.status == 409
    assert "You have coded this statement before" in page.text


def test_somebody_elses_coding_is_not_shown(small: Flask) -> None:
    page = coder(small).fill(stance="mixed").press("Code it")
    other = Sheet(signed_in(small, "reviewer", name="Uma"))
    assert other.go(page.address).status == 404


def test_editors_do_not_code(small: Flask) -> None:
    assert Sheet(signed_in(small)).go(f"/desk/coding/{TOPIC}").status == 403


def test_the_method_page_tells_how_many_were_coded_and_no_figure_below_three(
    filled: Flask,
) -> None:
    bea = Sheet(signed_in(filled, "reviewer", name="Bea"))
    reader = filled.test_client()
    first = reader.get("/method")
    for _ in range(2):
        bea.go("/desk/coding/unifil-proposal").fill(stance="agrees").press("Code it")
    then = reader.get("/method", headers={"If-None-Match": first.headers["ETag"]})
    assert then.status_code == 200
    assert "Statements coded blind" in then.text
    assert '<td class="amount">2</td>' in then.text
    bea.go("/desk/coding/unifil-proposal").fill(stance="agrees").press("Code it")
    assert '<td class="amount">3</td>' in reader.get("/method").text
