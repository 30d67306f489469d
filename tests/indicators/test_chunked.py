from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.catchment import balanced_catchment
from portee.indicators.chunked import Chunks, balanced_catchment_chunked, shen_chunked, spatial_availability_chunked
from portee.indicators.competition import shen
from portee.indicators.decay import Exponential, Step
from portee.indicators.spatial_availability import spatial_availability
from tests.indicators.crowds import Crowd, crowds
from tests.indicators.laws import Matrix

DECAY = Exponential(0.05)


def in_chunks(crowd: Crowd, size: int) -> Chunks:
    def chunks() -> Iterator[tuple[Matrix, Matrix]]:
        for start in range(0, crowd.people.shape[-1], size):
            yield crowd.minutes[..., start : start + size, :], crowd.people[..., start : start + size]

    return chunks


@pytest.mark.parametrize("groups", [None, 2])
@given(data=st.data(), size=st.integers(1, 6))
def test_chunks_give_the_bits_of_the_whole(groups: int | None, data: st.DataObject, size: int) -> None:
    crowd = data.draw(crowds(groups=groups))
    chunks = in_chunks(crowd, size)
    whole = (crowd.minutes, crowd.opportunities, crowd.people, DECAY)
    axis = crowd.people.ndim - 1
    for dense, parts in (
        (shen(*whole), shen_chunked(chunks, crowd.opportunities, DECAY)),
        (
            spatial_availability(*whole, alpha=1.5),
            spatial_availability_chunked(chunks, crowd.opportunities, DECAY, alpha=1.5),
        ),
        (balanced_catchment(*whole), balanced_catchment_chunked(chunks, crowd.opportunities, DECAY)),
    ):
        assert np.concatenate(list(parts), axis=axis).tobytes() == dense.tobytes()


def test_the_second_pass_reads_one_chunk_at_a_time() -> None:
    crowd = Crowd(np.ones((4, 2)), np.ones(2), np.ones(4))
    read = []

    def chunks() -> Iterator[tuple[Matrix, Matrix]]:
        for start in range(4):
            read.append(start)
            yield crowd.minutes[start : start + 1], crowd.people[start : start + 1]

    parts = shen_chunked(chunks, crowd.opportunities, Step(5))
    assert read == [0, 1, 2, 3]
    assert next(parts).tolist() == [0.5]
    assert read == [0, 1, 2, 3, 0]


@pytest.mark.parametrize("measure", [shen_chunked, spatial_availability_chunked, balanced_catchment_chunked])
def test_nothing_to_read_is_refused(measure: object) -> None:
    with pytest.raises(ParameterError, match="chunk"):
        measure(list, [1.0], Step(1))  # type: ignore[operator]


@pytest.mark.parametrize("measure", [shen_chunked, spatial_availability_chunked, balanced_catchment_chunked])
def test_chunks_that_do_not_match_are_refused(measure: object) -> None:
    with pytest.raises(ParameterError, match="so_far"):
        measure(lambda: [([[1.0]], [1.0]), ([[1.0, 2.0]], [1.0])], [1.0], Step(1))  # type: ignore[operator]
    with pytest.raises(ParameterError, match="demand"):
        measure(lambda: [([[1.0]], [1.0, 2.0])], [1.0], Step(1))  # type: ignore[operator]
    with pytest.raises(ParameterError, match="weights"):
        measure(lambda: [([[1.0]], [1.0])], [1.0, 2.0], Step(1))  # type: ignore[operator]
