from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.threads import each, each_span


@given(st.lists(st.integers(), max_size=9), st.integers(-1, 4))
def test_in_their_order_whatever_the_threads(items: list[int], threads: int) -> None:
    assert each(lambda item: item * 2, items, threads) == [item * 2 for item in items]


@given(st.integers(0, 5), st.integers(0, 20), st.integers(-1, 4))
def test_spans_cover_all_once(first: int, count: int, threads: int) -> None:
    spans: list[tuple[int, int]] = []
    each_span(lambda lo, hi: spans.append((lo, hi)), first, first + count, threads)
    assert sorted(k for lo, hi in spans for k in range(lo, hi)) == list(range(first, first + count))
    assert len(spans) == max(1, min(threads, count))


@pytest.mark.parametrize(("items", "threads"), [((7,), 4), ((1, 2, 3), 1)])
def test_what_cannot_be_shared_out_starts_no_thread(items: tuple[int, ...], threads: int) -> None:
    assert set(each(lambda _: threading.get_ident(), items, threads)) == {threading.get_ident()}


def test_several_run_at_once() -> None:
    met = threading.Barrier(2, timeout=30)
    assert sorted(each(lambda _: met.wait(), range(2), 2)) == [0, 1]


@pytest.mark.parametrize("threads", [1, 2])
def test_what_goes_wrong_is_told(threads: int) -> None:
    with pytest.raises(ZeroDivisionError):
        each(lambda item: 1 // item, [1, 0, 2], threads)
