"""Statements can be coded without seeing whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Party, Perspective, Position, Speaker
from app.documents.files import read_directory
from app.documents.folding import fold, folded_words
from app.documents.masks import PARTY, SEATS, SPEAKER, mask
from tests.support.apps import DATA
from tests.support.make import make_party

#: What must never be left of a party, as it stands in folded words.
LEFT = {
    "russia": r"russ\w*|moscow|kremlin|ru",
    "moldova": r"moldov\w*|chisinau",
    "ukraine": r"ukrain\w*|kyiv",
    "kazakhstan": r"kazakh\w*|astana",
    "lebanon": r"leban\w*",
    "united-states": r"american?s?|united states|washington",
    "tiraspol": r"tiraspol\w*",
    "un": r"united nations|un",
    "csto": r"csto|collective security treaty organization",
    "osce": r"osce",
    "eu": r"european union|eu",
    "independent-analysts": r"independent analysts?",
}
#: Words that tell an institution, which has no surname, from a person.
INSTITUTION = re.compile(
    r"Ministry|Council|Department|Government|Assembly|Court|delegation|Delegation|CSTO|Member|Heads"
    r"|Representative|Mission|Union|Parliament|Authors|Monitor|article|study|\bInstitute|experts"
)


@cache
def parties() -> dict[str, Party]:
    return {
        each.id: each for each in read_directory(DATA).documents.values() if isinstance(each, Party)
    }


def party(id: str, name: str = "", full_name: str = "", **more: Any) -> Party:
    if id in parties():
        return parties()[id]
    return make_party(id, name=name, full_name=full_name or name, **more)


def speaker(name: str, affiliation: str = "Office") -> Speaker:
    return Speaker(name=name, role="Minister", affiliation=affiliation)


@pytest.mark.parametrize(
    ("id", "text", "masked"),
    [
        ("russia", "Russia said", "[the party] said"),
        ("russia", "the Russian Federation's troops", "[the party]'s troops"),
        ("russia", "The Russian troops left.", "[the party]'s troops left."),
        ("russia", "Russians, once let in", "[the party], once let in"),
        ("russia", "a Russian-led force, Russo-Belarusian", "[the party]-led force, [the party]-Belarusian"),
        ("russia", "ROSSIYA and RUSSIA's", "ROSSIYA and [the party]'s"),
        ("kazakhstan", "Kazakhstani and Kazakh troops", "[the party]'s and [the party]'s troops"),
        ("moldova", "Moldovan soil of Moldova", "[the party]'s soil of [the party]"),
        ("lebanon", "Lebanon, Lebanese army", "[the party], [the party]'s army"),
        ("ukraine", "Ukrainian grain", "[the party]'s grain"),
        ("un", "the UN force of the United Nations", "[the party] force of [the party]"),
        ("un", "UN-CSTO work, un autre", "[the party]-CSTO work, un autre"),
        ("un", "the U.N. said", "[the party]. said"),
        ("united-states", "told us that the US and the USA", "told us that [the party] and [the party]"),
        ("united-states", "Americans of America", "[the party] of [the party]"),
        ("csto", "the Collective Security Treaty Organisation", "[the party]"),
        ("osce", "an OSCE force", "[the party] force"),
        ("eu", "the EU and European integration", "[the party] and European integration"),
        ("russia", "The (Russian) army", "The ([the party]) army"),
        ("tiraspol", "Tiraspol's ministry in Transnistria", "[the party]'s ministry in Transnistria"),
    ],
)  # fmt: skip
def test_a_party_is_masked_by_name_acronym_and_demonym(id: str, text: str, masked: str) -> None:
    assert mask(text, party(id)) == masked


@pytest.mark.parametrize(
    ("name", "text"),
    [("Mali", "malicious"), ("Chad", "chadless"), ("Cuba", "cubic"), ("France", "franchise")],
)
def test_a_word_that_only_begins_like_a_party_stays(name: str, text: str) -> None:
    assert mask(text, party(name.lower(), name)) == text


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Stanislav Zas", "Stanislav Zas and Zas's words", "[the speaker] and [the speaker]'s words"),
        ("Ned Price", "Price named a price", "[the speaker] named a price"),
        ("Ion Tăbârță", "Tabarta and TĂBÂRȚĂ", "[the speaker] and [the speaker]"),
        ("Kassym-Jomart Tokayev", "President Tokayev", "President [the speaker]"),
        ("Leonid Litra and Eduard Tugui", "Litra, like Tugui,", "[the speaker], like [the speaker],"),
        ("General Assembly", "the Assembly urged", "[the speaker] urged"),
        ("Ministry of Foreign Affairs", "foreign affairs of a ministry", "foreign affairs of a ministry"),
        ("A. V. Kornilenko", "A view of Kornilenko", "A view of [the speaker]"),
    ],
)  # fmt: skip
def test_a_speaker_is_masked_by_name_and_surname(name: str, text: str, masked: str) -> None:
    assert mask(text, party("moldova"), [speaker(name)]) == masked


@pytest.mark.parametrize(
    ("affiliation", "text", "masked"),
    [
        ("Human Rights Watch", "the Human Rights Watch report", "[the speaker] report"),
        ("Institute of World Policy, Kyiv", "in Kyiv", "in Kyiv"),
        ("UNIAN, Kyiv", "UNIAN's article", "[the speaker]'s article"),
        ("not shown in the stored copy", "shown in the stored copy", "shown in the stored copy"),
        ("Government of Moldova", "the Government of Moldova", "[the speaker]"),
        ("Government", "the Government", "the Government"),
    ],
)
def test_a_speaker_is_masked_by_affiliation(affiliation: str, text: str, masked: str) -> None:
    assert mask(text, party("russia"), [speaker("Ada Alb", affiliation)]) == masked


def test_a_name_in_two_pieces_is_masked_once() -> None:
    assert mask("Alb Ada said", party("russia"), [speaker("Ada Alb")]) == "[the speaker] said"


@pytest.mark.parametrize(
    ("word", "text", "masked"),
    [
        ("Moscow", "Moscow, Muscovite", "[the party], Muscovite"),
        ("Kremlin*", "the Kremlin's kremlinology", "[the party]'s [the party]"),
        ("White House", "the White House", "[the party]"),
        ("*", "a text", "a text"),
    ],
)
def test_further_words_stand_for_the_party(word: str, text: str, masked: str) -> None:
    assert mask(text, party("russia"), words=[word]) == masked


def spoken() -> Iterator[tuple[Party, Position, Perspective]]:
    for each in read_directory(DATA).documents.values():
        if isinstance(each, Perspective):
            for position in each.positions:
                if not position.silent:
                    yield parties()[each.party], position, each


def surnames(speaker: Speaker) -> Iterator[str]:
    for name in re.split(r" and |, | \(", speaker.name):
        if not INSTITUTION.search(name) and " " in name and name[0].isupper():
            yield name.split()[-1]


def test_no_statement_of_the_site_names_its_party_or_its_speakers() -> None:
    count = 0
    for party, position, perspective in spoken():
        speakers = [each.speaker for each in perspective.positions if each.speaker]
        masked = mask(position.statement, party, speakers, SEATS.get(party.id, ()))
        words = " ".join(folded_words(masked.replace(PARTY, "").replace(SPEAKER, "")))
        assert not re.search(rf"\b(?:{LEFT[party.id]})\b", words), masked
        for surname in {name for each in speakers for name in surnames(each)}:
            assert fold(surname) not in words.split(), masked
        assert "  " not in masked
        count += 1
    assert count >= 233


@given(st.lists(st.sampled_from(["Russian", "Russia's", "the", "UN", "a", "Ада", "-", "."])))
def test_a_masked_text_stays_as_it_is(words: list[str]) -> None:
    once = mask(" ".join(words), party("russia"))
    assert "Russia" not in once
    assert mask(once, party("russia")) == once


@given(st.text(), st.text(min_size=1, max_size=20))
def test_any_text_can_be_masked_for_anyone(text: str, name: str) -> None:
    odd = Party.model_construct(**dict(parties()["russia"]) | {"name": name, "full_name": name})
    whose = Speaker.model_construct(name=name, role="", affiliation=name)
    mask(text + name, odd, [whose], [name])
