"""A release stays as it was frozen, and is checked without the site."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.documents import Perspective, Topic
from tests.support.commands import run
from tests.support.editing import edit, put
from tests.support.make import make_perspective, make_position, make_silence
from tests.support.sql import send

SLUG = "un-csto-debate"


def released(app: Flask, folder: Path, slug: str = "bridge", number: int = 1) -> Path:
    """The zip of a release, as a reader takes it."""
    answer = app.test_client().get(f"/topics/{slug}/releases/{number}.zip")
    assert answer.status_code == 200
    file = folder / f"{slug}-{number}.zip"
    file.write_bytes(answer.data)
    return file


@pytest.fixture
def frozen(small: Flask, tmp_path: Path) -> Path:
    """The first release of the small site's topic."""
    assert run(small, "release", "--local", "bridge").exit_code == 0
    return released(small, tmp_path)


def test_it_is_printed_with_its_digest_and_listed(small: Flask, tmp_path: Path) -> None:
    done = run(small, "release", "--local", "bridge")
    digest = hashlib.sha256(released(small, tmp_path).read_bytes()).hexdigest()
    assert f"SHA-256 {digest}" in done.output
    page = small.test_client().get("/topics/bridge/releases").text
    assert digest in page
    assert run(small, "audit", "verify").exit_code == 0


def test_it_stays_to_the_byte_whatever_is_published_later(
    small: Flask, frozen: Path, tmp_path: Path
) -> None:
    before = frozen.read_bytes()
    edit(small, Perspective, "bridge/alba", headline="Another headline")
    assert run(small, "release", "--local", "bridge").exit_code == 0
    edit(small, Topic, "bridge", retracted="It was no dispute.")
    assert released(small, tmp_path).read_bytes() == before
    second = released(small, tmp_path, number=2)
    assert b"Another headline" in zipfile.ZipFile(second).read("bridge-2/bridge.json")
    assert run(small, "release", "--local", "bridge").exit_code == 1


@pytest.mark.parametrize("change", ["UPDATE release SET number = 7", "DELETE FROM release"])
def test_the_database_refuses_to_change_it(small: Flask, frozen: Path, change: str) -> None:
    assert frozen
    with pytest.raises(DBAPIError, match="append-only"):
        send(small, change)


def test_it_holds_by_the_command_and_by_its_own_script(
    small: Flask, frozen: Path, tmp_path: Path
) -> None:
    done = run(small, "verify-release", str(frozen))
    digest = hashlib.sha256(frozen.read_bytes()).hexdigest()
    assert done.exit_code == 0
    assert done.output.startswith("Every file, digest and figure holds.\n")
    assert done.output.endswith(f"the one at the site: {digest}\n")
    assert digest in small.test_client().get("/topics/bridge/releases").text
    with zipfile.ZipFile(frozen) as archive:
        archive.extractall(tmp_path / "out")
    script = tmp_path / "out" / "bridge-1" / "verify.py"
    alone = subprocess.run(
        [sys.executable, "-I", str(script)], capture_output=True, text=True, check=False, cwd="/"
    )
    assert alone.returncode == 0
    assert alone.stdout.startswith("Every file, digest and figure holds.\n")


def forged(file: Path, name: str, content: bytes | None, mend_sums: bool) -> Path:
    """A copy of a release with one file changed, or without it."""
    with zipfile.ZipFile(file) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    folder = next(iter(files)).partition("/")[0]
    if content is None:
        del files[f"{folder}/{name}"]
    else:
        files[f"{folder}/{name}"] = content
    if mend_sums:
        lines = (
            f"{hashlib.sha256(each).hexdigest()}  {path.partition('/')[2]}\n"
            for path, each in files.items()
            if not path.endswith("SHA256SUMS")
        )
        files[f"{folder}/SHA256SUMS"] = "".join(lines).encode()
    copy = file.with_name("forged.zip")
    with zipfile.ZipFile(copy, "w") as archive:
        for path, each in files.items():
            archive.writestr(path, each)
    return copy


