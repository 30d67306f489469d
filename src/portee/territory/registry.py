"""A register of territories of one geography: codes, names, municipalities, outlines, figures."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.territory.geography import Vintage, check_same_vintage, department_of, vintage_of

__all__ = ["CARRIED", "Municipality", "Registry", "joined"]

CARRIED = "qpv_crosswalk"
"""Kind of source of figures that were carried from the other geography."""


@dataclass(frozen=True, order=True)
class Municipality:
    """A municipality that a territory lies in. code: of INSEE, "" where not told; name: "" where not told."""

    code: str
    name: str


@dataclass(frozen=True, eq=False)
class Registry:
    """Territories of one geography, sorted by code, so that no result depends on the order of a file.

    Attributes:
        vintage: the geography, 2015 or 2024; every code is of it.
        codes, names: (n,) strings; codes are unique. A name may be "".
        municipalities: (n,) tuples.
        perimeters: (n,) outlines in WGS 84, shapely polygons, None where not known.
        figures: n rows; a Float64 column per figure, null where not known.
        provenance: one record per source.
    """

    vintage: Vintage
    codes: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    municipalities: tuple[tuple[Municipality, ...], ...]
    perimeters: npt.NDArray[np.object_]
    figures: pl.DataFrame = field(default_factory=pl.DataFrame)
    provenance: tuple[Provenance, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.codes)
        lengths = {n, len(self.names), len(self.municipalities), len(self.perimeters)}
        if self.figures.width:
            lengths.add(self.figures.height)
        if len(lengths) > 1:
            raise ParameterError(f"A register mixes lengths {sorted(lengths)}.", mend="Give one of each per code.")
        for code in self.codes.tolist():
            check_same_vintage(self.vintage, vintage_of(code), f"hold '{code}' in a register of {self.vintage}")
        if len(set(self.codes.tolist())) != n:
            raise ParameterError("A code stands in a register twice.", mend="Give each code once.")
        order = np.argsort(self.codes.astype(str), kind="stable")
        if (order != np.arange(n)).any():
            object.__setattr__(self, "codes", self.codes[order])
            object.__setattr__(self, "names", self.names[order])
            object.__setattr__(self, "perimeters", self.perimeters[order])
            object.__setattr__(self, "municipalities", tuple(self.municipalities[k] for k in order.tolist()))
            if self.figures.width:
                object.__setattr__(self, "figures", self.figures[order.tolist()])

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def departments(self) -> tuple[str, ...]:
        """Department of each territory."""
        return tuple(department_of(code) for code in self.codes.tolist())

    @property
    def has_perimeter(self) -> npt.NDArray[np.bool_]:
        """Which territories have an outline, (n,)."""
        return np.array([shape is not None for shape in self.perimeters.tolist()], dtype=bool)

    @property
    def estimated(self) -> bool:
        """Whether figures were carried from the other geography, which every reader must be told."""
        return any(source.source == CARRIED for source in self.provenance)

    def row(self, code: str) -> int:
        """Place of a code. Raises ParameterError when it is of the other geography, or not in the register."""
        check_same_vintage(self.vintage, vintage_of(code), f"look up '{code}' here")
        place = int(np.searchsorted(self.codes.astype(str), code)) if len(self) else 0
        if place < len(self) and self.codes[place] == code:
            return place
        same = [other for other in self.codes.tolist() if other[:5] == code[:5]]
        hint = f"Those of the department begin with {same[0]}." if same else "It has none of that department."
        raise ParameterError(f"The register has no territory '{code}'.", mend=hint)

    def label(self, row: int) -> str:
        """Name and municipality of a territory, for people."""
        towns = ", ".join(dict.fromkeys(town.name for town in self.municipalities[row] if town.name))
        name = str(self.names[row]) or str(self.codes[row])
        return f"{name} ({towns})" if towns else name

    def column(self, name: str) -> npt.NDArray[np.float64]:
        """A figure of every territory, NaN where not known. Raises ParameterError when there is no such figure."""
        if name not in self.figures.columns:
            known = ", ".join(self.figures.columns) or "none"
            raise ParameterError(f"The register has no figure '{name}'.", mend=f"Figures: {known}.")
        return self.figures[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()

    def replace(self, **changes: Any) -> Registry:
        """A new register with the named attributes changed."""
        return dataclasses.replace(self, **changes)


def joined(parts: Sequence[Registry]) -> Registry:
    """Registers of one geography brought together: outlines from one file, figures from another.

    Every code of any part is kept. Names, municipalities and outlines come from the first part that has them.

    Raises:
        ParameterError: no part, two geographies, or a figure that two parts have.
    """
    if not parts:
        raise ParameterError("There is no register to join.", mend="Give one at least.")
    first = parts[0]
    columns: dict[str, Registry] = {}
    for part in parts:
        check_same_vintage(first.vintage, part.vintage, "join these files")
        for name in part.figures.columns:
            if name in columns:
                raise ParameterError(
                    f"Two files have the figure '{name}'.",
                    mend="Give one of them, or take the column out of the other.",
                )
            columns[name] = part
    codes = sorted({code for part in parts for code in part.codes.tolist()})
    places = [{code: k for k, code in enumerate(part.codes.tolist())} for part in parts]
    found = [[(part, at[code]) for part, at in zip(parts, places, strict=True) if code in at] for code in codes]
    perimeters = np.empty(len(codes), dtype=object)
    perimeters[:] = [next((p.perimeters[k] for p, k in f if p.perimeters[k] is not None), None) for f in found]
    return Registry(
        vintage=first.vintage,
        codes=np.array(codes, dtype=object),
        names=np.array([next((p.names[k] for p, k in f if p.names[k]), "") for f in found], dtype=object),
        municipalities=tuple(
            next((p.municipalities[k] for p, k in f if p.municipalities[k]), ()) for f in found
        ),
        perimeters=perimeters,
        figures=pl.DataFrame(
            {name: _spread(part, name, codes) for name, part in columns.items()},
            schema=dict.fromkeys(columns, pl.Float64),
        ),
        provenance=tuple({(p.sha256, p.source): p for part in parts for p in part.provenance}.values()),
    )  # fmt: skip


def _spread(part: Registry, name: str, codes: Sequence[str]) -> list[float | None]:
    values: Mapping[str, float | None] = dict(zip(part.codes.tolist(), part.figures[name].to_list(), strict=True))
    return [values.get(code) for code in codes]
