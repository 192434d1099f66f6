"""A document has one byte form, and so one digest."""

from __future__ import annotations

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from app.documents import Document, canonical, digest, exchange
from tests.support.generate import documents
from tests.support.make import make_party, make_source


def test_the_digest_is_the_sha_256_of_the_utf_8_form() -> None:
    assert digest("Совет") == "92da5656844659563cb07578f74d825d5f60b1de4452ba4dfbf1110c66e23e18"


def test_keys_are_sorted_and_nothing_stands_between() -> None:
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'


def test_a_whole_number_of_degrees_is_written_without_a_point() -> None:
    assert canonical([46.0, -0.0, 29.5]) == "[46,0,29.5]"


@given(st.decimals(min_value=-90, max_value=90, places=4).map(float))
def test_degrees_are_written_as_every_json_writer_does(degrees: float) -> None:
    assert "e" not in canonical(degrees)


def test_a_field_left_at_its_default_is_not_in_the_form() -> None:
    assert exchange(make_source(note=None)) == exchange(make_source())
    assert "required" not in exchange(make_party(required=False))


@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(document: Document, chance: random.Random) -> None:
    keys = list(data := exchange(document))
    chance.shuffle(keys)
    again = type(document).model_validate({key: data[key] for key in keys})
    assert canonical(exchange(again)) == canonical(exchange(document))


@given(documents())
def test_a_document_read_from_its_form_has_the_same_digest(document: Document) -> None:
    body = canonical(exchange(document))
    again = type(document).model_validate_json(body)
    assert again == document
    assert digest(canonical(exchange(again))) == digest(body)


@given(documents())
def test_the_form_is_json_that_any_reader_understands(document: Document) -> None:
    assert json.loads(canonical(exchange(document))) == exchange(document)
