"""The same done to several things, in several threads where that pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["each", "each_span"]

Item = TypeVar("Item")
Made = TypeVar("Made")


def each(make: Callable[[Item], Made], items: Iterable[Item], threads: int) -> list[Made]:
    """What is made of each item, in their order, by at most so many threads.

    One item, or one thread, stays in the thread that asks: to start another and to wait for it takes longer than many
    a search.
    """
    asked = list(items)
    threads = min(threads, len(asked))
    if threads <= 1:
        return [make(item) for item in asked]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(make, asked))


def each_span(run: Callable[[int, int], None], first: int, last: int, threads: int) -> None:
    """Run from first to before last, in as many spans as there are threads, alike in length."""
    count = min(max(1, threads), max(1, last - first))
    bounds = [first + (last - first) * k // count for k in range(count + 1)]
    each(lambda k: run(bounds[k], bounds[k + 1]), range(count), threads)
