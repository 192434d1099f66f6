"""Readers: what they get when they ask for an address."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from flask.testing import FlaskClient

from tests.support.html import parse


def read(client: FlaskClient, address: str, status: int = 200) -> Element:
    """The page at an address as a tree; it must come with *status*."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answered {answer.status_code}"
    assert answer.mimetype == "text/html"
    return parse(answer.text)
