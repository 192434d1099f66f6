"""``flask content export`` writes the documents as they are kept in data/."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.support.apps import DATA
from tests.support.bad import write_site
from tests.support.commands import run


def files(directory: Path) -> dict[str, bytes]:
    """The bytes of every file below a directory."""
    return {
        str(file.relative_to(directory)): file.read_bytes()
        for file in directory.rglob("*")
        if file.is_file()
    }


def test_the_data_of_the_site_are_their_own_export(loaded: Flask, tmp_path: Path) -> None:
    result = run(loaded, "content", "export", tmp_path / "out")
    assert result.exit_code == 0
    kept = {name: text for name, text in files(DATA).items() if name.endswith(".yaml")}
    assert files(tmp_path / "out") == kept


def test_an_export_loaded_elsewhere_is_exported_alike(
    loaded: Flask, empty: Flask, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    run(loaded, "content", "export", one)
    assert run(empty, "content", "load", one).exit_code == 0
    assert run(empty, "content", "export", other).exit_code == 0
    assert files(one) == files(other)


def test_it_prints_how_much_it_wrote(holding: Flask, tmp_path: Path) -> None:
    result = run(holding, "content", "export", tmp_path)
    assert result.stdout == f"7 documents in 5 files below {tmp_path}.\n"


def test_a_directory_with_something_in_it_is_left_alone(holding: Flask, tmp_path: Path) -> None:
    before = files(write_site(tmp_path))
    result = run(holding, "content", "export", tmp_path)
    assert result.exit_code == 1
    assert "is not empty; name a new directory" in result.stderr
    assert files(tmp_path) == before


def test_a_file_in_the_place_of_the_directory_is_left_alone(holding: Flask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert run(holding, "content", "export", tmp_path / "file").exit_code == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_a_site_without_documents_exports_two_empty_lists(empty: Flask, tmp_path: Path) -> None:
    assert run(empty, "content", "export", tmp_path).exit_code == 0
    assert files(tmp_path) == {"parties.yaml": b"parties: []\n", "sources.yaml": b"sources: []\n"}
