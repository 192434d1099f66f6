"""``flask content import`` says what it can read."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.support.commands import run
from tests.support.people import add_user


def test_one_yaml_file_is_no_folder(small: Flask, tmp_path: Path) -> None:
    ada = add_user(small, name="Ada")
    file = tmp_path / "russia.yaml"
    file.write_text("topic: bridge\n")
    done = run(small, "content", "import", str(file), "--as", ada.email)
    assert done.exit_code == 1
    assert "is one YAML file; name the folder" in done.output
