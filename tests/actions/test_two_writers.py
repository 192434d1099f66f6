"""Two processes that publish at once wait for one another and form one chain."""

from __future__ import annotations

import subprocess
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import RevisionRow
from tests.support.apps import address
from tests.support.commands import PATIENCE, run, start
from tests.support.make import make_site
from tests.support.writers import held_back, write_changed


def publish_at_once(app: Flask, *directories: Path) -> list[str]:
    """Load directories by a process each, none of which begins before all are there."""
    with held_back(app):
        loads = [start(address(app), "content", "load", "--quiet", each) for each in directories]
        for load in loads:
            wait_until_it_writes(load)
    return [finish(load) for load in loads]


def wait_until_it_writes(load: subprocess.Popen[str]) -> None:
    assert load.stderr
    for line in load.stderr:
        if line.startswith("Loading"):
            return
    raise AssertionError(load.communicate())


def finish(load: subprocess.Popen[str]) -> str:
    said, errors = load.communicate(timeout=PATIENCE)
    assert load.returncode == 0, errors
    return said


def revisions(app: Flask) -> int:
    with app.app_context():
        return db.session.execute(select(func.count(RevisionRow.sequence))).scalar_one()


def test_different_documents_become_one_chain(small: Flask, tmp_path: Path) -> None:
    one = write_changed(tmp_path / "one", make_site(), "source")
    other = write_changed(tmp_path / "other", make_site(), "party", "topic")
    publish_at_once(small, one, other)
    # Whoever came second put back what the first had changed, as its files say.
    sources, others = 2, 3
    assert revisions(small) - 7 - sources - others in (sources, others)
    result = run(small, "history", "verify")
    assert result.exit_code == 0, result.stderr


def test_the_same_documents_become_one_revision_each(small: Flask, tmp_path: Path) -> None:
    directory = write_changed(tmp_path / "one", make_site(), "perspective")
    said = publish_at_once(small, directory, directory)
    assert sum(" 0 changed" in each for each in said) == 1
    assert run(small, "history", "verify").exit_code == 0


def test_a_command_that_rebuilds_waits_for_one_that_loads(small: Flask, tmp_path: Path) -> None:
    directory = write_changed(tmp_path / "one", make_site(), "perspective")
    with held_back(small):
        load = start(address(small), "content", "load", "--quiet", directory)
        rebuild = start(address(small), "content", "rebuild")
        wait_until_it_writes(load)
    finish(load)
    assert "documents indexed anew" in finish(rebuild)
    assert run(small, "history", "verify").exit_code == 0
