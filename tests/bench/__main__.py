"""The command, and its report."""

from __future__ import annotations

import os
import platform
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

import click

from app.cli.progress import progress
from tests.bench.cases import COLD, WARM
from tests.bench.rounds import Bounds, Round, run
from tests.support.apps import load_data, migrate


@click.command(epilog="Example: python -m tests.bench --rounds 3")
@click.option("--rounds", default=7, show_default=True, help="Fresh pairs of servers.")
@click.option("--requests", default=40, show_default=True, help="Of a kind in a round, at most.")
@click.option("--seconds", default=4.0, show_default=True, help="For a kind in a round, at most.")
def main(rounds: int, requests: int, seconds: float) -> None:
    """Measure what a page costs, beside a view that returns a constant."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        migrate(environment["DATABASE_URL"])
        load_data(environment["DATABASE_URL"])
        with progress("Measuring", rounds) as step:
            measured = []
            for number in range(1, rounds + 1):
                measured.append(run(number, environment, Bounds(requests, seconds)))
                step(number)
    for line in report(measured):
        click.echo(line)


def _environment(folder: Path) -> dict[str, str]:
    """The settings of a production server, on a database of its own."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}",
        "ALTERAM_DEBUG": "0",
        "ALTERAM_SECRET_KEY": secrets.token_urlsafe(32),
        "ALTERAM_TOTP_KEY": secrets.token_urlsafe(32),
        "ALTERAM_CODES_KEY": secrets.token_urlsafe(32),
    }


def report(rounds: Sequence[Round]) -> Iterator[str]:
    """The lines of the table and of what it rests on."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    yield (
        f"{len(rounds)} rounds on Python {platform.python_version()}, "
        f"Flask {version('flask')}, granian {version('granian')}, SQLite, "
        f"{os.cpu_count()} processors; load {load}"
    )
    yield "The constant view returns the same status, headers and bytes, already encoded."
    yield ""
    head = ("request", "bytes", "site ms", "constant ms", "ratio", "ratios from - to")
    yield "{:<36}{:>9}{:>10}{:>13}{:>9}{:>19}".format(*head)
    for case in (COLD, *WARM):
        yield _line(case.name, rounds)
    yield ""
    yield f"start to first answer: {median(each.started_in for each in rounds):.2f} s"
    yield from _memory(rounds)


def _line(name: str, rounds: Sequence[Round]) -> str:
    pairs = [each.pairs[name] for each in rounds]
    ratios = [pair.ratio for pair in pairs]
    site, constant = (median(getattr(pair, who) for pair in pairs) for who in ("site", "constant"))
    spread = f"{min(ratios):.1f} - {max(ratios):.1f}"
    return (
        f"{name:<36}{pairs[0].size:>9}{site:>10.2f}{constant:>13.2f}"
        f"{median(ratios):>9.1f}{spread:>19}"
    )


def _memory(rounds: Sequence[Round]) -> Iterator[str]:
    before = [each.memory[0] for each in rounds if each.memory[0] is not None]
    after = [each.memory[1] for each in rounds if each.memory[1] is not None]
    constant = [each.constant_memory for each in rounds if each.constant_memory is not None]
    if not (before and after and constant):
        yield "resident memory: this system does not tell"
        return
    yield (
        f"resident memory (both processes of the server): {median(before):.0f} MiB before, "
        f"{median(after):.0f} MiB after; constant view {median(constant):.0f} MiB"
    )


if __name__ == "__main__":
    main()
