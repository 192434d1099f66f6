"""The pages of tests/support/scratch.py stand in the place of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browser.live import serving
from tests.support import apps
from tests.support.scratch import Stub, register


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Stub]]:
    """An application with a page for every form, and what their scripts asked it for."""
    with apps.running(f"sqlite:///{tmp_path_factory.mktemp('none')}/none.sqlite") as app:
        yield app, register(app)


@pytest.fixture(scope="session")
def address(scratch: tuple[Flask, Stub]) -> Iterator[str]:
    """Where they are served."""
    with serving(scratch[0]) as address:
        yield address


@pytest.fixture
def stub(scratch: tuple[Flask, Stub]) -> Stub:
    """The stub, as new."""
    scratch[1].asked.clear()
    scratch[1].answers.clear()
    return scratch[1]
