"""Commands, inside the tests and as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys

from click.testing import Result
from flask import Flask

from app.config import ROOT
from tests.support.apps import environment

#: Seconds until a process counts as one that never ends; a machine may have much to do.
PATIENCE = 300


def run(app: Flask, *arguments: object) -> Result:
    """Run a ``flask`` command in this process: ``run(app, "content", "check", folder)``."""
    return app.test_cli_runner().invoke(args=[str(each) for each in arguments])


def start(url: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a ``flask`` command on a database as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment(url)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
