"""What the documentation says is true: fields, settings, commands, links, the example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Group
from flask import Flask

from app.config import ROOT
from app.documents.files import read_directory
from tests.support import fields
from tests.support.commands import run

PAGES = sorted(
    page for folder in (ROOT, ROOT / "data", ROOT / "docs", ROOT / "docs" / "decisions")
    for page in folder.glob("*.md")
)  # fmt: skip
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIELDS = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
NEW_TOPIC = (ROOT / "docs" / "new-topic.md").read_text(encoding="utf-8")
CONFIG = (ROOT / "app" / "config.py").read_text(encoding="utf-8")

_NAME = re.compile(r"ALTERAM_[A-Z_]+|DATABASE_URL")
_ROW = re.compile(r"^\| `(\w+)` \| (yes|no) \| (.+) \| (.+) \|$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"^`mine/(\S+)`\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("model", fields.models(), ids=lambda model: model.__name__)
def test_every_field_is_documented_with_its_limits(model: type) -> None:
    section = FIELDS.split(f"\n### {model.__name__}\n")[1].split("\n### ")[0]
    documented = [row[:3] for row in _ROW.findall(section)]
    assert documented == list(fields.rows(model))


def test_no_model_is_documented_that_there_is_not() -> None:
    headings = re.findall(r"^### (\w+)$", FIELDS, re.MULTILINE)
    assert headings == [model.__name__ for model in fields.models()]


def test_every_setting_is_documented() -> None:
    used = set(_NAME.findall(CONFIG.split('"""', 2)[2]))
    listed = set(re.findall(r"^\| `(\w+)`", README, re.MULTILINE)) - {"HOST"}
    assert used == listed
    assert used == set(_NAME.findall(CONFIG.split('"""', 2)[1]))


def test_no_page_names_a_setting_that_there_is_not() -> None:
    used = set(_NAME.findall(CONFIG))
    for page in PAGES:
        assert set(_NAME.findall(page.read_text(encoding="utf-8"))) <= used, page


def test_every_command_is_documented(loaded: Flask) -> None:
    shown = set(re.findall(r"bin/flask ((?:audit|content|history|sources|users) [\w-]+)", README))
    assert shown == set(_commands(loaded))


def test_every_command_shown_is_there(loaded: Flask) -> None:
    for page in PAGES:
        for group, name in re.findall(r"flask (\w+) ([\w-]+)", page.read_text(encoding="utf-8")):
            found = loaded.cli.commands.get(group)
            if isinstance(found, Group):
                assert name in found.commands, f"{page}: flask {group} {name}"


def test_every_target_of_make_that_is_shown_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for page in PAGES:
        shown = re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(shown) <= targets, page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if "://" in link:
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), f"{page.relative_to(ROOT)}: {link}"
        if anchor:
            assert anchor in _anchors(target), f"{page.relative_to(ROOT)}: {link}"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The folder that docs/new-topic.md makes."""
    for place, text in _FILE.findall(NEW_TOPIC):
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_example_of_a_new_topic_has_no_fault(example: Path) -> None:
    reading = read_directory(example)
    assert not reading.faults
    assert len(reading.documents) == 6


def test_the_example_of_a_new_topic_can_be_loaded_and_read(empty: Flask, example: Path) -> None:
    result = run(empty, "content", "load", example)
    assert result.exit_code == 0, result.output
    page = empty.test_client().get("/topics/toll-bridge")
    assert page.status_code == 200
    assert "whoever crosses by car shall pay" in page.text
    assert "No public position was found." in page.text


def _commands(app: Flask) -> Iterator[str]:
    for group in ("audit", "content", "history", "sources", "users"):
        found = app.cli.commands[group]
        assert isinstance(found, Group)
        yield from (f"{group} {name}" for name in found.commands)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
