"""A directory is read whole: every document, every fault, and nothing in between."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import exchange, yaml
from app.documents.files import canonical_files, read_directory, write_directory
from tests.support.apps import DATA
from tests.support.bad import spoil, write_site
from tests.support.make import make_site

ANYTHING = st.recursive(
    st.none() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)


def faults(directory: Path) -> list[str]:
    return [str(fault).replace(f"{directory}/", "") for fault in read_directory(directory).faults]


def test_the_small_site_holds(tmp_path: Path) -> None:
    reading = read_directory(write_site(tmp_path))
    assert not reading.faults
    assert set(reading.documents.values()) == set(make_site())


def test_the_data_of_the_site_are_in_their_canonical_form() -> None:
    documents = read_directory(DATA).documents.values()
    canonical = dict(canonical_files(documents))
    held = {file.relative_to(DATA): file.read_text("utf-8") for file in DATA.rglob("*.yaml")}
    assert held == canonical


def test_the_order_in_which_documents_are_given_does_not_matter() -> None:
    site = make_site()
    assert list(canonical_files(site)) == list(canonical_files(reversed(site)))


def test_all_faults_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    write_site(tmp_path)
    spoil(tmp_path / "parties.yaml", "hue: teal", "hue: red")
    spoil(tmp_path / "topics/bridge/boria.yaml", "source: report", "source: rumour")
    assert [fault.partition(":")[0] for fault in faults(tmp_path)] == [
        "parties.yaml",
        "topics/bridge/boria.yaml",
    ]


def test_a_directory_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path / "none") == [f"{tmp_path}/none:1: there is no such directory"]


def test_a_file_in_the_place_of_the_directory_is_called_one(tmp_path: Path) -> None:
    file = write_site(tmp_path) / "parties.yaml"
    assert faults(file) == [f"{file}:1: is a file; give the directory that holds it"]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("parties.yaml", "is empty; it must have one key, 'parties', with a list"),
        ("topics/bridge/topic.yaml", "is empty; write the document, or remove the file"),
        ("topics/bridge/alba.yaml", "is empty; write the document, or remove the file"),
    ],
)
@pytest.mark.parametrize("text", ["", "# Nothing but a remark.\n"])
def test_an_empty_file_is_called_empty(
    tmp_path: Path, place: str, sentence: str, text: str
) -> None:
    (write_site(tmp_path) / place).write_text(text)
    assert faults(tmp_path) == [f"{place}:1: {sentence}"]


def test_a_file_of_text_has_no_keys(tmp_path: Path) -> None:
    (write_site(tmp_path) / "topics/bridge/alba.yaml").write_text("Alba says so.\n")
    assert faults(tmp_path) == ["topics/bridge/alba.yaml:1: must have keys of its own"]


def test_a_perspective_of_no_party_is_a_fault(tmp_path: Path) -> None:
    folder = write_site(tmp_path) / "topics/bridge"
    text = (folder / "boria.yaml").read_text()
    (folder / "atlantis.yaml").write_text(text.replace("party: boria", "party: atlantis"))
    assert faults(tmp_path) == [
        "topics/bridge/atlantis.yaml:2: party: unknown party 'atlantis'; known are alba, boria"
    ]


def test_a_perspective_on_no_topic_is_a_fault(tmp_path: Path) -> None:
    text = (write_site(tmp_path) / "topics/bridge/boria.yaml").read_text()
    (tmp_path / "topics/tunnel").mkdir()
    (tmp_path / "topics/tunnel/boria.yaml").write_text(
        text.replace("topic: bridge", "topic: tunnel")
    )
    assert faults(tmp_path) == [
        "topics/tunnel/boria.yaml:1: topic: unknown topic 'tunnel'; known are bridge"
    ]


def test_two_entries_without_an_id_are_not_taken_for_one(tmp_path: Path) -> None:
    write_site(tmp_path)
    for source in ("treaty", "report"):
        spoil(tmp_path / "sources.yaml", f"- id: {source}\n    title", "- title")
    missing = [fault for fault in faults(tmp_path) if "sources.yaml" in fault]
    assert [fault.partition(": ")[2] for fault in missing if "id:" in fault] == [
        "id: missing; add it", "id: missing; add it"
    ]  # fmt: skip
    assert not any("given twice" in fault for fault in missing)


def test_a_directory_without_documents_is_a_fault(tmp_path: Path) -> None:
    assert "holds no documents" in faults(tmp_path)[0]


def test_a_file_in_the_wrong_place_is_a_fault(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "topics" / "stray.yaml").write_text("a: b")
    assert faults(tmp_path)[0].startswith("topics/stray.yaml:1: has no place here")


def test_a_file_that_is_not_utf_8_is_a_fault_with_its_line(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "parties.yaml").write_bytes(b"parties:\n  - id: \xe9t\xe9\n")
    assert faults(tmp_path) == ["parties.yaml:2: is not UTF-8; save it in that encoding"]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "more.yaml").mkdir()
    assert faults(tmp_path) == ["more.yaml:1: cannot be read: Is a directory"]


def test_each_file_is_announced_once_it_was_read(tmp_path: Path) -> None:
    seen: list[Path] = []
    read_directory(write_site(tmp_path), seen.append)
    assert len(seen) == 5


@given(st.data())
def test_whatever_stands_in_a_field_is_a_document_or_a_fault(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        directory = Path(folder)
        write_directory(make_site(), directory)
        place, text = data.draw(st.sampled_from(list(canonical_files(make_site()))))
        content, lines = yaml.read(text)
        path = data.draw(st.sampled_from(sorted(lines, key=repr)))
        (directory / place).write_text(yaml.write(_put(content, path, data.draw(ANYTHING))))
        reading = read_directory(directory)
    assert reading.faults or all(exchange(each) for each in reading.documents.values())


def _put(content: Any, path: tuple[str | int, ...], value: object) -> Any:
    """The content with something else at a path."""
    if not path:
        return value
    inside = content
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return content