def test_what_was_changed_is_named(small: Flask, frozen: Path) -> None:
    with zipfile.ZipFile(frozen) as archive:
        revision = next(each for each in archive.namelist() if "/revisions/perspective/" in each)
        name = revision.partition("/")[2]
        turned = archive.read(revision).replace(b'"agrees"', b'"disagrees"')
        figures = json.loads(archive.read("bridge-1/agreement.json"))
        table = archive.read("bridge-1/bridge.csv").replace(b"agrees", b"disagrees")
        data = archive.read("bridge-1/bridge.json").decode()
    figures[0]["n"] += 1
    reworded = data.replace("Says that the bridge", "Denies that the bridge").encode()
    recoded = data.replace('"stance": "agrees",\n', '"stance": "disagrees",\n', 1).encode()
    for changed, content, mend, said in (
        ("bridge.csv", b"x", False, "bridge.csv is not what was released"),
        ("bridge.csv", None, False, "bridge.csv is missing"),
        (name, turned, False, f"{name} is not what was released"),
        (name, turned, True, "does not have the digest that the history gives"),
        ("bridge.csv", table, True, "bridge.csv does not follow from the revisions"),
        ("bridge.json", reworded, True, "bridge.json does not follow from the revisions"),
        ("bridge.json", recoded, True, "bridge.json does not follow from the revisions"),
        ("agreement.json", json.dumps(figures).encode(), True, "do not follow from the positions"),
    ):
        done = run(small, "verify-release", str(forged(frozen, changed, content, mend)))
        assert done.exit_code == 1
        assert said in done.output


