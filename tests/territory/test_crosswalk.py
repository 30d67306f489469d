"""Shares of area from old to new neighbourhoods: known squares by hand, laws on random ones."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.territory.crosswalk import Crosswalk, Piece, area_crosswalk, areas_m2
from portee.territory.registry import Registry
from tests.territory.registers import objects, register, square

OLD, NEW = "QP013001", "QN01301M"


def test_areas_are_those_of_the_ellipsoid_wherever_they_lie() -> None:
    boxes = objects([square(0, 0), shapely.box(-61.5, 16.2, -61.49, 16.21), shapely.box(55.4, -20.9, 55.41, -20.89)])
    geod = pyproj.Geod(ellps="WGS84")
    exact = [abs(geod.geometry_area_perimeter(box)[0]) for box in boxes]
    np.testing.assert_allclose(areas_m2(boxes), exact, rtol=1e-5)


def test_known_shares() -> None:
    old = register(2015, [square(0, 0), square(2, 0), square(9, 9)])
    new = register(2024, [square(0, 0, 0.25), square(0.25, 0, 2.25), square(20, 20)])
    found = area_crosswalk(old, new)
    told = {(piece.old, piece.new): (piece.share, piece.share_of_new) for piece in found.pieces}
    assert told[OLD, NEW] == pytest.approx((0.25, 1.0))
    assert told[OLD, "QN01302M"] == pytest.approx((0.75, 0.75 / 2.25))
    assert told["QP013002", "QN01302M"] == pytest.approx((0.5, 0.5 / 2.25))
    assert len(told) == 3
    assert found.left_over(OLD) == pytest.approx(0)
    assert found.left_over("QP013002") == pytest.approx(0.5)
    assert found.left_over("QP013003") == 1
    assert found.covered("QN01302M") == pytest.approx(1.25 / 2.25)
    assert (found.gone, found.born) == (("QP013003",), ("QN01303M",))
    assert found.notes == ()


def test_slivers_are_told_and_do_not_count() -> None:
    old = register(2015, [square(0, 0)])
    new = register(2024, [square(0.999, 0), square(0, 0, 0.5, 0.5), square(0.5, 0.99, 0.001, 0.01)])
    found = area_crosswalk(old, new)
    assert [piece.new for piece in found.slivers] == [NEW]
    # The last one is small in the old neighbourhood, but it is a whole new one.
    assert [piece.new for piece in found.pieces] == ["QN01302M", "QN01303M"]
    assert area_crosswalk(old, new, sliver=0).slivers == ()


def test_what_lies_in_two_new_neighbourhoods_is_not_counted_twice() -> None:
    old = register(2015, [square(0, 0)])
    new = register(2024, [square(0, 0, 0.8), square(0.2, 0, 0.8)])
    found = area_crosswalk(old, new)
    assert [piece.share for piece in found.pieces] == pytest.approx([0.5, 0.5])
    assert found.left_over(OLD) == pytest.approx(0)
    assert found.notes == ("Outlines overlap, what lies in several was parted: QN01301M, QN01302M.",)
    # The other way round, each old neighbourhood is wholly in the new one, which they cover once.
    back = area_crosswalk(register(2015, [square(0, 0), square(0, 0)]), register(2024, [square(0, 0)]))
    assert [(piece.share, piece.share_of_new) for piece in back.pieces] == [pytest.approx((1, 0.5))] * 2


def test_neighbourhoods_without_outline_are_told_apart() -> None:
    found = area_crosswalk(register(2015, [square(0, 0), None]), register(2024, [None, square(0, 0)]))
    assert found.without_outline == (NEW, "QP013002")
    assert found.old_codes == (OLD,)
    with pytest.raises(ParameterError, match="without an outline"):
        found.from_old("QP013002")
    with pytest.raises(ParameterError, match="not one of its codes of 2024"):
        found.into_new("QN01399M")
    with pytest.raises(ParameterError, match="not one of its codes of 2015"):
        found.from_old("QN01302M")


def test_what_cannot_be_compared_is_refused() -> None:
    one, other = register(2015, [square(0, 0)]), register(2024, [None])
    with pytest.raises(ParameterError, match="Both registers are of the 2015"):
        area_crosswalk(one, one)
    with pytest.raises(ParameterError, match=r"2024 has no outlines.*--perimeters"):
        area_crosswalk(one, other)
    with pytest.raises(ParameterError, match="sliver"):
        area_crosswalk(one, register(2024, [square(0, 0)]), sliver=1)


def test_a_crosswalk_that_counts_an_area_twice_is_refused() -> None:
    piece = Piece(OLD, NEW, 0.7, 0.7, 1.0)
    with pytest.raises(ParameterError, match=r"sum to 1\.4"):
        Crosswalk(2015, 2024, (OLD,), (NEW,), (piece, piece))
    with pytest.raises(ParameterError, match="sum to"):
        Crosswalk(2015, 2024, (OLD,), (NEW,), (dataclasses.replace(piece, share=1.2),))
    with pytest.raises(ParameterError, match="has not"):
        Crosswalk(2015, 2024, (OLD,), (), (piece,))
    with pytest.raises(ParameterError, match="one geography to another"):
        Crosswalk(2015, 2015, (), (), ())


RECTANGLES = st.lists(
    st.tuples(st.floats(0, 3), st.floats(0, 3), st.floats(0.05, 2), st.floats(0.05, 2)), min_size=1, max_size=5
)


@given(RECTANGLES, RECTANGLES)
@settings(max_examples=60)
def test_every_old_code_maps_with_shares_of_one_at_most(
    old: list[tuple[float, float, float, float]], new: list[tuple[float, float, float, float]]
) -> None:
    before: Registry = register(2015, [square(*one) for one in old])
    after: Registry = register(2024, [square(*one) for one in new])
    found = area_crosswalk(before, after)
    for code, shape in zip(before.codes.tolist(), before.perimeters.tolist(), strict=True):
        pieces = found.from_old(code)
        total = sum(piece.share for piece in pieces)
        assert 0 <= total <= 1 + 1e-9
        assert total + found.left_over(code) == pytest.approx(1)
        slivers = sum(piece.share for piece in found.slivers if piece.old == code)
        inside = shapely.intersection(shape, shapely.union_all(after.perimeters)).area / shape.area
        # Measured in degrees, which is near enough over a few kilometres.
        assert total + slivers == pytest.approx(inside, abs=1e-3)
    for code in after.codes.tolist():
        assert found.covered(code) <= 1
    assert found == area_crosswalk(before, after)
