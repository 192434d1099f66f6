"""One round: two fresh servers, asked in turn."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench import constant
from tests.bench.cases import COLD, WARM, Case
from tests.bench.client import Answer, Client
from tests.bench.servers import Server, serving

SITE, CONSTANT = "app:create_app", "tests.bench.constant:create_app"


@dataclass(frozen=True)
class Bounds:
    """How much is measured: whichever ends first ends a case."""

    requests: int
    seconds: float


@dataclass(frozen=True)
class Pair:
    """The time of a request of the site and of the constant view, in milliseconds."""

    site: float
    constant: float
    size: int
    """Bytes of the body on the wire."""

    @property
    def ratio(self) -> float:
        """How many times longer the site takes."""
        return self.site / self.constant


@dataclass
class Round:
    """What one round measured."""

    pairs: dict[str, Pair] = field(default_factory=dict)
    started_in: float = 0.0
    memory: tuple[float | None, float | None] = (None, None)
    """Of the site, before and after the requests, in MiB."""
    constant_memory: float | None = None


def run(number: int, environment: dict[str, str], bounds: Bounds) -> Round:
    """Start both servers, ask for everything, stop them."""
    done = Round()
    with tempfile.TemporaryDirectory() as folder, serving(SITE, environment) as site:
        done.started_in = site.started_in
        before = site.memory()
        cold, answers = _answers(site, Path(folder))
        with serving(CONSTANT, {"ALTERAM_BENCH_ANSWERS": folder}) as other:
            done.pairs[COLD.name] = _cold(cold, other)
            for case in WARM:
                asked = _Asked(case, answers[case.name])
                done.pairs[case.name] = _warm(asked, site, other, number % 2 == 0, bounds)
            done.constant_memory = other.memory()
        done.memory = before, site.memory()
    return done


@dataclass(frozen=True)
class _Asked:
    """A case with the headers that it sends and the name of its constant view."""

    case: Case
    answer: Answer

    @property
    def headers(self) -> dict[str, str]:
        known = {"If-None-Match": self.answer.header("ETag")} if self.case.known else {}
        return self.case.headers | known


def _answers(site: Server, folder: Path) -> tuple[Answer, dict[str, Answer]]:
    """The first answer of the process, and that of every case, which become the constants."""
    found = {}
    with Client(site.port) as client:
        cold = client.get(COLD.path, COLD.headers)
        _keep(folder, COLD, cold)
        for case in WARM:
            answer = client.get(case.path, case.headers)
            found[case.name] = answer
            if case.known:
                answer = client.get(case.path, _Asked(case, answer).headers)
            _keep(folder, case, answer)
    return cold, found


def _keep(folder: Path, case: Case, answer: Answer) -> None:
    expected = 304 if case.known else 200
    if answer.status != expected:
        raise RuntimeError(f"{case.path} answered {answer.status} and not {expected}")
    constant.write(folder / _view(case), answer.status, answer.headers, answer.body)


def _view(case: Case) -> str:
    every = (COLD, *WARM)
    return f"case-{every.index(case)}"


def _cold(answer: Answer, other: Server) -> Pair:
    with Client(other.port) as client:
        constant = client.get(f"/{_view(COLD)}", COLD.headers)
    return Pair(answer.seconds * 1000, constant.seconds * 1000, len(answer.body))


def _warm(asked: _Asked, site: Server, other: Server, site_first: bool, bounds: Bounds) -> Pair:
    """Requests of both by turns, so that what disturbs the machine disturbs both."""
    times: dict[str, list[float]] = {"site": [], "constant": []}
    size = 0
    until = time.perf_counter() + bounds.seconds
    with Client(site.port) as mine, Client(other.port) as theirs:
        turns = [("site", mine, asked.case.path), ("constant", theirs, f"/{_view(asked.case)}")]
        while len(times["site"]) < bounds.requests and time.perf_counter() < until:
            for name, client, path in turns if site_first else reversed(turns):
                answer = client.get(path, asked.headers)
                times[name].append(answer.seconds * 1000)
                size = len(answer.body)
    return Pair(median(times["site"]), median(times["constant"]), size)
