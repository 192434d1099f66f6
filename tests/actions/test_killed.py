"""A load that is killed half-way leaves the site as it was."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from flask import Flask

from app.documents.files import read_directory
from tests.support.apps import DATA, address
from tests.support.commands import run, start
from tests.support.tables import everything
from tests.support.writers import wait_until, write_changed, writing


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """data/ with every source, topic and perspective changed."""
    documents = read_directory(DATA).documents.values()
    return write_changed(tmp_path / "changed", documents, "source", "topic", "perspective")


@pytest.mark.parametrize("delay", [0.0, 0.3])
def test_the_old_content_is_whole(filled: Flask, changed: Path, delay: float) -> None:
    before = everything(filled)
    with start(address(filled), "content", "load", changed) as load:
        wait_until(lambda: writing(filled))
        time.sleep(delay)
        load.send_signal(signal.SIGKILL)
    assert load.returncode == -signal.SIGKILL
    assert everything(filled) == before
    assert run(filled, "history", "verify").exit_code == 0


def test_the_next_load_publishes_all_of_it(filled: Flask, changed: Path) -> None:
    with start(address(filled), "content", "load", changed) as load:
        wait_until(lambda: writing(filled))
        load.send_signal(signal.SIGKILL)
    result = run(filled, "content", "load", "--quiet", changed)
    assert result.exit_code == 0
    assert not result.stdout.startswith("0 added, 0 changed")
    assert run(filled, "history", "verify").exit_code == 0
