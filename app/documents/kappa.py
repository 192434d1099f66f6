"""How far two coders agree beyond chance. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kappa:
    """The agreement of two coders on *n* things.

    ``agreed`` is the share on which both chose alike and ``expected`` the share that chance
    would give, both from 0 to 1 (0 without anything coded). ``value`` is kappa, up to 1; 0 is
    chance and below 0 is less. It is None where it is not defined: without anything coded,
    and if chance alone would agree on everything, as when both chose one category only.
    """

    n: int
    agreed: float
    expected: float
    value: float | None


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Kappa:
    """Cohen's kappa of the categories that two coders gave to the same things.

    J. Cohen (1960), A Coefficient of Agreement for Nominal Scales, Educational and
    Psychological Measurement 20:37-46: kappa = (po - pc) / (1 - pc), where po is the share of
    agreement and pc the sum, over the categories, of the product of the coders' own shares.

    By hand: of 50 things both say yes to 20 and no to 15, only the first says yes to 5, only
    the second to 10. So po = 35/50 = 0.7; the first says yes to 25/50, the second to 30/50;
    pc = 0.5 * 0.6 + 0.5 * 0.4 = 0.5; kappa = (0.7 - 0.5) / (1 - 0.5) = 0.4.
    """
    both = list(pairs)
    n = len(both)
    if not n:
        return Kappa(0, 0.0, 0.0, None)
    first, second = Counter(one for one, _ in both), Counter(other for _, other in both)
    alike = sum(one == other for one, other in both)
    # In whole numbers, n squared times each share, so that 1 is exactly 1.
    chance = sum(first[category] * second[category] for category in first)
    value = (n * alike - chance) / (n * n - chance) if chance < n * n else None
    return Kappa(n, alike / n, chance / (n * n), value)
