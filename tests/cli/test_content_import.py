"""``flask content import`` says what it can read, and what is wrong with its line."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app.documents.files import write_directory
from app.documents.positions_csv import COLUMNS
from tests.support.commands import run
from tests.support.make import SOURCE, make_party
from tests.support.people import add_user


def test_one_yaml_file_is_no_folder(small: Flask, tmp_path: Path) -> None:
    ada = add_user(small, name="Ada")
    file = tmp_path / "russia.yaml"
    file.write_text("topic: bridge\n")
    done = run(small, "content", "import", str(file), "--as", ada.email)
    assert done.exit_code == 1
    assert "is one YAML file; name the folder" in done.output


def test_what_the_site_refuses_of_a_table_is_told_with_its_line(
    small: Flask, tmp_path: Path
) -> None:
    ada = add_user(small, name="Ada")
    file = tmp_path / "positions.csv"
    row = f"bridge,alba,p1-1999,p1,disagrees,1999,A. Speaker,Minister,Alba,It differs.,,,{SOURCE},p. 2,,"
    more = "bridge,alba,p1-1999" + "," * 10 + "nowhere,p. 3,,"
    file.write_text("\n".join((",".join(COLUMNS), row, more)) + "\n")
    done = run(small, "content", "import", str(file), "--as", ada.email, "--dry-run")
    assert done.exit_code == 1
    assert f"{file}:3: source: unknown source 'nowhere'" in done.output


def test_what_the_site_refuses_of_a_folder_is_told_with_its_line(
    small: Flask, tmp_path: Path
) -> None:
    ada = add_user(small, name="Ada")
    write_directory([make_party("caria", 3, "AL")], tmp_path)
    done = run(small, "content", "import", str(tmp_path), "--as", ada.email)
    assert done.exit_code == 1
    file = tmp_path / "parties.yaml"
    assert f"{file}:4: token: 'AL' is also the token of 'alba'" in done.output
    assert (
        f"{file}:2: party: topic bridge: the perspective of Caria ('caria') is missing"
        in done.output
    )


def test_a_table_in_another_encoding_is_told_with_its_line(small: Flask, tmp_path: Path) -> None:
    ada = add_user(small, name="Ada")
    file = tmp_path / "positions.csv"
    file.write_bytes(",".join(COLUMNS).encode() + b"\nbr\xfccke\n")
    done = run(small, "content", "import", str(file), "--as", ada.email)
    assert done.exit_code == 1
    assert f"{file}:2: is not UTF-8; save it in that encoding" in done.output


def test_a_silence_that_ends_is_told_before_anything_is_imported(
    small: Flask, tmp_path: Path
) -> None:
    ada = add_user(small, name="Ada")
    file = tmp_path / "positions.csv"
    row = f"bridge,alba,p2-1999,p2,disagrees,1999,A. Speaker,Minister,Alba,It differs.,,,{SOURCE},p. 2,,"
    file.write_text("\n".join((",".join(COLUMNS), row)) + "\n")
    done = run(small, "content", "import", str(file), "--as", ada.email, "--dry-run")
    assert done.output == (
        "changed perspective bridge/alba\n  p2: replaces the silence of 2025-12-31\n"
    )
