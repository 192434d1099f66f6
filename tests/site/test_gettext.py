"""Every word of the site's own can be translated: nothing is left between the marks.

tests/test_messages.py holds that translators are shown each of these sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel import Locale
from flask import Flask

from app.actions.load import WHY
from app.api.openapi import described
from app.documents import exchange
from app.documents.files import read_directory
from app.exports.forms import ALTERNATES
from tests.support.apps import DATA
from tests.support.html import parse
from tests.support.pages import ERRORS, PAGES
from tests.support.pseudo import Pseudo, untranslated

EVERY = {**PAGES, **{name: address for name, (address, _status) in ERRORS.items()}}
#: What is the same in every language or was typed, and what Babel translates.
NAMES = [
    WHY.summary,
    "zzzz",
    "Alteram",
    "CC BY 4.0",
    "OpenAPI 3.1.0",
    "sha256sum",
    *Locale("en", "GB").languages.values(),
    *(form.title for form in ALTERNATES["topic"]),
]


def strings(value: object) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield str(name)
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.fixture(scope="module")
def content() -> str:
    """All that the documents say, and the description of the API, which is for programs."""
    api = described("http://127.0.0.1:5000")
    documents = read_directory(DATA).documents.values()
    said = (text for each in documents for text in (each.key, *strings(exchange(each))))
    asked = (f"{method} {path}" for path, each in api["paths"].items() for method in each)
    return "\n".join([*NAMES, *said, *strings(api), *asked])


@pytest.fixture
def marked(loaded: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site in a language in which every translated sentence is marked."""
    monkeypatch.setattr("flask_babel.Domain.get_translations", lambda _domain: Pseudo())
    return loaded


@pytest.mark.parametrize("name", EVERY)
def test_no_sentence_of_a_page_stays_untranslated(marked: Flask, content: str, name: str) -> None:
    page = parse(marked.test_client().get(EVERY[name]).text)
    assert sorted(set(untranslated(page, content.casefold()))) == []


def test_a_sentence_that_was_forgotten_would_be_found() -> None:
    page = parse("<html><body><p title='Forgotten'>⟦Found⟧ and <b>ours</b></p></body></html>")
    assert list(untranslated(page, "ours")) == ["and", "Forgotten"]
