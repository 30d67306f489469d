"""Places with access, residents, income and group: what hypothesis draws for the measures of equity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from tests.indicators.laws import Matrix

__all__ = ["Population", "populations"]


@dataclass(frozen=True)
class Population:
    """Access, residents, incomes and group of each place, all of shape (n,)."""

    access: Matrix
    residents: Matrix
    incomes: Matrix
    groups: list[str]

    def one_by_one(self) -> tuple[Matrix, Matrix]:
        """Access and income of each resident, when counts are whole."""
        counts = self.residents.astype(int)
        return np.repeat(self.access, counts), np.repeat(self.incomes, counts)


@st.composite
def populations(draw: st.DrawFn, somebody: bool = True) -> Population:
    """Several places; with `somebody`, at least one resident has some access."""
    size = draw(st.integers(1, 9))
    # Thousandths are fine enough; figures near the smallest float vanish beside large ones.
    figure = st.one_of(st.integers(0, 60).map(float), st.floats(0, 1e6).map(lambda value: round(value, 3)))
    access = [draw(figure) for _ in range(size)]
    residents = [float(draw(st.integers(0, 12))) for _ in range(size)]
    incomes = [float(draw(st.integers(0, 6))) for _ in range(size)]
    groups = [draw(st.sampled_from("abc")) for _ in range(size)]
    if somebody:
        access[0], residents[0] = access[0] + 1.0, residents[0] + 1.0
    return Population(np.asarray(access), np.asarray(residents), np.asarray(incomes), groups)
