"""From the neighbourhoods of one geography to those of the other: shares of area, and what is left over.

Areas are measured in EPSG:6933, a cylindrical projection in metres that keeps areas equal everywhere, so that one
projection serves the mainland and overseas. The straight sides of outlines are so short that bending them changes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from portee.core.errors import ParameterError
from portee.territory.geography import Vintage, vintage_of
from portee.territory.registry import Registry

__all__ = ["SLIVER", "Crosswalk", "Piece", "area_crosswalk", "areas_m2"]

SLIVER = 0.01
"""A piece under this share of both neighbourhoods is taken for two drawings of one border, not for a common part: a
convention of Portée."""

EQUAL_AREA = "EPSG:6933"

ROUNDING = 1e-9

OVERLAP = 1e-6
"""Share of a common area from which outlines are said to overlap; less is rounding."""


@dataclass(frozen=True)
class Piece:
    """What an old and a new neighbourhood have in common.

    Attributes:
        old, new: codes.
        share: of the old one's area, 0 to 1. share_of_new: of the new one's area, 0 to 1.
        area_m2: of what lies in both, square metres.
    """

    old: str
    new: str
    share: float
    share_of_new: float
    area_m2: float


@dataclass(frozen=True)
class Crosswalk:
    """Pieces from one geography to the other.

    Attributes:
        old_vintage, new_vintage: the geographies.
        old_codes, new_codes: neighbourhoods with an outline, sorted.
        pieces: common parts, sorted by old and new code; the shares of one old code sum to 1 at most, and so do the
            shares of one new code.
        slivers: common parts too small to count, sorted likewise.
        without_outline: codes of either geography that could not be compared.
        notes: what a reader must know, such as outlines that overlap.
    """

    old_vintage: Vintage
    new_vintage: Vintage
    old_codes: tuple[str, ...]
    new_codes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    slivers: tuple[Piece, ...] = ()
    without_outline: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.old_vintage == self.new_vintage:
            raise ParameterError("A crosswalk leads from one geography to another.", mend="Give both.")
        known = set(self.old_codes), set(self.new_codes)
        sums: dict[str, float] = {}
        for piece in self.pieces:
            if piece.old not in known[0] or piece.new not in known[1]:
                raise ParameterError(
                    f"The piece of '{piece.old}' and '{piece.new}' is of neighbourhoods that the crosswalk has not.",
                    mend="Make the crosswalk again.",
                )
            for code, share in ((piece.old, piece.share), (piece.new, piece.share_of_new)):
                sums[code] = sums.get(code, 0.0) + share
                if not 0 <= share <= 1 or sums[code] > 1 + ROUNDING:
                    raise ParameterError(
                        f"The shares of '{code}' sum to {sums[code]:g}, more than its area.",
                        mend="Make the crosswalk again from the outlines.",
                    )

    def from_old(self, code: str) -> tuple[Piece, ...]:
        """Pieces of an old neighbourhood. Raises ParameterError when the crosswalk does not have it."""
        return self._of(code, self.old_vintage)

    def into_new(self, code: str) -> tuple[Piece, ...]:
        """Pieces of a new neighbourhood. Raises ParameterError when the crosswalk does not have it."""
        return self._of(code, self.new_vintage)

    def _of(self, code: str, vintage: Vintage) -> tuple[Piece, ...]:
        if vintage_of(code) != vintage or code not in self._by_code:
            why = "without an outline" if code in self.without_outline else f"not one of its codes of {vintage}"
            raise ParameterError(f"The crosswalk cannot tell of '{code}': {why}.", mend="Give another code.")
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Piece, ...]]:
        """Pieces of each code that has an outline."""
        found: dict[str, list[Piece]] = {code: [] for code in (*self.old_codes, *self.new_codes)}
        for piece in self.pieces:
            found[piece.old].append(piece)
            found[piece.new].append(piece)
        return {code: tuple(pieces) for code, pieces in found.items()}

    def left_over(self, code: str) -> float:
        """Share of an old neighbourhood's area that is in no new one, 0 to 1."""
        return max(0.0, 1.0 - sum(piece.share for piece in self.from_old(code)))

    def covered(self, code: str) -> float:
        """Share of a new neighbourhood's area that was in an old one, 0 to 1."""
        return min(1.0, sum(piece.share_of_new for piece in self.into_new(code)))

    @property
    def gone(self) -> tuple[str, ...]:
        """Old neighbourhoods without any piece in a new one."""
        kept = {piece.old for piece in self.pieces}
        return tuple(code for code in self.old_codes if code not in kept)

    @property
    def born(self) -> tuple[str, ...]:
        """New neighbourhoods without any piece of an old one."""
        kept = {piece.new for piece in self.pieces}
        return tuple(code for code in self.new_codes if code not in kept)


