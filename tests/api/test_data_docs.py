"""What docs/data.md tells reusers is true: its examples, its tables of forms and of terms."""

from __future__ import annotations

import re
import shlex

import pytest
from flask.testing import FlaskClient

from app.config import ROOT
from app.exports.forms import ALTERNATES, FORMS
from app.exports.vocabulary import PROPERTIES, TYPES

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
SITE = "https://alteram.example"
EXAMPLES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if line.startswith("curl ")
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_answered(client: FlaskClient, example: str) -> None:
    words = shlex.split(example)[1:]
    address = words[-1]
    assert address.startswith(SITE)
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    method = "HEAD" if "-I" in words else "GET"
    answer = client.open(address.removeprefix(SITE), method=method, headers=headers)
    assert answer.status_code == (304 if "If-None-Match" in headers else 200)
    if "Accept" in headers:
        assert answer.mimetype == headers["Accept"]


def test_there_are_examples_of_every_section() -> None:
    assert len(EXAMPLES) >= 10


def test_every_form_is_in_the_table_with_its_type_and_what_it_is_of() -> None:
    rows = re.findall(r"^\| `\.([\w.]+)` \| `([\w./+-]+)` \| .* \| (.*) \|$", PAGE, re.MULTILINE)
    of_sources = {form.suffix for form in FORMS["source"]}
    forms = [(form.suffix, form.media_type) for form in ALTERNATES["topic"]]
    assert [(suffix, kind) for suffix, kind, _ in rows] == forms
    assert {suffix for suffix, _, of in rows if of == "topics, sources"} == of_sources


def test_every_term_of_ours_is_in_the_table() -> None:
    table = PAGE.partition("| term | what |")[2].partition("\n\n")[0]
    listed = [
        name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])
    ]  # fmt: skip
    assert listed == [*TYPES, *PROPERTIES]
