"""``flask content load`` publishes all documents of a directory, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import RevisionRow
from tests.support.bad import BAD, Bad, spoil, write_site
from tests.support.commands import run
from tests.support.tables import everything


@pytest.fixture
def site(empty: Flask, tmp_path: Path) -> Flask:
    """An application that holds the small site, which ``tmp_path`` holds too."""
    assert run(empty, "content", "load", write_site(tmp_path)).exit_code == 0
    return empty


def revisions(app: Flask) -> list[tuple[str, str, int]]:
    with app.app_context():
        columns = RevisionRow.noun, RevisionRow.key, RevisionRow.number
        rows = db.session.execute(select(*columns).order_by(RevisionRow.sequence))
        return [(noun, key, number) for noun, key, number in rows]


def test_it_prints_what_it_added(empty: Flask, tmp_path: Path) -> None:
    result = run(empty, "content", "load", write_site(tmp_path))
    assert result.exit_code == 0
    assert "added perspective bridge/alba\n" in result.stdout
    assert result.stdout.endswith("7 added, 0 changed, 0 left as they were.\n")


def test_it_can_be_asked_for_a_summary_only(empty: Flask, tmp_path: Path) -> None:
    result = run(empty, "content", "load", "--quiet", write_site(tmp_path))
    assert result.stdout == "7 added, 0 changed, 0 left as they were.\n"


def test_documents_come_before_those_that_rest_on_them(site: Flask) -> None:
    assert revisions(site) == [
        ("party", "alba", 1),
        ("party", "boria", 1),
        ("source", "report", 1),
        ("source", "treaty", 1),
        ("topic", "bridge", 1),
        ("perspective", "bridge/alba", 1),
        ("perspective", "bridge/boria", 1),
    ]


def test_the_history_says_that_nobody_reviewed_it(site: Flask) -> None:
    with site.app_context():
        for revision in db.session.scalars(select(RevisionRow)):
            assert (revision.origin, revision.reviewer, revision.authors) == ("import", None, [])
            assert revision.summary == "Imported from files; reviewed by nobody."


def test_loading_again_makes_no_revision(site: Flask, tmp_path: Path) -> None:
    before = everything(site)
    result = run(site, "content", "load", tmp_path)
    assert result.stdout == "0 added, 0 changed, 7 left as they were.\n"
    assert everything(site) == before


def test_a_changed_document_makes_one_revision(site: Flask, tmp_path: Path) -> None:
    spoil(tmp_path / "topics/bridge/alba.yaml", "headline: Alba", "headline: Old Alba")
    result = run(site, "content", "load", tmp_path)
    assert result.stdout.splitlines() == [
        "changed perspective bridge/alba",
        "0 added, 1 changed, 6 left as they were.",
    ]
    assert revisions(site)[7:] == [("perspective", "bridge/alba", 2)]


def test_another_form_of_the_same_document_makes_no_revision(site: Flask, tmp_path: Path) -> None:
    spoil(tmp_path / "topics/bridge/topic.yaml", "started: '1992'", 'started:   "1992" # a comment')
    result = run(site, "content", "load", tmp_path)
    assert result.stdout == "0 added, 0 changed, 7 left as they were.\n"


def test_documents_that_the_directory_does_not_hold_stay(site: Flask, tmp_path: Path) -> None:
    (tmp_path / "topics/bridge/boria.yaml").unlink()
    before = everything(site)
    assert run(site, "content", "load", tmp_path).exit_code == 0
    assert everything(site) == before


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_fault_anywhere_leaves_everything_as_it_was(
    holding: Flask, tmp_path: Path, bad: Bad
) -> None:
    before = everything(holding)
    bad.write(tmp_path)
    spoil(tmp_path / "sources.yaml", "publisher: Depositary", "publisher: New depositary")
    result = run(holding, "content", "load", tmp_path)
    assert result.exit_code == 1
    assert bad.sentence in result.stderr.replace(f"{tmp_path}/", "")
    assert everything(holding) == before


def test_what_the_site_holds_already_must_agree_too(site: Flask, tmp_path: Path) -> None:
    """The files hold for themselves, but leave a position of the site without its proposition."""
    before = everything(site)
    (tmp_path / "topics/bridge/boria.yaml").unlink()
    spoil(
        tmp_path / "topics/bridge/alba.yaml",
        "  - id: p1-1995\n    proposition: p1\n",
        "  - id: p1-1995\n    proposition: p3\n",
    )
    spoil(tmp_path / "topics/bridge/topic.yaml", "  - id: p1\n", "  - id: p3\n")
    assert run(site, "content", "check", tmp_path).exit_code == 0
    result = run(site, "content", "load", tmp_path)
    assert result.exit_code == 1
    assert "nothing was loaded: perspective bridge/boria: positions[0].proposition" in result.stderr
    assert everything(site) == before


def test_a_database_without_tables_is_named(app: Flask, tmp_path: Path) -> None:
    result = run(app, "content", "load", write_site(tmp_path))
    assert result.exit_code == 1
    assert "check DATABASE_URL" in result.stderr