def areas_m2(outlines: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
    """Areas in square metres of outlines in WGS 84, shape (n,); NaN where there is no outline."""
    return np.asarray(shapely.area(_equal_area(outlines)), np.float64)


def area_crosswalk(old: Registry, new: Registry, *, sliver: float = SLIVER) -> Crosswalk:
    """Share of each old neighbourhood's area that lies in each new one.

    Where new outlines overlap each other, what of an old neighbourhood lies in several is parted between them in
    proportion, so that its shares sum to 1 at most; the notes tell it. Likewise for the shares of new ones.

    Args:
        old, new: registers of two geographies; those without an outline are listed apart.
        sliver: a piece under this share of both its neighbourhoods is no common part.

    Raises:
        ParameterError: one geography given twice, no outline in one of them, or an impossible share.
    """
    if old.vintage == new.vintage:
        raise ParameterError(
            f"Both registers are of the {old.vintage} geography.", mend="Give one of 2015 and one of 2024."
        )
    if not 0 <= sliver < 1:
        raise ParameterError("The share of a sliver lies from 0 to 1.", mend="Give a share such as 0.01.")
    for side in (old, new):
        if not side.has_perimeter.any():
            raise ParameterError(
                f"The register of {side.vintage} has no outlines, so no share of area can be measured.",
                mend="Import the outlines of its neighbourhoods (--perimeters).",
            )
    there = [side.has_perimeter for side in (old, new)]
    codes = [side.codes[kept].tolist() for side, kept in zip((old, new), there, strict=True)]
    shapes = [_equal_area(side.perimeters[kept]) for side, kept in zip((old, new), there, strict=True)]
    a, b = shapely.STRtree(shapes[1]).query(shapes[0], predicate="intersects")
    common = np.asarray(shapely.area(shapely.intersection(shapes[0][a], shapes[1][b])), np.float64)
    a, b, common = a[common > 0], b[common > 0], common[common > 0]
    of_old, twice_new = _once(a, b, common, *shapes)
    of_new, twice_old = _once(b, a, common, shapes[1], shapes[0])
    overlapping = [codes[0][k] for k in twice_old] + [codes[1][k] for k in twice_new]
    notes = [f"Outlines overlap, what lies in several was parted: {_listed(overlapping)}."] if overlapping else []
    order = np.lexsort((b, a))
    whole = [np.asarray(shapely.area(side), np.float64) for side in shapes]
    pieces: list[Piece] = []
    slivers: list[Piece] = []
    for k in order.tolist():
        share, share_of_new = min(1.0, of_old[k] / whole[0][a[k]]), min(1.0, of_new[k] / whole[1][b[k]])
        piece = Piece(codes[0][a[k]], codes[1][b[k]], float(share), float(share_of_new), float(common[k]))
        (slivers if share < sliver and share_of_new < sliver else pieces).append(piece)
    return Crosswalk(
        old.vintage, new.vintage, tuple(codes[0]), tuple(codes[1]), tuple(pieces), tuple(slivers),
        tuple(sorted(_without(old, there[0]) | _without(new, there[1]))), tuple(notes),
    )  # fmt: skip


def _without(side: Registry, there: npt.NDArray[np.bool_]) -> set[str]:
    return set(side.codes[~there].tolist())


@cache
def _transformer() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("OGC:CRS84", EQUAL_AREA, always_xy=True)


def _equal_area(outlines: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    moved = shapely.transform(outlines, lambda xy: np.column_stack(_transformer().transform(xy[:, 0], xy[:, 1])))
    # Moving vertices can make two sides of a valid outline touch.
    return np.asarray(shapely.make_valid(moved), dtype=object)


def _once(
    own: npt.NDArray[np.int64],
    other: npt.NDArray[np.int64],
    common: npt.NDArray[np.float64],
    mine: npt.NDArray[np.object_],
    others: npt.NDArray[np.object_],
) -> tuple[npt.NDArray[np.float64], set[int]]:
    """Common areas as parts of `mine`, scaled down where `others` overlap, so that no square metre counts twice.

    Returns:
        areas of the pairs (own, other), and which of the others overlap.
    """
    scaled = common.copy()
    overlapping: set[int] = set()
    for place in np.unique(own).tolist():
        pairs = np.flatnonzero(own == place)
        if len(pairs) < 2:
            continue
        inside = float(shapely.area(shapely.intersection(mine[place], shapely.union_all(others[other[pairs]]))))
        total = float(common[pairs].sum())
        if total > inside:
            scaled[pairs] *= inside / total
        if total > inside * (1 + OVERLAP):
            overlapping.update(other[pairs].tolist())
    return scaled, overlapping


def _listed(codes: Iterable[str], most: int = 6) -> str:
    found = sorted(codes)
    return ", ".join(found[:most]) + (f" and {len(found) - most} more" if len(found) > most else "")
