"""The sentences that readers see can be found by the tools of translators."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from app.config import ROOT

_CALLS = {"_": 1, "gettext": 1, "ngettext": 2}  #: how many sentences each is given

Sentences = tuple[object, ...]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every sentence that ``make messages`` finds."""
    file = tmp_path_factory.mktemp("messages") / "messages.pot"
    mapping = str(ROOT / "pyproject.toml")
    arguments = ["pybabel", "-q", "extract", "-F", mapping, "-o", str(file), str(ROOT)]
    CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]
    with file.open("rb") as pot:
        catalogue = read_po(pot)
    return {
        text
        for message in catalogue
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    }


def test_every_sentence_of_the_templates_is_found(extracted: set[str]) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for file in _files("templates", "*.html"):
        tree = environment.parse(file.read_text(encoding="utf-8"))
        for line, sentences in _in_template(tree):
            _check(file, line, sentences, extracted)


def test_every_sentence_of_the_code_is_found(extracted: set[str]) -> None:
    for file in _files("app", "*.py"):
        for line, sentences in _in_code(ast.parse(file.read_text(encoding="utf-8"))):
            _check(file, line, sentences, extracted)


def test_sentences_of_both_are_there(extracted: set[str]) -> None:
    assert {"Skip to the content", "“%(name)s” is given too often."} <= extracted


def _check(file: Path, line: int, sentences: Sentences, extracted: set[str]) -> None:
    for sentence in sentences:
        assert isinstance(sentence, str), f"{file}:{line}: no sentence stands here, but a value"
        assert sentence in extracted, f"{file}:{line}: {sentence} is not found"


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(pattern))


def _in_template(tree: nodes.Template) -> Iterator[tuple[int, Sentences]]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _CALLS:
            given = call.args[: _CALLS[call.node.name]]
            yield call.lineno, tuple(getattr(each, "value", None) for each in given)


def _in_code(tree: ast.Module) -> Iterator[tuple[int, Sentences]]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            given = call.args[: _CALLS.get(call.func.id, 0)]
            yield call.lineno, tuple(getattr(each, "value", None) for each in given)
