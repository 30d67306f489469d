from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from portee.resilience.greedy import grown
from portee.resilience.needs import Item, Need, ways_of
from tests.resilience.services import keeps_all, kept, random_needs

SEEDS = st.integers(0, 2**32 - 1)


def _names(items: list[Item], needs: list[Need]) -> list[str]:
    ways = ways_of(items, needs)
    return [name for name, runs in zip(ways.ids, grown(ways).tolist(), strict=True) if runs]


def _one_by_one(items: list[Item], needs: list[Need]) -> list[str]:
    """The slow twin, in fractions: of all that alternatives lack, what keeps most shares of thresholds per cost."""
    running: set[str] = set()
    costs = {item.id: Fraction(item.cost) for item in items}

    def shares(names: set[str]) -> Fraction:
        asked = [(Fraction(kept(need, names)), Fraction(need.threshold)) for need in needs if need.threshold]
        return sum((min(found, threshold) / threshold for found, threshold in asked), Fraction(0))

    while not keeps_all(needs, running):
        persons = [set(several) for need in needs for weight, several in need.coverage if weight]
        waiting = [several for several in persons if not any(way <= running for way in several)]
        least = [way for several in waiting for way in several if not any(other < way for other in several)]
        lacks = sorted({tuple(sorted(way - running)) for way in least})
        now = shares(running)
        merits = [(shares(running | set(lack)) - now) / sum(costs[name] for name in lack) for lack in lacks]
        running |= set(lacks[merits.index(max(merits))])
    return sorted(running)


def test_by_hand() -> None:
    """10 persons, 8 to be kept. Line A alone serves 4 for 2, a merit of 4/8/2 = 0.25; B and C together 5 for 4,
    5/8/4 = 0.16. After A, 4 are short: B and C bring 4/8/4 = 0.125, D serves 1 for 1, the same: B comes first by name.
    """
    coverage = [(4.0, [frozenset("A")]), (5.0, [frozenset("BC")]), (1.0, [frozenset("D")])]
    items = [Item("A", 2.0), Item("B", 3.0), Item("C", 1.0), Item("D", 1.0)]
    assert _names(items, [Need("n", "g", 8.0, coverage)]) == ["A", "B", "C"]
    # With D at 0.9 it goes first, and B and C are needed all the same.
    cheaper = [*items[:3], Item("D", 0.9)]
    assert _names(cheaper, [Need("n", "g", 8.0, coverage)]) == ["A", "B", "C", "D"]


def test_what_comes_along_counts() -> None:
    """A and B for the 3 who need both also serve the 2 + 2 who need one: 7, of whom 6 are asked, 6/6/2 = 0.5.

    That is above C with 2/6/0.7 = 0.48, though the 3 alone would be 3/6/2 = 0.25.
    """
    coverage = [(3.0, [frozenset("AB")]), (2.0, [frozenset("A")]), (2.0, [frozenset("B")]), (2.0, [frozenset("C")])]
    items = [Item("A"), Item("B"), Item("C", 0.7)]
    assert _names(items, [Need("n", "g", 6.0, coverage)]) == ["A", "B"]


def test_what_is_free_runs_first() -> None:
    coverage = [(1.0, [frozenset("B")]), (9.0, [frozenset("A")])]
    assert _names([Item("A", 1.0), Item("B", 0.0)], [Need("n", "g", 1.0, coverage)]) == ["B"]


@settings(max_examples=150)
@given(SEEDS)
def test_as_one_by_one(seed: int) -> None:
    items, needs = random_needs(seed)
    found = _names(items, needs)
    assert keeps_all(needs, found)
    assert found == _one_by_one(items, needs)
