"""The examples of docs/api.md answer as the page says."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from app.config import ROOT

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^curl (.*)$", re.MULTILINE)
ADDRESS = re.compile(r"'https://alteram\.example([^']+)'")
HEADER = re.compile(r"-H '([^:]+): ([^']+)'")
EXAMPLES = COMMAND.findall(TEXT)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_answers(client: FlaskClient, command: str) -> None:
    [address] = ADDRESS.findall(command)
    headers = dict(HEADER.findall(command))
    expected = 302 if "timegate" in address else 200
    if "If-None-Match" in headers:
        headers["If-None-Match"] = client.get(address).headers["ETag"]
        expected = 304
    answer = client.get(address, headers=headers)
    assert answer.status_code == expected
    if answer.mimetype == "application/json":
        assert answer.get_json()["data"]


def test_the_problem_that_is_shown_is_the_one_that_is_given(client: FlaskClient) -> None:
    shown = json.loads(re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[0])
    given = client.get("/api/v1/positions?stance=maybe").get_json()
    assert {name: given[name] for name in ("title", "status", "detail")} == {
        name: shown[name] for name in ("title", "status", "detail")
    }


@pytest.mark.parametrize("name", re.findall(r"^\| `(/[^`]+)` \|", TEXT, re.MULTILINE))
def test_every_feed_that_is_listed_is_there(client: FlaskClient, name: str) -> None:
    address = name.replace("topics/<slug>", "topics/un-csto-debate").replace("<id>", "russia")
    assert client.get(address).mimetype == "application/atom+xml"
