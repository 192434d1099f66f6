"""``flask sources check`` asks the addresses of sources and keeps what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import select

from app.cli.sources import OUTSIDE
from app.documents import Source
from app.extensions import db
from app.models import LinkCheckRow
from app.queries.links import last_check, to_check
from tests.support.commands import run
from tests.support.editing import edit, put
from tests.support.html import words
from tests.support.make import make_source
from tests.support.outside import PUBLIC, Server, said, serving, world
from tests.support.reading import read


@pytest.fixture
def web(small: Flask) -> Iterator[Server]:
    """The server of all sources of the small site: the treaty is there, the report is gone."""
    for source in ("treaty", "report"):
        edit(small, Source, source, url=f"http://example.org/{source}")
    with serving(lambda _method, path: said(200 if path == "/treaty" else 404)) as server:
        yield server


def ask(app: Flask, server: Server, *arguments: str) -> Result:
    """Run the command in a world where every name leads to one server."""
    info = ScriptInfo(create_app=lambda: app)
    info.data[OUTSIDE] = world(elsewhere=server, names={"example.org": [PUBLIC]})
    return app.test_cli_runner().invoke(args=["sources", "check", *arguments], obj=info)


def kept(app: Flask) -> list[tuple[str, str, int | None]]:
    with app.app_context():
        columns = LinkCheckRow.source, LinkCheckRow.outcome, LinkCheckRow.status
        rows = db.session.execute(select(*columns).order_by(LinkCheckRow.id))
        return [(row.source, row.outcome, row.status) for row in rows]


def test_every_source_is_asked_and_what_is_wrong_is_told(small: Flask, web: Server) -> None:
    result = ask(small, web)
    assert result.exit_code == 0, result.output
    assert "report: gone http://example.org/report The page is gone." in result.stdout
    assert "2 asked: 1 answered, 0 moved, 1 gone, 0 refused, 0 did not answer." in result.stdout
    assert "Asking" in result.stderr
    assert kept(small) == [("report", "dead", 404), ("treaty", "ok", 200)]


def test_one_can_be_asked_alone(small: Flask, web: Server) -> None:
    assert ask(small, web, "--source", "treaty").exit_code == 0
    assert kept(small) == [("treaty", "ok", 200)]
    assert len(web.requests) == 1


def test_what_was_asked_lately_can_be_left_out(small: Flask, web: Server) -> None:
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(days=31)):
        ask(small, web, "--source", "treaty")
    ask(small, web, "--source", "report")
    result = ask(small, web, "--older-than", "30d")
    assert "1 asked" in result.stdout
    assert [source for source, *_rest in kept(small)] == ["treaty", "report", "treaty"]


def test_a_source_that_is_not_there_is_named(small: Flask, web: Server) -> None:
    result = ask(small, web, "--source", "nowhere")
    assert result.exit_code == 1
    assert "there is no source nowhere" in result.stderr
    assert web.connections == 0


@pytest.mark.parametrize("days", ["30", "d", "0d", "-1d", "30 days", "1.5d"])
def test_a_time_that_is_no_number_of_days_is_refused(small: Flask, days: str) -> None:
    result = run(small, "sources", "check", "--older-than", days)
    assert result.exit_code == 2
    assert "such as 30d" in result.stderr


def test_the_page_of_a_source_tells_it_and_gets_another_tag(small: Flask, web: Server) -> None:
    client = small.test_client()
    before = client.get("/sources/treaty")
    assert "last checked on" not in before.text
    ask(small, web, "--source", "treaty")
    known = {"If-None-Match": before.headers["ETag"]}
    after = client.get("/sources/treaty", headers=known)
    assert after.status_code == 200
    assert "answered" in words(read(client, "/sources/treaty"))
    again = client.get("/sources/treaty", headers={"If-None-Match": after.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_of_another_source_keeps_its_tag(small: Flask, web: Server) -> None:
    client = small.test_client()
    known = {"If-None-Match": client.get("/sources/report").headers["ETag"]}
    ask(small, web, "--source", "treaty")
    assert client.get("/sources/report", headers=known).status_code == 304


def test_what_was_seen_before_a_source_was_changed_is_not_told(small: Flask, web: Server) -> None:
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)):
        ask(small, web, "--source", "treaty")
    edit(small, Source, "treaty", url="https://example.org/elsewhere")
    with small.app_context():
        assert last_check(db.session, "treaty") is not None
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)):
        edit(small, Source, "treaty", url="https://example.org/elsewhere-again")
    with small.app_context():
        assert last_check(db.session, "treaty") is None


def test_the_index_can_be_made_anew_where_sources_were_asked(small: Flask, web: Server) -> None:
    ask(small, web)
    assert run(small, "content", "rebuild").exit_code == 0
    assert len(kept(small)) == 2


def test_a_source_that_was_merged_is_asked_no_more(small: Flask) -> None:
    put(small, make_source("copy"))
    put(small, make_source("copy", merged_into="treaty"))
    with small.app_context():
        asked = {source.id for source in to_check(db.session)}
    assert "treaty" in asked
    assert "copy" not in asked
