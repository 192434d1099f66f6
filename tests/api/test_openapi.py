"""The API keeps what its description promises, whatever it is asked."""

from __future__ import annotations

import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from app.api.openapi import described

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
    assert rules == {"/api/v1" + path for path in schema.raw_schema["paths"]}


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(loaded: Flask, case: schemathesis.Case) -> None:
    case.call_and_validate(app=loaded, headers={"Accept-Encoding": "identity"})
