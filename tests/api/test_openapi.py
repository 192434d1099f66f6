"""The API keeps what its description promises, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from app.api.openapi import described
from tests.support import apps
from tests.support.editing import put
from tests.support.make import make_site

schema = schemathesis.openapi.from_dict(described("http://127.0.0.1:5000"))


def test_the_description_is_openapi(client: FlaskClient) -> None:
    found = client.get("/api/openapi.json").get_json()
    OpenAPIV31SpecValidator(found).validate()
    assert found["openapi"] == "3.1.0"


def test_every_address_of_the_api_is_described(loaded: Flask) -> None:
    rules = {
        rule.rule.replace("<number:", "{").replace("<", "{").replace(">", "}")
        for rule in loaded.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    rules.remove("/api/v1/")  # it leads to the page of the description
    assert rules == {"/api/v1" + path for path in schema.raw_schema["paths"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The small site on SQLite: what is asked and answered is the same on either database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'api.sqlite'}"
    apps.migrate(url)
    with apps.running(url) as app:
        put(app, *make_site())
        yield app


@schema.parametrize()
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(site: Flask, case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(app=site, headers={"Accept-Encoding": "identity"})
