"""Search finds what has all the terms, the same on both databases, whatever is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.load import load
from app.documents import Document
from app.documents.folding import folded_words
from app.extensions import db
from app.models import SearchRow
from app.queries.search import Hit, Results, Segment, examples, search
from app.queries.search.marks import LONGEST, excerpt, marked
from app.queries.search.scripts import other_script
from app.queries.search.terms import Term, read
from tests.support.make import make_party, make_site, make_source
from tests.support.statements import counted

SPEAKER = "Sergey Lavrov"
#: What means something in the query language of one database or the other, or in SQL.
SYNTAX = [
    "AND", "OR", "NOT", "NEAR(a b)", "title_words:", "^", "*", ":*", "&", "|", "!", "<->", "(", ")",
    "'", "''", '"', "«", "»", "”", "„", "\\", "%", "_", ";--", "-", "+", "\x00", "\ud800", "{", "}",
]  # fmt: skip
WORDS = [
    "peacekeep", "Transnistria", "the", "1992", "A/RES/72/282", "Лавров", "миротворц", "păcii",
    "menținere", "UN", "Russia's", "leave before", "S/PV", "ОДКБ", "a", "é", "½", "ﷺ", "ё", "1e5", "peace-keeping", "re-export", "UN-CSTO",
]  # fmt: skip
queries = st.text(max_size=250) | st.lists(st.sampled_from(SYNTAX + WORDS), max_size=14).map(
    " ".join
)


@pytest.fixture
def session(loaded: Flask) -> Iterator[Session]:
    """A session on data/."""
    with loaded.app_context():
        yield db.session


def addresses(found: Results) -> set[str]:
    """Where the hits lead."""
    return {hit.address for hit in found.hits}


def shown(pieces: list[Segment]) -> str:
    """A text with its hits in brackets."""
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


def marks(hit: Hit) -> list[str]:
    """The words that a hit marks."""
    return [piece.text for piece in (*hit.title, *hit.excerpt) if piece.hit]


def has(row: SearchRow, term: Term) -> bool:
    """Whether a row has a term, by looking at every word of it."""
    parts = row.title_words.split(), row.text_words.split()
    return any(term.stands(words, at) for words in parts for at in range(len(words)))


def publish(app: Flask, *documents: Document) -> None:
    """Publish documents on a site."""
    with app.app_context():
        load(db.session, documents)


# What is found


def test_a_cyrillic_name_is_found_in_any_case(session: Session) -> None:
    found = search(session, "Лавров")
    assert found.total >= 2
    assert all("Лавров" in marks(hit) for hit in found.hits)
    assert addresses(search(session, "ЛАВРОВ")) == addresses(found)


def test_a_romanian_word_is_found_with_and_without_its_marks(session: Session) -> None:
    found = search(session, "menținere păcii")
    assert found.total
    assert addresses(search(session, "MENTINERE PACII")) == addresses(found)
    assert {"menținere", "păcii"} <= set(marks(found.hits[0]))


def test_cyrillic_letters_keep_the_marks_that_make_them(session: Session) -> None:
    assert search(session, "миротворческий").total
    assert not search(session, "миротворческии").total


def test_words_may_stand_in_any_order(session: Session) -> None:
    found = search(session, "peacekeeping mission Transnistria")
    assert found.total
    assert addresses(search(session, "Transnistria mission peacekeeping")) == addresses(found)


def test_every_word_must_be_there(session: Session) -> None:
    assert search(session, "peacekeeping").total
    assert not search(session, "peacekeeping zzzz").total


def test_a_bare_word_may_be_the_beginning_of_one(session: Session) -> None:
    found = search(session, "peacek", per_page=100)
    assert {word.lower() for hit in found.hits for word in marks(hit)} >= {
        "peacekeeping",
        "peacekeepers",
    }


def test_the_end_of_a_word_is_not_enough(session: Session) -> None:
    assert not search(session, "eacekeeping").total


@pytest.mark.parametrize(
    "query",
    [
        '"peacekeeping mission in Transnistria"',
        "“peacekeeping mission in Transnistria”",
        "„peacekeeping mission in Transnistria“",
        "«peacekeeping mission in Transnistria»",
        '"Peacekeeping, mission... in TRANSNISTRIA"',
        "peacekeeping-mission-in-Transnistria",
    ],
)
def test_a_phrase_stands_word_for_word(session: Session, query: str) -> None:
    found = search(session, query)
    assert found.total
    held = [mark.casefold() for hit in found.hits for mark in marks(hit)]
    assert held.count("peacekeeping mission in transnistria") >= found.total
    assert not search(session, '"Transnistria in mission peacekeeping"').total


@pytest.mark.parametrize("query", ["harbour-keep", "Harbour-Keepers", "harbour‑keepers"])
def test_words_with_hyphens_are_found_written_as_one_or_as_two(empty: Flask, query: str) -> None:
    publish(
        empty,
        make_source("one", title="Harbourkeepers meet"),
        make_source("two", title="The harbour-keep and harbour keepers"),
        make_source("other", title="Keepers of the harbour"),
    )
    with empty.app_context():
        found = search(db.session, query)
        assert addresses(found) == {"/sources/one", "/sources/two"}
        assert "[Harbourkeepers] meet" in {shown(hit.title) for hit in found.hits}
        assert not search(db.session, '"harbour-keeper"').total


def test_peace_keeping_finds_peacekeeping(session: Session) -> None:
    found = search(session, "peace-keeping")
    assert found.total >= search(session, "peacekeeping").total > 0
    assert not search(session, "A/72-PV").total


def test_a_phrase_ends_with_a_whole_word(session: Session) -> None:
    assert search(session, '"peacekeeping mission"').total
    assert not search(session, '"peacekeeping missio"').total


def test_a_phrase_does_not_run_from_the_title_into_the_text(empty: Flask) -> None:
    source = make_source(title="End of the road", publisher="House of Cards")
    publish(empty, source)
    with empty.app_context():
        assert search(db.session, '"end of the road"').total == 1
        assert search(db.session, '"house of cards"').total == 1
        assert search(db.session, "road house").total == 1
        assert search(db.session, '"road house"').total == 0


def test_a_symbol_is_a_phrase_without_quotation_marks(session: Session) -> None:
    found = search(session, "A/RES/72/282")
    assert found.total
    assert all("A/RES/72/282" in marks(hit) for hit in found.hits)
    assert not search(session, "A/RES/72/28").total
    assert not search(session, "A/282/RES/72").total


def test_what_the_english_genitive_names_is_meant(session: Session) -> None:
    found = search(session, "Russia’s troops")
    assert found.total == search(session, "Russia's troops").total
    assert found.total == search(session, "Russia troops").total > 0


def test_words_of_a_query_language_are_words(empty: Flask) -> None:
    publish(empty, make_source(title="Neither war nor peace"))
    with empty.app_context():
        assert search(db.session, "war NOR peace").total == 1
        for query in ("war NOT zzzz", "war OR zzzz", "zzzz | war", "!zzzz", "title:war"):
            assert search(db.session, query).total == 0, query


def test_a_title_weighs_more_than_a_text(empty: Flask) -> None:
    publish(
        empty,
        make_source("note", title="Another thing", note="It is about the harbour, said often."),
        make_source("title", title="The harbour"),
    )
    with empty.app_context():
        found = search(db.session, "harbour")
    assert [hit.address for hit in found.hits] == ["/sources/title", "/sources/note"]


def test_a_whole_word_comes_before_a_longer_one(empty: Flask) -> None:
    publish(empty, make_source("long", title="Unions"), make_source("whole", title="UN"))
    with empty.app_context():
        found = search(db.session, "un")
    assert [hit.address for hit in found.hits] == ["/sources/whole", "/sources/long"]


def test_a_party_comes_before_what_only_names_it(session: Session) -> None:
    first = search(session, "Russia").hits[0]
    assert (first.kind, first.address) == ("party", "/parties/russia")


def test_what_was_withdrawn_or_reworded_is_found_no_more(empty: Flask) -> None:
    publish(empty, *make_site())
    with empty.app_context():
        assert search(db.session, "treaty").total
    publish(empty, make_source("treaty", title="Harbour rules"))
    with empty.app_context():
        assert "/sources/treaty" in addresses(search(db.session, "harbour"))
        assert not search(db.session, '"text of treaty"').total


# Bounds, filters and counts


def test_two_hundred_characters_are_read(session: Session) -> None:
    query = "Lavrov" + " " * 194 + "zzzz"
    found = search(session, query)
    assert found.query.cut
    assert addresses(found) == addresses(search(session, "Lavrov"))
    assert not search(session, query[:200]).query.cut


def test_ten_terms_are_used(session: Session) -> None:
    ten = "a b c d e f g h i j"
    found = search(session, f"{ten} zzzz yyyy")
    assert (len(found.query.terms), found.query.left_out) == (10, 2)
    assert found.total == search(session, ten).total
    assert search(session, ten).query.left_out == 0


def test_a_word_given_twice_is_one_term() -> None:
    assert len(read("peace Peace PEACE").terms) == 1
    assert len(read('peace "peace"').terms) == 2


def test_an_unbalanced_quotation_mark_is_told_and_ignored(session: Session) -> None:
    found = search(session, '"mission Transnistria')
    assert found.query.unbalanced
    assert addresses(found) == addresses(search(session, "mission Transnistria"))
    assert not search(session, '"peacekeeping mission"').query.unbalanced


def test_only_the_last_quotation_mark_can_lack_a_partner() -> None:
    query = read('"a b" c "d e')
    assert query.unbalanced
    assert [term.written for term in query.terms] == ['"a b"', "c", "d", "e"]


@pytest.mark.parametrize("query", ["", "   ", "?!", '""', "“ ”", "/ - _", "\x00", "🙂"])
def test_without_a_word_nothing_is_asked_of_the_database(loaded: Flask, query: str) -> None:
    with loaded.app_context(), counted(loaded) as statements:
        found = search(db.session, query)
    assert (found.total, found.hits, found.misses, statements) == (0, [], None, [])


@pytest.mark.parametrize(
    ("filters", "test"),
    [
        ({"kind": "event"}, lambda hit: hit.kind == "event"),
        ({"party": "moldova"}, lambda hit: hit.party == "moldova"),
        ({"topic": "transnistria-mission"}, lambda hit: hit.topic == "transnistria-mission"),
        ({"stance": "disagrees"}, lambda hit: hit.stance == "disagrees"),
        ({"party": "russia", "kind": "position"}, lambda hit: hit.kind == "position"),
    ],
)
def test_filters_narrow_the_hits(
    session: Session, filters: dict[str, Any], test: Callable[[Hit], bool]
) -> None:
    found = search(session, "peacekeep", **filters, per_page=100)
    every = search(session, "peacekeep")
    assert 0 < found.total < every.total == found.unfiltered
    assert all(test(hit) for hit in found.hits)


def test_counts_say_what_choosing_each_value_would_find(session: Session) -> None:
    found = search(session, "peacekeep", party="russia")
    assert sum(found.counts["kind"].values()) == found.total
    for name, counts in found.counts.items():
        for value, number in counts.items():
            chosen: dict[str, Any] = {"party": "russia", name: value}
            assert search(session, "peacekeep", **chosen).total == number


def test_filters_alone_find_all_that_they_leave_page_by_page(session: Session) -> None:
    found = search(session, "", party="russia", kind="position", per_page=100)
    rows = select(SearchRow.address).where(SearchRow.kind == "position")
    expected = session.scalars(rows.where(SearchRow.party == "russia")).all()
    assert [hit.address for hit in found.hits] == sorted(expected)
    second = search(session, "", party="russia", kind="position", number=2, per_page=10)
    assert second.hits == found.hits[10:20]
    assert found.counts["party"]["moldova"]


def test_an_unknown_filter_value_finds_nothing(session: Session) -> None:
    assert search(session, "peacekeep", party="atlantis' OR 1=1 --").total == 0


def test_pages_split_the_hits_without_loss(session: Session) -> None:
    first = search(session, "peacekeep", per_page=50)
    pages = [search(session, "peacekeep", number=n, per_page=50) for n in range(1, first.pages + 1)]
    found = [hit.address for page in pages for hit in page.hits]
    assert len(found) == len(set(found)) == first.total
    assert search(session, "peacekeep", number=1000, per_page=50).hits == []


def test_a_page_holds_a_hundred_hits_at_most(session: Session) -> None:
    found = search(session, "a", per_page=10_000)
    assert found.total > 100
    assert (len(found.hits), found.per_page) == (100, 100)


@pytest.mark.parametrize(
    ("query", "most"),
    [("Lavrov", 3), ("a", 3), ("a b c d e f g h i j", 3), ("zzzz", 4), ("transnistira mision", 5)],
)
def test_the_number_of_statements_is_fixed(loaded: Flask, query: str, most: int) -> None:
    with loaded.app_context(), counted(loaded) as statements:
        search(db.session, query, per_page=100)
    assert len([each for each in statements if each != "BEGIN"]) <= most


def test_an_empty_site_finds_nothing_and_has_no_examples(empty: Flask) -> None:
    with empty.app_context():
        assert search(db.session, "peace").total == 0
        found = examples(db.session)
    assert found.counts == {}
    assert {found.name, found.phrase, found.beginning, found.symbol, found.other_script} == {None}


# What is offered when nothing is found


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Transnistira", "transnistria"),
        ("peacekeping", "peacekeeping"),
        ("lavrow", "lavrov"),
        ("Лаврав", "лавров"),
        ('"peacekeping mission"', '"peacekeeping mission"'),
        ("peacekeping zzzz", "peacekeeping"),
        ('"mission peacekeeping"', "mission peacekeeping"),
    ],
)
def test_misspelt_words_are_corrected(session: Session, query: str, meant: str) -> None:
    found = search(session, query)
    assert found.misses
    suggested = {each.query: each.total for each in found.misses.suggestions}
    assert meant in suggested
    assert search(session, meant).total == suggested[meant]


def test_words_that_never_meet_are_offered_alone(session: Session) -> None:
    found = search(session, "Лавров Lebanon zzzz")
    assert found.misses
    assert [each.query for each in found.misses.alone] == ["Лавров", "Lebanon"]
    assert all(search(session, each.query).total == each.total for each in found.misses.alone)
    assert found.misses.unknown == ["zzzz"]


def test_what_is_unknown_is_named_as_it_was_typed(session: Session) -> None:
    found = search(session, 'S/PV.99999 "Zzzz, yyyy"')
    assert found.misses
    assert found.misses.unknown == ["S/PV.99999", '"Zzzz, yyyy"']


def test_nothing_is_offered_for_what_is_like_nothing(session: Session) -> None:
    found = search(session, "xqzjkwv")
    assert found.misses
    assert found.misses.suggestions == found.misses.alone == []


def test_nothing_is_corrected_when_only_filters_hide_the_hits(session: Session) -> None:
    found = search(session, "peacekeep", kind="party", stance="agrees")
    assert (found.total, found.misses) == (0, None)
    assert found.unfiltered


def test_every_example_finds_something(session: Session) -> None:
    given = examples(session)
    queries = [given.name, given.phrase, given.beginning, given.symbol, given.other_script]
    for query in queries:
        assert query
        assert search(session, query).total, query
        assert search(session, f'"{query}"').total or query == given.beginning, query


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Лавров", "lavrov"),
        ("Lavrov", "лавров"),
        ("Токаев", "tokayev"),
        ("Ельцин", "yeltsin"),
        ("Захарова ООН", "zakharova oon"),
        ("Лавров Lebanon 1992", "lavrov lebanon 1992"),
        ('"Сергей Щербаков"', '"sergey shcherbakov"'),
        ("Zhukov Shcherbak", "жуков щербак"),
    ],
)
def test_a_name_is_written_in_the_other_script(typed: str, other: str) -> None:
    written = other_script(read(typed))
    assert written
    assert written.written == other


@pytest.mark.parametrize("typed", ["", "1992", "Wilson", "Ilașcu Quebec", "Қазақстан", "联合国"])
def test_what_the_other_script_has_no_letters_for_is_not_written_in_it(typed: str) -> None:
    assert other_script(read(typed)) is None


def test_where_one_script_finds_little_the_other_is_offered(session: Session) -> None:
    found = search(session, "Лавров")
    assert 0 < found.total < 10
    assert found.other_script
    assert found.other_script.total == search(session, "lavrov").total > found.total
    assert search(session, "Lavrov").other_script is None


def test_the_other_script_is_not_offered_where_it_finds_nothing(session: Session) -> None:
    assert search(session, "миротворц").total < 10
    assert search(session, "миротворц").other_script is None


# Marks


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Case of Ilașcu and Others", "ilascu", "Case of [Ilașcu] and Others"),
        ("A/RES/72/282, para. 2", "a/res/72/282", "[A/RES/72/282], para. 2"),
        ("Peacekeepers keep peace", "peace", "[Peacekeepers] keep [peace]"),
        ("Peacekeepers keep peace", '"peace"', "Peacekeepers keep [peace]"),
        ("one two three", '"two three" "one two"', "[one two three]"),
        ("one two three", '"one three"', "one two three"),
        ("peacekeeping, peace-keeping", "peace-keeping", "[peacekeeping], [peace-keeping]"),
        ("½ of it", "2", "[½] of it"),
        ("<b>&amp;", "amp", "<b>&[amp];"),
        ("", "a", ""),
        ("Росси́я", "россия", "[Росси́я]"),
    ],
)
def test_hits_are_marked_in_the_original_text(text: str, query: str, expected: str) -> None:
    assert shown(marked(text, read(query).terms)) == expected


def test_a_long_text_is_cut_around_its_first_hits() -> None:
    text = "lorem ipsum " * 40 + "the treaty of peace " + "dolor sit " * 60 + "a treaty of war"
    found = shown(excerpt(text, read("treaty").terms))
    assert found.startswith("… ")
    assert "the [treaty] of peace" in found
    assert len(found) < LONGEST * 1.5


def test_hits_far_apart_are_shown_in_two_passages() -> None:
    text = "first word " + "filler " * 100 + "second word " + "filler " * 100
    found = shown(excerpt(text, read("first second").terms))
    assert found.startswith("[first] word")
    assert " … " in found
    assert "[second] word" in found
    assert found.endswith(" …")


def test_a_text_without_a_hit_is_shown_from_its_beginning() -> None:
    found = shown(excerpt("beginning " * 100, read("title").terms))
    assert found.startswith("beginning beginning")
    assert found.endswith(" …")
    assert shown(excerpt("short", read("title").terms)) == "short"


@given(st.text(max_size=900), st.text(max_size=30))
def test_marking_never_changes_a_text(text: str, query: str) -> None:
    terms = read(query).terms
    assert "".join(piece.text for piece in marked(text, terms)) == text
    for piece in excerpt(text, terms):
        assert piece.text in text or piece.text.strip() == "…"


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), max_size=60))
def test_a_text_is_found_by_each_of_its_own_words(text: str) -> None:
    for word in folded_words(text)[:10]:
        assert any(piece.hit for piece in marked(text, (Term((word,), prefix=True),)))


# Whatever is typed


@given(query=queries)
@example(query="ﷺ" * 200)
@example(query="㌖" * 200)
@example(query='"' * 200)
@example(query="a " * 100)
@example(query="'; DROP TABLE search; --")
@example(query="1e5 1e 0x1f 1.5e-3 a@b.c http://a.b/c?d=e -1 +1")
def test_both_databases_find_exactly_the_rows_that_have_every_term(
    loaded: Flask, query: str
) -> None:
    with loaded.app_context():
        terms = read(query).terms
        rows = db.session.scalars(select(SearchRow)).all()
        expected = {row.address for row in rows if terms and all(has(row, t) for t in terms)}
        pages = -(-len(expected) // 100) or 1
        found = [search(db.session, query, number=n + 1, per_page=100) for n in range(pages)]
    assert found[0].total == len(expected)
    assert set().union(*map(addresses, found)) == expected


@pytest.mark.parametrize("word", ["O'Brien", "x=1", "a:b", "100%", "snake_case", "C++", "naïve…"])
def test_odd_names_are_found_as_they_are_written(empty: Flask, word: str) -> None:
    publish(empty, make_party(description=f"Known for {word} and little else."))
    with empty.app_context():
        assert search(db.session, word).total == 1
