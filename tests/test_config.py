"""Settings come from the environment, and a bad one is named before anything starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.config import BadConfig, settings

SECRET = "s" * 32
HERE = Path("/nowhere")


def engine(url: str, **environment: str) -> dict[str, Any]:
    given = {"DATABASE_URL": url, "ALTERAM_SECRET_KEY": SECRET, **environment}
    options: dict[str, Any] = settings(given, HERE)["SQLALCHEMY_ENGINES"]["default"]
    return options


@pytest.mark.parametrize("secret", ["", "short", "s" * 31])
def test_in_production_there_is_no_secret_but_a_long_one(secret: str) -> None:
    with pytest.raises(BadConfig, match="ALTERAM_SECRET_KEY must be set to 32 characters"):
        settings({"ALTERAM_SECRET_KEY": secret}, HERE)


def test_a_secret_of_32_characters_is_taken() -> None:
    assert settings({"ALTERAM_SECRET_KEY": SECRET}, HERE)["SECRET_KEY"] == SECRET


def test_a_developer_gets_a_new_secret_at_each_start() -> None:
    secrets = {settings({"ALTERAM_DEBUG": "1"}, HERE)["SECRET_KEY"] for _ in range(2)}
    assert len(secrets) == 2


def test_a_developer_has_no_short_secret_either() -> None:
    with pytest.raises(BadConfig):
        settings({"ALTERAM_DEBUG": "1", "ALTERAM_SECRET_KEY": "dev"}, HERE)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ALTERAM_SITE_URL", "example.org", "not an http"),
        ("ALTERAM_SITE_URL", "ftp://example.org", "not an http"),
        ("ALTERAM_PROXIES", "one", "must be a whole number"),
        ("ALTERAM_PROXIES", "-1", "must be a whole number"),
        ("DATABASE_URL", "mysql://host/name", "an SQLite or a PostgreSQL database"),
        ("DATABASE_URL", "not an address", "DATABASE_URL"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(BadConfig, match=sentence):
        settings({"ALTERAM_DEBUG": "1", name: value}, HERE)


def test_without_an_address_the_database_is_a_file_of_the_installation() -> None:
    assert engine("")["url"].database == "/nowhere/alteram.sqlite"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg(scheme: str) -> None:
    assert engine(f"{scheme}://host/name")["url"].drivername == "postgresql+psycopg"


def test_a_readers_query_is_bounded_and_a_command_is_not() -> None:
    assert "statement_timeout=5000" in str(engine("postgresql://host/name"))
    assert "timeout" not in str(engine("postgresql://host/name", FLASK_RUN_FROM_CLI="true"))


def test_hosts_are_those_of_the_site_and_of_this_machine() -> None:
    hosts = settings({"ALTERAM_DEBUG": "1", "ALTERAM_SITE_URL": "https://example.org/"}, HERE)
    assert hosts["TRUSTED_HOSTS"] == ["127.0.0.1", "[::1]", "example.org", "localhost"]
    assert hosts["SITE_URL"] == "https://example.org"
