"""Another figure of some places: more jobs, other opening hours of childcare."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field, model_validator

from portee.core.declared import Wrong
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import meant
from portee.scenarios.placing import kind_named, rows_named, with_kind
from portee.scenarios.works import Works
from portee.territory.places import Places

__all__ = ["SetColumn"]


class SetColumn(Modification):
    """Change a column of opportunities.

    Attributes:
        of: their kind. ids: of them, all when left out. column: of which.
        value: the new one, such as "06:30" for `opens`. factor: instead, on a number.
    """

    touches: ClassVar[str] = "places"

    type: Literal["set_column"]
    of: str | None = None
    ids: Annotated[tuple[str, ...], Field(max_length=20_000)] = ()
    column: str
    value: str | float | None = None
    factor: Annotated[float, Field(ge=0, le=1000)] | None = None

    @model_validator(mode="after")
    def _tells_one_change(self) -> SetColumn:
        if (self.value is None) == (self.factor is None):
            raise Wrong("It tells no change, or two.", "Give 'value' or 'factor'.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        kind = kind_named(works, self.of, tell)
        if kind is None:
            return
        places = works.territory.opportunities[kind]
        rows = rows_named(places, self.ids, tell) if self.ids else list(range(len(places)))
        known = places.attributes.columns
        if self.column not in known:
            tell("column", f"Places of '{kind}' have no column '{self.column}'.", meant(self.column, known))
            return
        before = places.attributes[self.column]
        number = before.dtype.is_numeric()
        if number != (self.factor is not None or isinstance(self.value, (int, float))):
            tell("column", f"'{self.column}' holds {'numbers' if number else 'text'}.", "Give such a value.")
            return
        values = before.cast(pl.Float64).to_list() if number else before.cast(pl.String).to_list()
        for row in rows:
            old = values[row]
            values[row] = self.value if self.factor is None else None if old is None else old * self.factor
        changed = places.attributes.with_columns(
            pl.Series(self.column, values, pl.Float64 if number else pl.String, strict=False)
        )
        with_kind(works, kind, Places(places.ids, places.lon, places.lat, changed, places.geometry, places.provenance))
