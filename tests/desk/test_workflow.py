"""From a draft to a published page, by plain forms, without a script."""

from __future__ import annotations

import re

from flask import Flask

from app.actions.reviews import CHECKLIST
from tests.support.commands import run
from tests.support.people import signed_in
from tests.support.sheet import Sheet

SUMMARY = " ".join(["Ukraine said in our own words what its ministry had written then."] * 7)
EVERYTHING = list(CHECKLIST)


def write_perspective(ada: Sheet) -> None:
    """Begin Ukraine's perspective on the Kazakhstan deployment with two positions and a source."""
    ada.go("/desk/new?topic=kazakhstan-deployment&party=ukraine").press("Begin: Perspective")
    assert ada.status == 200
    ada.fill(headline="Ukraine watched the unrest and named no side.", summary=SUMMARY)
    ada.press("Add a citation")
    ada.fill(citations__0__source="https://mfa.gov.ua/en/news/kazakhstan-2022?utm_source=x",
             citations__0__locator="paragraph 1").press("Save")  # fmt: skip


def test_a_perspective_goes_from_a_draft_to_the_public_page(filled: Flask) -> None:
    ada = Sheet(signed_in(filled, "editor", name="Ada"))
    bea = Sheet(signed_in(filled, "reviewer", name="Bea"))
    write_perspective(ada)
    draft = ada.address
    assert "is not the id of a source" in ada.text

    link = re.search(r'href="(/desk/new\?into=[^"]*)"', ada.html)
    assert link
    ada.go(link.group(1).replace("&amp;", "&")).fill(key="mfa-ua-2022-01").press("Begin: Source")
    ada.fill(title="Comment on the situation in Kazakhstan", publisher="MFA of Ukraine",
             published="2022-01-06", language="en", kind="official-statement",
             verification="read").press("Save")  # fmt: skip
    assert ada.value("url").startswith("https://mfa.gov.ua/en/news/kazakhstan-2022")

    ada.go(draft).fill(citations__0__source="mfa-ua-2022-01").press("Save")
    for index, proposition in enumerate(("legal-basis", "external-attack")):
        place = f"positions-{index}"
        ada.do(f"add:positions:{proposition}")
        ada.set(f"{place}-stance", "mixed").set(f"{place}-statement", f"It spoke of {proposition}.")
        ada.set(f"{place}-date", "2022-01-06").set(f"{place}-speaker-name", "A. Speaker")
        ada.set(f"{place}-speaker-role", "Spokesperson")
        ada.set(f"{place}-speaker-affiliation", "MFA of Ukraine").press("Save")
        add = re.search(rf'value="(add:positions\.{index}\.citations)"', ada.html)
        assert add
        ada.do(add.group(1))
        ada.set(f"{place}-citations-0-source", "mfa-ua-2022-01")
        ada.set(f"{place}-citations-0-locator", "paragraph 2").press("Save")
    ada.press("Check")
    assert "Nothing to mend" in ada.text, ada.text[:2000]
    ada.press("Go on to submit").fill(summary="Adds Ukraine, from its ministry's comment.")
    ada.press("Submit for review")
    assert "Waiting for review" in ada.text
    submission = ada.address

    assert ada.go(f"{submission}/review").status == 403  # an editor reviews nothing
    bea.go("/desk/reviews/")
    assert "Ukraine on" in bea.text
    bea.go(f"{submission}/review")
    assert "It spoke of legal-basis." in bea.text
    bea.fill(reason="The headline takes too wide a step.").press("Send back")

    ada.go("/desk/")
    assert "The headline takes too wide a step." in ada.text
    ada.go(draft).fill(headline="Ukraine commented and named no side.").press("Go on to submit")
    ada.press("Submit for review")
    bea.go(f"{submission}/review").fill(checklist=EVERYTHING).press("Approve")
    assert "Published" in bea.text, bea.text[:1500]

    reader = filled.test_client()
    page = reader.get("/topics/kazakhstan-deployment/ukraine").text
    assert "Ukraine commented and named no side." in page
    assert reader.get("/sources/mfa-ua-2022-01").status_code == 200
    history = reader.get("/topics/kazakhstan-deployment/ukraine/history").text
    assert "Adds Ukraine" in history
    assert "Bea" in history
    assert run(filled, "history", "verify").exit_code == 0
