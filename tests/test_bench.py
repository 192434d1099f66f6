"""The benchmark works; what it measures is for people to read."""

from __future__ import annotations

from click.testing import CliRunner

from tests.bench.__main__ import main
from tests.bench.cases import COLD, WARM


def test_a_round_of_single_requests_gives_a_row_for_every_case() -> None:
    result = CliRunner().invoke(main, ["--rounds", "1", "--requests", "1"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    for case in (COLD, *WARM):
        row = next(line for line in lines if line.startswith(f"{case.name}  "))
        size, site, constant, ratio, *_spread = row.removeprefix(case.name).split()
        assert float(site) > 0
        assert float(constant) > 0
        assert float(ratio) > 0
        assert (int(size) == 0) == case.known
    assert "resident memory" in lines[-1]
