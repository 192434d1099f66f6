"""Settings come from the environment, and a bad one is named before anything starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.config import ROOT, BadConfig, settings

SECRET = "s" * 32
HERE = Path("/nowhere")
NAMES = ("ALTERAM_SECRET_KEY", "ALTERAM_TOTP_KEY", "ALTERAM_CODES_KEY")
SECRETS = dict.fromkeys(NAMES, SECRET)


def engine(url: str, **environment: str) -> dict[str, Any]:
    given = {"DATABASE_URL": url, **SECRETS, **environment}
    options: dict[str, Any] = settings(given, HERE)["SQLALCHEMY_ENGINES"]["default"]
    return options


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("secret", ["", "short", "s" * 31])
def test_in_production_there_is_no_secret_but_a_long_one(name: str, secret: str) -> None:
    with pytest.raises(BadConfig, match=f"{name} must be set to 32 characters"):
        settings(SECRETS | {name: secret}, HERE)


def test_secrets_of_32_characters_are_taken() -> None:
    found = settings(SECRETS, HERE)
    assert [found[name] for name in ("SECRET_KEY", "TOTP_KEY", "CODES_KEY")] == [SECRET] * 3


def test_earlier_secrets_are_still_accepted() -> None:
    given = {**SECRETS, "ALTERAM_SECRET_KEY_FALLBACKS": "first second"}
    assert settings(given, HERE)["SECRET_KEY_FALLBACKS"] == ["first", "second"]


@pytest.mark.parametrize(
    ("site", "name", "secure"),
    [
        ("https://example.org", "__Host-session", True),
        ("http://example.org", "__Host-session", True),
        ("https://localhost", "__Host-session", True),
        ("http://127.0.0.1:5000", "session", False),
        ("http://[::1]:5000", "session", False),
    ],
)
def test_the_cookie_is_secure_but_on_ones_own_machine(site: str, name: str, secure: bool) -> None:
    found = settings({**SECRETS, "ALTERAM_SITE_URL": site}, HERE)
    assert (found["SESSION_COOKIE_NAME"], found["SESSION_COOKIE_SECURE"]) == (name, secure)
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"


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
        ("ALTERAM_SITE_URL", "https://example.org:port", "not an http"),
        ("ALTERAM_SITE_URL", "https://[::1", "not an http"),
        ("ALTERAM_SITE_URL", "https://example.org/alteram", "without a name, a path"),
        ("ALTERAM_SITE_URL", "https://example.org?", "without a name, a path"),
        ("ALTERAM_SITE_URL", "https://example.org/#top", "without a name, a path"),
        ("ALTERAM_SITE_URL", "https://ada@example.org", "without a name, a path"),
        ("ALTERAM_DEBUG", "yes", "ALTERAM_DEBUG must be 1 or 0, not yes"),
        ("ALTERAM_RATELIMIT_STORAGE_URI", "foo://", "names no storage that can be used"),
        ("ALTERAM_RATELIMIT_STORAGE_URI", "", "names no storage that can be used"),
        (
            "DATABASE_URL",
            "sqlite:////no/such/folder/a.sqlite",
            "/no/such/folder, which is no folder",
        ),
        ("DATABASE_URL", "sqlite:///no-such-folder/a.sqlite", "which is no folder; make it first"),
        ("ALTERAM_PROXIES", "one", "must be a whole number"),
        ("ALTERAM_PROXIES", "-1", "must be a whole number"),
        ("ALTERAM_SMTP_URL", "mail.example.org", "ALTERAM_SMTP_URL"),
        ("DATABASE_URL", "mysql://host/name", "an SQLite or a PostgreSQL database"),
        ("DATABASE_URL", "not an address", "DATABASE_URL"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(BadConfig, match=sentence):
        settings({"ALTERAM_DEBUG": "1", name: value}, HERE)


@pytest.mark.parametrize("name", ["ALTERAM_SITE_URL", "ALTERAM_RATELIMIT_STORAGE_URI"])
def test_a_password_in_a_setting_is_not_repeated(name: str) -> None:
    with pytest.raises(BadConfig) as refused:
        settings({"ALTERAM_DEBUG": "1", name: "https://ada:secret@example.org"}, HERE)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"ALTERAM_DEBUG": "yes"}, "ALTERAM_DEBUG must be 1 or 0, not yes\n"),
        ({"ALTERAM_RATELIMIT_STORAGE_URI": "foo://"}, "ALTERAM_RATELIMIT_STORAGE_URI names no"),
        ({"DATABASE_URL": "sqlite:////no/such/a.sqlite"}, "DATABASE_URL names a file in /no/such"),
        (
            {"DATABASE_URL": "postgresql://ada@127.0.0.1:1/a"},
            "Error: the database cannot be used (",
        ),
    ],
    ids=str,
)
def test_a_command_ends_with_one_sentence(setting: dict[str, str], sentence: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "db", "upgrade"],
        cwd=ROOT,
        env={**os.environ, "ALTERAM_DEBUG": "1", **setting},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(sentence)
    assert ended.stderr.count("\n") == 1


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
    assert hosts["SITE_HOSTS"] == {"127.0.0.1", "[::1]", "example.org", "localhost"}
    assert hosts["SITE_URL"] == "https://example.org"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Example.ORG:8443", "example.org"),
        ("http://[2001:DB8::1]:5000", "[2001:db8::1]"),
        ("https://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_the_host_is_known_as_browsers_send_it(address: str, host: str) -> None:
    assert host in settings({"ALTERAM_DEBUG": "1", "ALTERAM_SITE_URL": address}, HERE)["SITE_HOSTS"]


def test_a_host_that_there_cannot_be_is_named() -> None:
    with pytest.raises(BadConfig, match="a host that there cannot be"):
        settings({"ALTERAM_DEBUG": "1", "ALTERAM_SITE_URL": f"https://{'a' * 64}.example"}, HERE)
