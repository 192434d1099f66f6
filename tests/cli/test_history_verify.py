"""``flask history verify`` finds the first revision that was tampered with."""

from __future__ import annotations

import re

import pytest
from click.testing import Result
from flask import Flask
from psycopg.errors import InvalidTextRepresentation

from app.actions.chain import link
from app.documents import Party, digest
from app.extensions import db
from app.models import RevisionRow
from tests.support.commands import run
from tests.support.editing import edit
from tests.support.sql import db_is_sqlite, send, unlock
from tests.support.tables import index_of


def tamper(app: Flask, *statements: str) -> Result:
    """Change the history as only the owner of the database can, then verify it."""
    unlock(app)
    blind = (
        "PRAGMA foreign_keys = OFF"
        if db_is_sqlite(app)
        else "SET session_replication_role = replica"
    )
    with app.app_context():
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute(blind)
            for statement in statements:
                connection.cursor().execute(statement)
            connection.commit()
        finally:
            connection.invalidate()  # whoever gets it next is not blind; a refusal leaves it open
    return run(app, "history", "verify")


def broken(result: Result) -> str:
    assert result.exit_code == 1
    assert result.stdout == ""
    return result.stderr.splitlines()[-1]


def test_a_history_that_holds(loaded: Flask) -> None:
    result = run(loaded, "history", "verify")
    assert result.exit_code == 0
    said, covers = result.stdout.splitlines()
    assert re.fullmatch(r"\d{3} revisions hold; the last digest is [0-9a-f]{64}\.", said)
    assert covers.startswith("The index tables were not compared: --index does")


def test_a_site_without_history_holds(empty: Flask) -> None:
    assert run(empty, "history", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("body = replace(body, 'neutral', 'ours')", "its document was changed after publication"),
        ("body_digest = previous_digest", "its document was changed after publication"),
        ("noun = 'party'", "its record (author, reviewer, date or summary)"),
        ("key = 'tunnel'", "its record (author, reviewer, date or summary)"),
        ("authors = '[\"eve\"]'", "its record (author, reviewer, date or summary)"),
        ("reviewer = 'eve'", "its record (author, reviewer, date or summary)"),
        ("summary = 'Nothing.'", "its record (author, reviewer, date or summary)"),
        ("published_at = '2020-01-01 00:00:00'", "its record (author, reviewer, date or summary)"),
        ("number = 2", "it should be revision 1 of its document"),
        ("digest = body_digest", "its record (author, reviewer, date or summary)"),
        ("previous_digest = body_digest", "it does not follow from the revision before it"),
    ],
)
def test_a_field_that_was_changed(small: Flask, change: str, reason: str) -> None:
    said = broken(tamper(small, f"UPDATE revision SET {change} WHERE sequence = 5"))
    assert said.startswith("Broken at 5 (")
    assert reason in said


def test_the_first_of_several_is_named(small: Flask) -> None:
    said = broken(tamper(small, "UPDATE revision SET summary = 'x' WHERE sequence IN (3, 6)"))
    assert said.startswith("Broken at 3 (source treaty, revision 1)")


def test_a_revision_whose_digests_were_all_computed_anew(small: Flask) -> None:
    """A careful forger is found at the next revision, which still carries the old digest."""
    with small.app_context():
        row = db.session.get_one(RevisionRow, 5)
        row.body = row.body.replace("neutral", "ours")
        row.body_digest = digest(row.body)
        values = {"body": row.body, "body_digest": row.body_digest, "digest": link(row)}
        db.session.rollback()
    assignments = ", ".join(f"{column} = '{value}'" for column, value in values.items())
    said = broken(tamper(small, f"UPDATE revision SET {assignments} WHERE sequence = 5"))
    assert said.startswith("Broken at 6 (perspective bridge/alba, revision 1): it does not follow")


@pytest.mark.parametrize("sequence", [1, 4])
def test_a_revision_that_was_deleted(small: Flask, sequence: int) -> None:
    said = broken(tamper(small, f"DELETE FROM revision WHERE sequence = {sequence}"))
    assert f"a revision is missing: number {sequence} in the chain" in said


def test_a_revision_that_was_deleted_and_the_rest_moved_up(small: Flask) -> None:
    moved = [f"UPDATE revision SET sequence = {n - 1} WHERE sequence = {n}" for n in (5, 6, 7)]
    said = broken(tamper(small, "DELETE FROM revision WHERE sequence = 4", *moved))
    assert said.startswith("Broken at 4 (topic bridge, revision 1): it does not follow")


