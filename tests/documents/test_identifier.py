"""Symbols of UN documents and DOIs are recognised wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.identifier import doi, symbol, symbols


@pytest.mark.parametrize(
    "written",
    [
        "A/RES/72/282",
        "A/RES/ES-11/1",
        "A/RES/2758 (XXVI)",
        "A/72/PV.98",
        "A/73/L.103/Rev.1",
        "A/C.1/72/L.5",
        "A/HRC/RES/49/1",
        "A/HRC/49/2/Add.1",
        "A/ES-11/PV.5",
        "E/CN.4/1995/3",
        "S/2022/31",
        "S/24369",
        "S/PV.8979",
        "S/PV.8979 (Resumption 1)",
        "S/RES/1701 (2006)",
        "S/PRST/2022/1",
        "ST/SGB/2018/1",
        "GA/12030",
        "SC/12566",
        "SG/SM/21145",
    ],
)
@pytest.mark.parametrize("around", ["{}", "UN Doc. {}.", "({})", "A letter, {}, says"])
def test_a_symbol_in_a_text_is_recognised_in_any_case(written: str, around: str) -> None:
    assert symbol(around.format(written)) == written
    assert symbol(around.format(written.lower())) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://docs.un.org/en/A/RES/72/282", "A/RES/72/282"),
        ("https://undocs.org/S/RES/1701(2006)", "S/RES/1701 (2006)"),
        ("undocs.org/S%2FPV.8979?language=en", "S/PV.8979"),
        ("http://www.un.org/ga/search/view_doc.asp?symbol=S/2022/31&Lang=E", "S/2022/31"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2F72%2FPV.98", "A/72/PV.98"),
        ("https://press.un.org/en/2018/ga12030.doc.htm?ref=x", "GA/12030"),
        ("(un.org/A/RES/72/282)", "A/RES/72/282"),
        ("https://press.un.org/en/2022/sgsm21145.doc.htm", "SG/SM/21145"),
    ],
)
def test_an_address_of_the_un_names_its_document(address: str, written: str) -> None:
    assert symbol(address) == written


@pytest.mark.parametrize(
    "text",
    [
        "and/or", "24/7", "a/b/c1", "s/he 2", "48787/99", "P9_TA(2022)0012", "Doc. 8108",
        "https://example.org/s/2022/31", "https://digitallibrary.un.org/record/1637333",
        "https://notun.org/A/RES/72/282",
    ],
)  # fmt: skip
def test_what_is_no_symbol_is_none(text: str) -> None:
    assert symbol(text) is None


def test_a_document_of_two_organs_has_two_symbols() -> None:
    assert list(symbols("A/76/639-S/2022/31")) == ["A/76/639", "S/2022/31"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("doi:10.1080/20531702.2023.2266913", "10.1080/20531702.2023.2266913"),
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("https://example.com/doi/full/10.1080/2053.1?src=exp-la", "10.1080/2053.1"),
        ("https://example.com/articles/10.3389/fp.2020.01/full", "10.3389/fp.2020.01"),
        ("https://doi.org/10.1000%2Fabc.pdf", "10.1000/abc"),
        ("(see 10.1000/A(1)x).", "10.1000/a(1)x"),
        ("“10.17072/2218-1067-2016”, page 3", "10.17072/2218-1067-2016"),
    ],
)
def test_a_doi_is_recognised_in_texts_and_addresses(text: str, name: str) -> None:
    assert doi(text) == name


@pytest.mark.parametrize("text", ["", "10.1/x", "110.1080/x", "on 10.10/2020", "https://x.org/10"])
def test_what_is_no_doi_is_none(text: str) -> None:
    assert doi(text) is None


@given(st.text("AS/RESPV.C0123456789 ()adun.org"))
def test_a_symbol_that_was_found_is_found_again_as_it_is(text: str) -> None:
    for each in symbols(text):
        assert symbol(each) == each
