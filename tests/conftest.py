"""The fixtures. A test that touches a database runs on SQLite and on PostgreSQL.

``loaded``  an application with data/ in it, for all tests that only read; it refuses to write
``client``  a browser without script or cookies on ``loaded``
``empty``   an application on a new, migrated database of its own, for tests that write
``filled``  the same, with data/ in it
``small``   the same, with the small site of tests/support/make.py in it
``holding`` an application with the small site, for tests of what must leave it as it is
``enter``   a client of ``small`` in which somebody is signed in: ``enter("reviewer")``
            (tests/support/people.py has more of them)
``unchecked_html`` lets texts with marks of HTML be published
``blank``   the address of a new database without a single table
``app``     an application without a database
``backend`` where such databases are made
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import apps, postgres
from tests.support.backends import Backend, PostgreSQL, Sqlite
from tests.support.editing import put
from tests.support.make import make_site
from tests.support.people import signed_in

# That a machine has much to do is no fault of what is tested.
hypothesis.settings.register_profile(
    "alteram",
    deadline=None,
    max_examples=25,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("alteram")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database nobody made, for what needs none."""
    with apps.running(f"sqlite:///{tmp_path}/none.sqlite") as app:
        yield app


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    """The PostgreSQL server of this run (under pytest-xdist, of this worker)."""
    try:
        with postgres.running() as server:
            yield server
    except postgres.MissingPostgres as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    """The database that a test runs on: one, then the other."""
    if request.param == "postgresql":
        return PostgreSQL(request.getfixturevalue("server"))
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def migrated(backend: Backend) -> str:
    """A database with all tables and no rows, to be copied."""
    url = backend.create()
    apps.migrate(url)
    return url


@pytest.fixture(scope="session")
def complete(backend: Backend, migrated: str) -> str:
    """A database with data/ in it, to be copied."""
    url = backend.copy(migrated)
    apps.load_data(url)
    return url


@pytest.fixture(scope="session")
def furnished(backend: Backend, migrated: str) -> str:
    """A database with the small site in it, to be copied."""
    url = backend.copy(migrated)
    with apps.running(url) as app:
        put(app, *make_site())
    return url


@pytest.fixture(scope="session")
def holding(backend: Backend, furnished: str) -> Iterator[Flask]:
    """An application with the small site that could write, and should refuse to."""
    with apps.running(backend.copy(furnished)) as app:
        yield app


@pytest.fixture(scope="session")
def loaded(backend: Backend, complete: str) -> Iterator[Flask]:
    """An application with data/ in it that refuses to write."""
    with apps.running(backend.copy(complete)) as app:
        apps.refuse_writing(app)
        yield app


@pytest.fixture
def client(loaded: Flask) -> FlaskClient:
    """A reader of ``loaded``."""
    return loaded.test_client()


@pytest.fixture
def blank(backend: Backend) -> Iterator[str]:
    """The address of a database without a single table."""
    url = backend.create()
    yield url
    backend.drop(url)


@pytest.fixture
def empty(backend: Backend, migrated: str) -> Iterator[Flask]:
    """An application on a migrated database of its own, without documents."""
    yield from _copy(backend, migrated)


@pytest.fixture
def filled(backend: Backend, complete: str) -> Iterator[Flask]:
    """An application on a database of its own with data/ in it."""
    yield from _copy(backend, complete)


@pytest.fixture
def small(backend: Backend, furnished: str) -> Iterator[Flask]:
    """An application on a database of its own with the small site in it."""
    yield from _copy(backend, furnished)


@pytest.fixture
def unchecked_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts with marks of HTML are published, as if nothing refused them.

    For tests that whatever shows a text takes it for text all the same.
    """
    monkeypatch.setattr("app.documents.corpus.marked_up", lambda _data: iter(()))


@pytest.fixture
def enter(small: Flask) -> Callable[[str], FlaskClient]:
    """Sign somebody of a role in on ``small``, past the door."""
    return lambda role: signed_in(small, role)


def _copy(backend: Backend, url: str) -> Iterator[Flask]:
    new = backend.copy(url)
    with apps.running(new) as app:
        yield app
    backend.drop(new)
