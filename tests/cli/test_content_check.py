"""``flask content check`` names every fault with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.bad import BAD, Bad, spoil, write_site
from tests.support.commands import run


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_fault_is_named_with_its_file_and_line(app: Flask, tmp_path: Path, bad: Bad) -> None:
    bad.write(tmp_path)
    result = run(app, "content", "check", tmp_path)
    printed = result.stderr.replace(f"{tmp_path}/", "")
    _, *faults, count = printed.splitlines()  # the first line is the label of the bar
    assert bad.sentence in faults
    assert len(faults) - 1 == bad.also
    assert count.startswith(str(len(faults)))
    assert result.exit_code == 1


def test_documents_without_a_fault_are_counted(app: Flask, tmp_path: Path) -> None:
    result = run(app, "content", "check", write_site(tmp_path))
    assert result.exit_code == 0
    assert "7 documents hold (1 of kind topic, 2 of kind perspective" in result.stdout


def test_the_data_of_the_site_hold(app: Flask) -> None:
    assert run(app, "content", "check", "data").exit_code == 0


def test_every_fault_is_printed_and_counted(app: Flask, tmp_path: Path) -> None:
    write_site(tmp_path)
    spoil(tmp_path / "parties.yaml", "hue: teal", "hue: red")
    spoil(tmp_path / "sources.yaml", "kind: news", "kind: rumour")
    result = run(app, "content", "check", tmp_path)
    assert len(result.stderr.splitlines()) == 4  # the label of the bar, two faults, their number
    assert result.stderr.endswith("2 faults.\n")


def test_a_directory_that_is_not_there_fails(app: Flask, tmp_path: Path) -> None:
    result = run(app, "content", "check", tmp_path / "none")
    assert result.exit_code == 1
    assert "there is no such directory" in result.stderr
