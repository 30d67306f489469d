"""Energy that costs more or less."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works

__all__ = ["EnergyPrice"]


class EnergyPrice(Modification):
    """Change energy prices. factor: 1.2 is 20 % more; of: names of figures ("energy.petrol"), all when left out."""

    touches: ClassVar[str] = "offers"

    type: Literal["energy_price"]
    factor: Annotated[float, Field(ge=0, le=100)]
    of: tuple[str, ...] = ()

    def apply(self, works: Works, tell: Tell) -> None:
        offers = works.offers
        known = [name for name in offers.parameters if name.startswith("energy.")]
        for name in self.of:
            if name not in known:
                tell("of", f"There is no energy price '{name}'.", meant(name, known))
        if self.factor == 1:
            return
        shocks = dict(offers.shocks)
        for name in dict.fromkeys(self.of) or ("energy.",):
            shocks[name] = shocks.get(name, 1.0) * self.factor
        works.offers = offers.replace(shocks=shocks)