def test_two_revisions_that_were_exchanged(small: Flask) -> None:
    swap = [(3, 99), (4, 3), (99, 4)]
    said = broken(
        tamper(
            small, *(f"UPDATE revision SET sequence = {b} WHERE sequence = {a}" for a, b in swap)
        )
    )
    assert said.startswith("Broken at 3 (source report, revision 1): it does not follow")


def test_two_documents_that_were_exchanged(small: Flask) -> None:
    columns = "noun, key, number, body, body_digest, origin, authors, summary, published_at"
    assignments = ", ".join(f"{c} = (SELECT {c} FROM other)" for c in columns.split(", "))
    said = broken(
        tamper(
            small,
            f"CREATE TABLE other AS SELECT {columns} FROM revision WHERE sequence = 4",
            "DELETE FROM revision WHERE sequence = 4",
            f"UPDATE revision SET {assignments} WHERE sequence = 3",
        )
    )
    assert said.startswith("Broken at 3 (")


def test_the_end_of_the_history_that_was_cut_off(small: Flask) -> None:
    said = broken(tamper(small, "DELETE FROM revision WHERE sequence = 7"))
    assert said == (
        "Broken at 7 (perspective bridge/boria): "
        "this revision was removed from the end of the history."
    )


def test_an_end_that_was_cut_off_without_a_trace_lacks_a_digest_noted_before(
    small: Flask,
) -> None:
    noted = run(small, "history", "verify").stdout.splitlines()[0].split()[-1].rstrip(".")
    assert run(small, "history", "verify", "--holds", noted).exit_code == 0
    cut = [f"DELETE FROM {table} WHERE {where}" for table, where in (
        ("document", "key = 'bridge/boria'"), ("revision", "sequence = 7"))]  # fmt: skip
    assert tamper(small, *cut).exit_code == 0
    assert f"no revision has the digest {noted}" in broken(
        run(small, "history", "verify", "--holds", noted)
    )


def test_an_old_revision_that_is_shown_as_the_newest(small: Flask) -> None:
    edit(small, Party, "alba", name="New Alba")
    send(small, "UPDATE document SET revision = 1 WHERE key = 'alba'")
    said = broken(run(small, "history", "verify"))
    assert said.startswith("Broken at 1 (party alba): the site shows this revision, which is not")
    run(small, "content", "rebuild")
    assert run(small, "history", "verify").exit_code == 0


def test_a_document_that_is_not_shown(small: Flask) -> None:
    send(small, "DELETE FROM document_source WHERE key = 'bridge/boria'",
         "DELETE FROM document WHERE key = 'bridge/boria'")  # fmt: skip
    said = broken(run(small, "history", "verify"))
    assert said.startswith("Broken at 7 (perspective bridge/boria): the site does not show")


def test_authors_that_are_no_list_of_names(small: Flask) -> None:
    said = broken(tamper(small, "UPDATE revision SET authors = '\"zzz\"' WHERE sequence = 5"))
    assert said.startswith("Broken at 5 (topic bridge, revision 1): its record (author")


def test_authors_that_cannot_be_read_at_all(small: Flask) -> None:
    change = "UPDATE revision SET authors = 'zzz' WHERE sequence = 5"
    if not db_is_sqlite(small):  # it refuses what is no JSON, whoever writes it
        with pytest.raises(InvalidTextRepresentation):
            tamper(small, change)
        return
    result = tamper(small, change)
    assert broken(result) == ("Broken at 5 (its name cannot be told): its record cannot be read.")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE position SET stance = 'disagrees' WHERE stance = 'agrees'", "position"),
        ("UPDATE search SET title_words = 'nothing' WHERE kind = 'party'", "search"),
        ("UPDATE search_word SET uses = uses + 1", "search_word"),
        ("DELETE FROM cell", "cell"),
    ],
)
def test_an_index_that_was_tampered_with(small: Flask, change: str, table: str) -> None:
    send(small, change)
    assert run(small, "history", "verify").exit_code == 0
    before = index_of(small)
    result = run(small, "history", "verify", "--index")
    assert result.exit_code == 1
    assert f"Not what the revisions give: {table}; run “flask content rebuild”." in result.stderr
    assert index_of(small) == before
    run(small, "content", "rebuild")
    assert run(small, "history", "verify", "--index").exit_code == 0


def test_an_index_that_holds(filled: Flask) -> None:
    result = run(filled, "history", "verify", "--index")
    assert result.exit_code == 0
    assert result.stdout.endswith("The index tables hold what the revisions give.\n")
