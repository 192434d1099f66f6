"""Progress bars for long work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[object], None]]:
    """A bar on the terminal's error stream; call what it yields once a step.

    Where no one is watching (a pipe, a log) only the label is written.
    """
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:

        def step(_thing: object) -> None:
            bar.update(1)

        yield step
