"""The history as readers see it: revisions, one revision, what changed between two."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import BaseModel

from app.actions.chain import GENESIS
from app.actions.load import load
from app.config import ROOT
from app.documents import NOUNS, Party, Perspective, Position, Source, Topic
from app.extensions import db
from app.site import history
from tests.support.commands import run
from tests.support.editing import edit, held, put
from tests.support.html import by_id, headings, links, section, with_class, words
from tests.support.make import make_citation, make_position, make_site
from tests.support.pages import PARTY, SOURCE, TOPIC
from tests.support.reading import read
from tests.support.statements import counted

FIRST = dt.datetime(2026, 1, 10, 12, 0, tzinfo=dt.UTC)
SECOND = dt.datetime(2026, 2, 20, 12, 0, tzinfo=dt.UTC)
THIRD = dt.datetime(2026, 3, 30, 12, 0, tzinfo=dt.UTC)
BRIDGE = "/topics/bridge/history"
HISTORIES = {
    "topic": f"/topics/{TOPIC}/history",
    "perspective": f"/topics/{TOPIC}/{PARTY}/history",
    "source": f"/sources/{SOURCE}/history",
    "party": f"/parties/{PARTY}/history",
}
OLD, NEW = "The bridge between two banks", "The bridge between both banks"


@pytest.fixture
def edited(empty: Flask) -> Flask:
    """A small site, imported, and its topic changed once by ada and bea."""
    with empty.app_context():
        load(db.session, make_site())
    edit(empty, Topic, "bridge", title=NEW)
    return empty


@pytest.fixture
def reader(edited: Flask) -> FlaskClient:
    """A reader of ``edited``."""
    return edited.test_client()


# The list


def test_revisions_stand_newest_first_with_who_answers_for_them(reader: FlaskClient) -> None:
    page = read(reader, BRIDGE)
    second, first = with_class(section(page, "revisions"), "revisions")[0]
    assert words(second).startswith("Revision 2 ·")
    assert "by ada · reviewed by bea" in words(second)
    assert "A test wanted it." in words(second)
    assert f"{BRIDGE}/1..2" in links(second)
    assert words(first).count("nobody") == 1
    assert "imported from files · no author recorded · reviewed by nobody" in words(first)
    assert links(first) == [f"{BRIDGE}/1"]
    assert all(re.search(r"\b[0-9a-f]{64}\b", words(each)) for each in (first, second))


@pytest.mark.parametrize("noun", HISTORIES)
def test_every_noun_has_a_history_that_says_what_the_chain_is(
    client: FlaskClient, noun: str
) -> None:
    for address in (HISTORIES[noun], f"{HISTORIES[noun]}/1"):
        page = read(client, address)
        assert "flask history verify" in words(page)
        assert "reviewed by nobody" in words(page)
        assert [level for level, _ in headings(page)].count(1) == 1


def test_a_comparison_has_a_version_for_each_time_that_anything_on_it_was_published(
    empty: Flask,
) -> None:
    put(empty, *make_site(), at=FIRST)
    alba = held(empty, Perspective, "bridge/alba")
    put(empty, alba.model_copy(update={"headline": "Alba says it anew"}), at=SECOND)
    topic = held(empty, Topic, "bridge")
    put(empty, topic.model_copy(update={"framing": "Whose is it by now?"}), at=THIRD)
    reader = empty.test_client()
    versions = section(read(reader, "/topics/bridge/history"), "versions")
    assert [words(each) for each in versions.iter("li")] == [
        "Version 3 · 30 Mar 2026, 12:00 UTC The topic's record",
        "Version 2 · 20 Feb 2026, 12:00 UTC perspectives: Alba",
        "Version 1 · 10 Jan 2026, 12:00 UTC The topic's record; perspectives: Alba, Boria",
    ]
    for number, link in zip((3, 2, 1), links(next(versions.iter("ol"))), strict=True):
        assert f"version {number}, history" in words(section(read(reader, link), "main"))
    assert "version 3" in words(read(reader, "/embed/topics/bridge"))
    assert "version 3, history" in words(read(reader, "/topics/bridge/cite"))
    dataset = reader.get("/topics/bridge.jsonld").get_json()["@graph"][0]
    assert dataset["version"] == "3"


def test_a_topics_history_leads_to_those_of_its_perspectives(client: FlaskClient) -> None:
    page = read(client, f"/topics/{TOPIC}/history")
    there = links(section(page, "main"))
    perspectives = (ROOT / "data" / "topics" / TOPIC).glob("*.yaml")
    parties = {file.stem for file in perspectives} - {"topic"}
    assert {f"/topics/{TOPIC}/{party}/history" for party in parties} <= set(there)
    assert by_id(read(client, f"/topics/{TOPIC}/{PARTY}/history"), "perspectives") is None


def test_long_histories_have_pages(
    edited: Flask, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PER_PAGE", 2)
    for number in range(3):
        edit(edited, Topic, "bridge", framing=f"Who may cross it, the {number}th time?")
    numbers = [
        [each.get("value") for each in section(read(reader, f"{BRIDGE}?page={n}"), "revisions").iter("li")]
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert numbers == [["5", "4"], ["3", "2"], ["1"]]
    assert f"{BRIDGE}?page=2" in links(read(reader, BRIDGE))
    read(reader, f"{BRIDGE}?page=4", status=404)


def test_a_document_with_one_revision_offers_no_comparison(client: FlaskClient) -> None:
    page = read(client, f"/topics/{TOPIC}/history")
    assert by_id(page, "from") is None


def test_two_revisions_are_picked_by_a_plain_form(reader: FlaskClient) -> None:
    page = read(reader, BRIDGE)
    assert [section(page, name).get("value") for name in ("from", "to")] == ["1", "2"]
    for query in ("from=1&to=2", "from=2&to=1"):
        answer = reader.get(f"{BRIDGE}?{query}")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{BRIDGE}/1..2"


@pytest.mark.parametrize("query", ["from=1", "from=0&to=1", "from=1&to=3", "from=1&to=" + "9" * 12,
                                   "from=-1&to=2", "from=%D9%A1&to=2", "from=x&to=2"])  # fmt: skip
def test_what_is_no_revision_is_refused_with_the_way_back(reader: FlaskClient, query: str) -> None:
    page = section(read(reader, f"{BRIDGE}?{query}", status=400), "main")
    assert "numbered from 1 to 2" in words(page)
    assert BRIDGE in links(page)


# One revision


def test_a_revision_shows_the_document_as_it_was(reader: FlaskClient) -> None:
    old, new = (read(reader, f"{BRIDGE}/{number}") for number in (1, 2))
    assert OLD in words(section(old, "main"))
    assert "1 newer revision has been published since" in words(old)
    assert f"{BRIDGE}/1..2" in links(old)
    assert NEW in words(section(new, "main"))
    assert "newer revision" not in words(new)


@pytest.mark.parametrize("noun", HISTORIES)
def test_a_revision_shows_every_text_of_its_document(client: FlaskClient, noun: str) -> None:
    page = words(read(client, f"{HISTORIES[noun]}/1"))
    text = client.get(f"{HISTORIES[noun]}/1.txt").text
    document = NOUNS[noun].model_validate_json(text.split("\n")[2])
    for shown in _texts(document):
        assert shown in page


def _texts(part: BaseModel) -> Iterator[str]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, str) and " " in value:
            yield value
        for each in value if isinstance(value, tuple) else [value]:
            if isinstance(each, BaseModel):
                yield from _texts(each)


def test_a_revision_leads_to_the_page_as_published_then(empty: Flask) -> None:
    put(empty, *make_site(), at=FIRST)
    put(empty, held(empty, Topic, "bridge").model_copy(update={"title": NEW}), at=SECOND)
    reader = empty.test_client()
    for history_of, title in ((f"{BRIDGE}/1", OLD), (f"{BRIDGE}/2", NEW)):
        then = next(each for each in links(read(reader, history_of)) if "published=" in each)
        assert title in words(section(read(reader, then), "main"))
    assert "/topics/bridge/alba?published=2026-01-10T12:00:00Z" in links(
        read(reader, "/topics/bridge/alba/history/1")
    )


def test_what_a_source_was_called_is_what_its_citations_say(edited: Flask) -> None:
    edit(edited, Source, "treaty", title="The treaty under a later name")
    edit(edited, Perspective, "bridge/alba", headline="Alba has changed its mind")
    reader = edited.test_client()
    old, new = (words(read(reader, f"/topics/bridge/alba/history/{n}")) for n in (1, 2))
    assert "The text of treaty" in old
    assert "later name" not in old
    assert "The treaty under a later name" in new


def test_what_a_proposition_said_is_what_its_positions_are_named_by(edited: Flask) -> None:
    first, *others = held(edited, Topic, "bridge").propositions
    later = first.model_copy(update={"text": "The bridge is anybody's."})
    edit(edited, Topic, "bridge", propositions=(later, *others))
    edit(edited, Perspective, "bridge/alba", headline="Alba has changed its mind")
    reader = edited.test_client()
    old, new = (words(read(reader, f"/topics/bridge/alba/history/{n}")) for n in (1, 2))
    assert "Ada Alb, 1 Mar 1995, on “The bridge is neutral (p1).”" in old
    assert "Ada Alb, 1 Mar 1995, on “The bridge is anybody's.”" in new


def test_each_revision_names_the_one_before_it_in_the_chain(edited: Flask) -> None:
    reader = edited.test_client()
    address, seen = f"{BRIDGE}/2", 0
    while address:
        page = read(reader, address)
        place = section(page, "check")
        digest, before = (words(each) for each in with_class(place, "digest"))
        lines = reader.get(f"{address}.txt").data
        assert hashlib.sha256(lines).hexdigest() == digest
        assert lines.decode().split("\n")[0] == before
        seen += 1
        earlier = [each for each in links(place) if re.search(r"/history/\d+$", each)]
        address = earlier[0] if earlier else ""
    assert before == GENESIS
    assert seen == len(make_site()) + 1


def test_the_lines_of_a_revision_are_text_and_never_change(edited: Flask) -> None:
    reader = edited.test_client()
    first = reader.get(f"{BRIDGE}/1.txt")
    edit(edited, Topic, "bridge", framing="Who may cross it from now on?")
    again = reader.get(f"{BRIDGE}/1.txt")
    assert first.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert (first.data, first.headers["ETag"]) == (again.data, again.headers["ETag"])


def _examples() -> dict[str, str]:
    text = (ROOT / "docs" / "history.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("noun", HISTORIES)
def test_the_examples_of_the_handbook_compute_the_digest(
    client: FlaskClient, noun: str, tmp_path: Path
) -> None:
    (tmp_path / "revision.txt").write_bytes(client.get(f"{HISTORIES[noun]}/1.txt").data)
    page = section(read(client, f"{HISTORIES[noun]}/1"), "check")
    expected = [words(each) for each in with_class(page, "digest")]
    examples = _examples()
    for command in (["sh", "-c", examples["sh"]], [sys.executable, "-c", examples["python"]]):
        done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
        assert done.stdout.split() == expected


def test_the_last_digest_is_the_one_that_the_command_prints(edited: Flask) -> None:
    page = section(read(edited.test_client(), f"{BRIDGE}/2"), "check")
    digest = words(with_class(page, "digest")[0])
    done = run(edited, "history", "verify")
    assert done.exit_code == 0
    assert digest in done.output


# The difference


def test_a_difference_marks_words_by_more_than_colour(reader: FlaskClient) -> None:
    page = read(reader, f"{BRIDGE}/1..2")
    assert [text for level, text in headings(page) if level == 3] == ["Title"]
    (shown,) = with_class(page, "change-words")
    assert words(shown) == "The bridge between −[removed: two] +[added: both] banks"
    assert [each.tag for each in shown] == ["del", "ins"]
    assert "9 fields are unchanged." in words(page)


def test_where_a_change_is_is_said_in_readers_words(edited: Flask) -> None:
    edit(edited, Source, "treaty", title="The treaty")
    changed = make_position(
        date="1996-02",
        stance="mixed",
        citations=[make_citation(), make_citation("report", "page 4")],
    )
    _first, *others = held(edited, Perspective, "bridge/alba").positions
    positions = (Position.model_validate(changed), *others)
    edit(edited, Perspective, "bridge/alba", positions=positions)
    page = read(edited.test_client(), "/topics/bridge/alba/history/1..2")
    assert [text for level, text in headings(page) if level == 3] == [
        "Ada Alb, Feb 1996, on “The bridge is neutral (p1).”: Stance",
        "Ada Alb, Feb 1996, on “The bridge is neutral (p1).”: Date",
        "Ada Alb, Feb 1996, on “The bridge is neutral (p1).”: Citations",
    ]
    text = words(section(page, "main"))
    assert "− removed: Agrees + added: Says both" in text
    assert "− removed: 1 Mar 1995 + added: Feb 1996" in text
    assert "+ added: The text of report, page 4" in text
    assert "and 2 entries of the lists above" in text


def test_entries_that_come_go_and_move_are_shown_whole(edited: Flask) -> None:
    edit(edited, Topic, "bridge", tags=("bridges", "rivers", "tolls"), events=())
    edit(edited, Topic, "bridge", tags=("tolls", "bridges", "ferries"))
    page = read(edited.test_client(), f"{BRIDGE}/2..4")
    text = words(section(page, "main"))
    assert "1 revision stands between them" in text
    assert "− removed: Event “The bridge opens, Mar 1995”" in text
    assert "Both ends did." in text
    text = words(section(read(edited.test_client(), f"{BRIDGE}/3..4"), "main"))
    assert "− removed: rivers + added: ferries Moved: tolls, from place 3 to 1" in text


def test_two_revisions_that_hold_the_same_say_so(edited: Flask) -> None:
    edit(edited, Topic, "bridge", title=OLD)
    assert "Nothing differs." in words(read(edited.test_client(), f"{BRIDGE}/1..3"))


@pytest.mark.usefixtures("unchecked_html")
def test_texts_are_shown_as_text(edited: Flask) -> None:
    edit(edited, Topic, "bridge", title="The <b>bridge</b> & its <script>banks</script>")
    for address in (f"{BRIDGE}/2..3", f"{BRIDGE}/3", BRIDGE):
        text = edited.test_client().get(address).text
        assert "<b>bridge" not in text
        assert "<script>banks" not in text


@pytest.mark.parametrize(
    ("asked", "offered"), [("2..1", ["1..2"]), ("1..1", ["1..2"]), ("2..2", ["1..2"])]
)
def test_a_comparison_in_the_wrong_order_offers_the_right_one(
    reader: FlaskClient, asked: str, offered: list[str]
) -> None:
    page = section(read(reader, f"{BRIDGE}/{asked}", status=400), "main")
    assert links(page) == [*(f"{BRIDGE}/{each}" for each in offered), BRIDGE]


@pytest.mark.parametrize(
    "rest", ["3", "1..3", "3..1", "0..1", "1...2", "1..", "..2", "01", "-1", "1.0", "x", "1.json",
             "9999999999", "9" * 5000, "1..2.txt", "%D9%A1"],
)  # fmt: skip
def test_what_was_never_published_is_not_found(reader: FlaskClient, rest: str) -> None:
    assert reader.get(f"{BRIDGE}/{rest}").status_code == 404


@pytest.mark.parametrize(
    "address", ["/topics/nowhere/history", "/topics/bridge/nobody/history", "/sources/none/history",
                "/parties/nobody/history", "/topics/Bridge/history", "/topics/%00/history",
                "/topics/bridge/history/history", "/sources/a%00b/history/1"],
)  # fmt: skip
def test_unknown_documents_are_not_found(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 404


# What it costs, and how long it may be kept


@pytest.mark.parametrize("rest", ["", "/2", "/1..2", "/1.txt"])
def test_a_history_costs_the_same_however_long_it_is(edited: Flask, rest: str) -> None:
    def cost() -> int:
        with counted(edited) as sent:
            assert edited.test_client().get(BRIDGE + rest).status_code == 200
        return len(sent)

    before = cost()
    for number in range(5):
        edit(edited, Topic, "bridge", framing=f"Who may cross it, the {number}th time?")
    assert cost() == before <= 7


@pytest.mark.parametrize(
    ("address", "changed"),
    [
        (BRIDGE, (Perspective, "bridge/alba", {"headline": "Alba says something else"})),
        (f"{BRIDGE}/1", (Topic, "bridge", {"framing": "Who may cross it now?"})),
        (f"{BRIDGE}/1..2", (Topic, "bridge", {"short_title": "The old bridge"})),
        ("/topics/bridge/alba/history", (Party, "alba", {"name": "Alba Longa"})),
        ("/sources/treaty/history", (Source, "treaty", {"title": "The treaty"})),
        ("/parties/alba/history/1", (Party, "alba", {"name": "Alba Longa"})),
    ],
)
def test_a_page_is_sent_again_when_what_it_shows_has_changed(
    edited: Flask, address: str, changed: tuple[Any, str, dict[str, str]]
) -> None:
    reader = edited.test_client()
    tag = reader.get(address).headers["ETag"]
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 304
    kind, key, fields = changed
    edit(edited, kind, key, **fields)
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_history_of_a_source_stays_when_others_change(edited: Flask) -> None:
    reader = edited.test_client()
    before = reader.get("/sources/report/history/1").headers["ETag"]
    edit(edited, Source, "treaty", title="The treaty")
    assert reader.get("/sources/report/history/1").headers["ETag"] == before


# Words


def _fields(model: Any) -> Iterator[str]:
    """The names of all fields of a model and of the models in it."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            yield name
            yield from _fields(field.annotation)
    for argument in get_args(model):
        yield from _fields(argument)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_has_a_name_that_readers_know(loaded: Flask, noun: str) -> None:
    with loaded.app_context():
        component = loaded.jinja_env.get_template("components/fields.html").module
        for field in set(_fields(NOUNS[noun])):
            label = str(component.field_label(field))  # type: ignore[attr-defined]
            assert label[0].isupper(), f"{field} has no label in components/fields.html"
