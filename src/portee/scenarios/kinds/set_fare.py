"""A tariff that costs something else, or a new one."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from portee.core.declared import Wrong
from portee.offers.tariffs import Tariff
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works

__all__ = ["SetFare"]


class SetFare(Modification):
    """Change the price of tickets and passes, or sell a new one.

    Attributes:
        ids: of tariffs; all of them when neither ids nor a tariff is told.
        price_eur: the new price. factor: instead, on the price: 0 is free.
        cap: what becomes of the most that single tickets cost in a month: it is "kept", as an operator decides it apart
            from the price, or "follows" the factor.
        tariff: instead, a whole new tariff, as in a file of offers; one of the same id is exchanged.
    """

    touches: ClassVar[str] = "offers"

    type: Literal["set_fare"]
    ids: tuple[str, ...] = ()
    price_eur: Annotated[float, Field(ge=0, le=20_000)] | None = None
    factor: Annotated[float, Field(ge=0, le=100)] | None = None
    cap: Literal["kept", "follows"] = "kept"
    tariff: Tariff | None = None

    @model_validator(mode="after")
    def _tells_one_change(self) -> SetFare:
        if sum(value is not None for value in (self.price_eur, self.factor, self.tariff)) != 1:
            raise Wrong("It tells no change, or several.", "Give 'price_eur', 'factor' or 'tariff'.")
        if self.cap == "follows" and self.factor is None:
            raise Wrong("The cap follows a factor, and none is told.", "Give 'factor', or a whole new 'tariff'.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        tariffs = works.offers.tariffs
        if self.tariff is not None:
            others = tuple(tariff for tariff in tariffs if tariff.id != self.tariff.id)
            works.offers = works.offers.replace(tariffs=(*others, self.tariff))
            return
        known = [tariff.id for tariff in tariffs]
        for id in self.ids:
            if id not in known:
                tell("ids", f"There is no tariff '{id}'.", meant(id, known))
        if not known:
            tell("type", "No tariff is known.", "Give a file of offers.")

        def priced(tariff: Tariff) -> Tariff:
            if self.ids and tariff.id not in self.ids:
                return tariff
            price = self.price_eur if self.price_eur is not None else tariff.price_eur * (self.factor or 0.0)
            changed = {"price_eur": price}
            if self.cap == "follows" and tariff.cap_eur_month is not None:
                changed["cap_eur_month"] = tariff.cap_eur_month * (self.factor or 0.0)
            return tariff.model_copy(update=changed)

        made = tuple(priced(tariff) for tariff in tariffs)
        stays = [
            f"The monthly cap of '{after.id}' stays at {after.cap_eur_month:g} euros."
            for after, before in zip(made, tariffs, strict=True)
            if after.price_eur != before.price_eur and after.cap_eur_month == before.cap_eur_month is not None
        ]
        notes = tuple(dict.fromkeys((*works.offers.notes, *stays)))
        works.offers = works.offers.replace(tariffs=made, notes=notes)
