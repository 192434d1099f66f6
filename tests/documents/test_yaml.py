"""YAML holds text, lists and keys, and guesses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.documents import Document, exchange, yaml
from tests.support.generate import documents


@pytest.mark.parametrize(
    "text", ["no", "1992-07-21", "012", "1e3", "true", "0x1F", "12:30:00", "1_0"]
)
def test_a_value_is_the_text_that_stands_there(text: str) -> None:
    assert yaml.read(f"key: {text}")[0] == {"key": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_an_empty_value_is_nothing(text: str) -> None:
    assert yaml.read(f"key: {text}")[0] == {"key": None}


def test_every_path_has_its_line() -> None:
    _, lines = yaml.read("a: 1\nb:\n  - c: 2\n    d:\n      3\n")
    assert lines["a",] == 1
    assert lines["b", 0, "c"] == 3
    assert lines["b", 0, "d"] == 4


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\na: 2", 2, "the key 'a' is given twice; keep one"),
        ("a: &x 1\nb: *x", 2, "the alias *x is not used here; write it out"),
        ("a: 1\n? [b]\n: 2", 2, "a key must be a word"),
        ("[" * 13 + "]" * 13, 1, "nested more than 12 levels deep"),
        ("a: 1\n\nb: 'open\n", 3, "not YAML: found unexpected end of stream"),
        ("a: 1\n---\nb: 2", 2, "not YAML: but found another document"),
        ("a: 1\nb: \x07", 2, "not YAML: the character U+0007; remove it"),
        ("a: 1\n\tb: 2", 2, "not YAML: found a tab character that violates indentation"),
    ],
)
def test_what_it_refuses_it_names_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(yaml.BadYaml) as refusal:
        yaml.read(text)
    assert (refusal.value.line, refusal.value.message) == (line, message)


@pytest.mark.parametrize(
    "text",
    ["a: !!python/object/apply:os.getcwd []", "!!set {a, b}", "a: !!str 1", "!mine a: b", "a: ! b"],
)
def test_a_tag_is_refused(text: str) -> None:
    with pytest.raises(yaml.BadYaml, match=r"the tag !.* is not used here"):
        yaml.read(text)


@given(documents())
def test_what_was_written_is_read_again_as_it_was(document: Document) -> None:
    data, _ = yaml.read(yaml.write(exchange(document)))
    assert type(document).model_validate(data) == document


@given(documents())
def test_writing_what_was_read_gives_the_same_text(document: Document) -> None:
    text = yaml.write(exchange(document))
    data, _ = yaml.read(text)
    assert yaml.write(exchange(type(document).model_validate(data))) == text


def test_several_documents_are_read_each_with_its_lines() -> None:
    found = yaml.read_all("---\na: x\n---\n# nothing\n---\nb:\n  - y\n")
    assert [data for data, _lines in found] == [{"a": "x"}, {"b": ["y"]}]
    assert [lines[()] for _data, lines in found] == [2, 6]
    assert found[1][1]["b", 0] == 7