def said_by_both(app: Flask, frozen: Path, file: Path) -> list[str]:
    """What the command and the script of a release say of a file, which is none that holds."""
    done = run(app, "verify-release", str(file))
    assert isinstance(done.exception, SystemExit)
    script = file.with_name("verify.py")
    with zipfile.ZipFile(frozen) as archive:
        script.write_bytes(archive.read("bridge-1/verify.py"))
    command = [sys.executable, "-I", str(script), str(file)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [done.exit_code, alone.returncode] == [1, 1]
    assert "Traceback" not in alone.stderr
    return [done.output, alone.stderr]


DEEP = b"[" * 100_000


@pytest.mark.parametrize(("name", "content", "said"), [
    ("bridge.csv", None, "bridge.csv is missing"),
    ("bridge.csv", b"\xff\xfe", "bridge.csv is not UTF-8"),
    ("bridge.csv", b"topic,party\r\nbridge\r\n", "bridge.csv is not built as in a release"),
    ("bridge.json", None, "bridge.json is missing"),
    ("bridge.json", b"null", "bridge.json is not built as in a release"),
    ("bridge.json", DEEP, "bridge.json is nested too deeply"),
    ("agreement.json", b"[1,2", "agreement.json is not JSON: "),
    ("agreement.json", DEEP, "agreement.json is nested too deeply"),
    ("revisions.json", b"[]", "revisions.json is not built as in a release"),
    ("release.json", None, "release.json is missing"),
    ("release.json", b"null", "release.json is not built as in a release"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(
    small: Flask, frozen: Path, name: str, content: bytes | None, said: str
) -> None:
    for each in said_by_both(small, frozen, forged(frozen, name, content, True)):
        assert said in each


def test_a_revision_that_cannot_be_read_is_named(small: Flask, frozen: Path) -> None:
    name = "revisions/topic/bridge.1.txt"
    with zipfile.ZipFile(frozen) as archive:
        digests = json.loads(archive.read("bridge-1/revisions.json"))
    for content, said in (
        (b"x\n{}\n{}", f"{name} is not built as in a release"),
        (b"x\n{}\n[", f"{name} is not JSON"),
    ):
        changed = digests | {name: hashlib.sha256(content).hexdigest()}
        once = forged(frozen, name, content, True).rename(frozen.with_name("once.zip"))
        twice = forged(once, "revisions.json", json.dumps(changed).encode(), True)
        for each in said_by_both(small, frozen, twice):
            assert said in each


def test_what_is_no_zip_is_no_release(small: Flask, frozen: Path) -> None:
    file = frozen.with_name("forged.zip")
    file.write_bytes(frozen.read_bytes()[:-100])
    for each in said_by_both(small, frozen, file):
        assert f"{file}: it is no release: " in each


MOMENT = "2020-01-01T00:00:00Z"


@pytest.mark.parametrize(("name", "changes", "said"), [
    ("bridge.json", {"as_published": MOMENT}, "does not say the moment of its newest revision"),
    ("bridge.json", {"permanent_address": "http://127.0.0.1:5000/topics/bridge"},
     "does not say the moment of its newest revision"),
    ("release.json", {"as_published": MOMENT}, "release.json does not follow from the revisions"),
    ("release.json", {"released": MOMENT}, "release.json does not follow from the revisions"),
    ("release.json", {"released": "soon"}, "release.json is not built as in a release"),
    ("release.json", {"number": 2}, "release.json does not follow from the revisions"),
    ("release.json", {"number": "1"}, "release.json does not follow from the revisions"),
    ("release.json", {"topic": "tower"}, "release.json does not follow from the revisions"),
    ("release.json", {"more": 1}, "release.json does not follow from the revisions"),
    ("release.json", {"address": "https://other.example/topics/bridge/releases/1.zip"},
     "release.json does not follow from the revisions"),
    ("release.json", {
        "number": 2, "address": "http://127.0.0.1:5000/topics/bridge/releases/2.zip",
    }, "release.json is that of bridge-2, and not of bridge-1"),
])  # fmt: skip
def test_a_moment_or_a_number_that_was_changed_does_not_follow(
    small: Flask, frozen: Path, name: str, changes: dict[str, object], said: str
) -> None:
    with zipfile.ZipFile(frozen) as archive:
        told = json.loads(archive.read(f"bridge-1/{name}"))
    copy = forged(frozen, name, json.dumps(told | changes).encode(), True)
    for each in said_by_both(small, frozen, copy):
        assert said in each


@pytest.mark.parametrize(("column", "said"), [
    ("as_published", "does not say the moment of its newest revision"),
    ("published", "does not follow from the revisions"),
    ("revision", "does not follow from the revisions"),
])  # fmt: skip
def test_a_moment_or_a_number_in_the_table_is_that_of_the_revisions(
    small: Flask, frozen: Path, column: str, said: str
) -> None:
    with zipfile.ZipFile(frozen) as archive:
        text = archive.read("bridge-1/bridge.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows({**row, column: "7"} for row in rows)
    copy = forged(frozen, "bridge.csv", out.getvalue().encode(), True)
    for each in said_by_both(small, frozen, copy):
        assert f"bridge.csv {said}" in each


def test_a_name_that_tells_of_another_release_is_no_name_of_this_one(
    small: Flask, frozen: Path
) -> None:
    other = frozen.with_name("bridge-2.zip")
    other.write_bytes(frozen.read_bytes())
    for each in said_by_both(small, frozen, other):
        assert "release.json is that of bridge-1, and not of bridge-2" in each
    for name in ("bridge-1 (2)", "copy-2"):
        own = frozen.with_name(f"{name}.zip")
        own.write_bytes(frozen.read_bytes())
        assert run(small, "verify-release", str(own)).exit_code == 0


def test_the_documents_as_files_are_those_of_the_revisions(small: Flask, frozen: Path) -> None:
    name = "documents/topics/bridge/alba.yaml"
    with zipfile.ZipFile(frozen) as archive:
        text = archive.read(f"bridge-1/{name}")
    for content, said in (
        (text.replace(b"stance: agrees", b"stance: disagrees"), f"{name} does not follow"),
        (b"a: [", f"{name}:2: not YAML"),
        (b"\xff\xfe", f"{name} is not UTF-8"),
        (None, f"{name} is missing"),
    ):
        done = run(small, "verify-release", str(forged(frozen, name, content, True)))
        assert isinstance(done.exception, SystemExit)
        assert done.exit_code == 1
        assert said in done.output
    remarked = forged(frozen, name, b"# A remark changes no document.\n" + text, True)
    assert run(small, "verify-release", str(remarked)).exit_code == 0
    more = forged(frozen, "documents/more.yaml", b"{}", True)
    assert "documents/more.yaml does not follow" in run(small, "verify-release", str(more)).output


def test_what_was_not_changed_is_not_frozen_again(small: Flask, frozen: Path) -> None:
    assert frozen
    again = run(small, "release", "--local", "bridge")
    assert again.exit_code == 1
    assert "nothing was published on bridge since release 1" in again.output


@pytest.mark.parametrize("statement", ["=SUM(1), it says.", "'-1, it says.", "'Tis so, it says."])
def test_a_statement_that_looks_like_a_formula_is_no_forgery(
    small: Flask, tmp_path: Path, statement: str
) -> None:
    positions = [make_position(statement=statement), make_silence("p2-none", proposition="p2")]
    put(small, make_perspective(positions=positions))
    assert run(small, "release", "--local", "bridge").exit_code == 0
    assert run(small, "verify-release", str(released(small, tmp_path))).exit_code == 0


def test_a_release_without_a_retracted_perspective_holds(small: Flask, tmp_path: Path) -> None:
    edit(small, Perspective, "bridge/boria", retracted="It was forged.")
    assert run(small, "release", "--local", "bridge").exit_code == 0
    assert run(small, "verify-release", str(released(small, tmp_path))).exit_code == 0


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "127.0.1.1", "localhost", "[::1]:5000"])
def test_an_address_that_only_this_machine_reaches_is_frozen_on_demand_only(
    small: Flask, tmp_path: Path, host: str
) -> None:
    small.config["SITE_URL"] = f"http://{host}"
    refused = run(small, "release", "bridge")
    assert refused.exit_code == 1
    assert f"the release would name http://{host} as its site for good" in refused.output
    assert "Set ALTERAM_SITE_URL" in refused.output
    assert small.test_client().get("/topics/bridge/releases/1.zip").status_code == 404
    assert run(small, "release", "--local", "bridge").exit_code == 0
    assert released(small, tmp_path).exists()


def test_an_address_that_others_reach_is_frozen_as_it_is(small: Flask) -> None:
    small.config["SITE_URL"] = "https://alteram.example"
    done = run(small, "release", "bridge")
    assert done.exit_code == 0
    assert "https://alteram.example/topics/bridge/releases/1.zip" in done.output


def test_what_is_no_release_and_no_topic_is_named(small: Flask, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(b"PK")
    assert "is no release" in run(small, "verify-release", str(file)).output
    assert "there is no topic none" in run(small, "release", "--local", "none").output
    assert small.test_client().get("/topics/bridge/releases/1.zip").status_code == 404


def test_the_figures_of_every_real_topic_are_those_of_the_site(
    filled: Flask, tmp_path: Path
) -> None:
    assert run(filled, "release", "--local", SLUG).exit_code == 0
    file = released(filled, tmp_path, SLUG)
    with zipfile.ZipFile(file) as archive:
        figures = json.loads(archive.read(f"{SLUG}-1/agreement.json"))
    answer = filled.test_client().get(f"/api/v1/agreement?topic={SLUG}").get_json()["data"]
    assert [each["parties"] for each in figures] == [each["parties"] for each in answer]
    assert [each["n"] for each in figures] == [each["n"] for each in answer]
    assert [each.get("same") for each in figures] == [each.get("same") for each in answer]
    assert run(filled, "verify-release", str(file)).exit_code == 0
