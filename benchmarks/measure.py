"""How time and memory are measured."""

from __future__ import annotations

import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["ROOT", "Spent", "in_new_process", "median_ms", "peak_mb"]

ROOT = Path(__file__).parents[1]
"""Folder of the project."""


ENOUGH_S = 20.0
"""A measurement that has taken so long is not repeated."""


def median_ms(work: Callable[[], object], passes: int, *, warm: bool = True) -> float:
    """Median wall time of at most so many passes in ms; with `warm`, after a first pass that does not count."""
    began = time.perf_counter()
    if warm:
        work()
    spent: list[float] = []
    while not spent or (len(spent) < passes and time.perf_counter() - began < ENOUGH_S):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1000


def peak_mb() -> float:
    """Most memory this process ever held in RAM, mapped files included, MB (10^6 bytes).

    Linux's own mark of the running programme is read where there is one: `getrusage` of a child counts what its parent
    held when it was started.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


@dataclass(frozen=True)
class Spent:
    """What a call in a new process took.

    Attributes:
        value: what it returned, as JSON.
        seconds: wall time of the call alone, imports excluded. peak_mb: peak memory of the process.
    """

    value: Any
    seconds: float
    peak_mb: float


def in_new_process(function: str, **arguments: Any) -> Spent:
    """Call "module:function" with JSON arguments in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", function, json.dumps(arguments)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return Spent(**json.loads(done.stdout.splitlines()[-1]))


def _called() -> None:
    name, arguments = sys.argv[1], json.loads(sys.argv[2])
    module, _, function = name.partition(":")
    call = getattr(importlib.import_module(module), function)
    start = time.perf_counter()
    value = call(**arguments)
    seconds = time.perf_counter() - start
    print(json.dumps({"value": value, "seconds": seconds, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    _called()
