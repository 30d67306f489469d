"""Run benchmarks: `python -m benchmarks [--smoke] [--write] [NAME…]`."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.results import render, stamp, write_results
from benchmarks.setting import Setting, real_data
from benchmarks.yardstick import yardstick_ms
from portee.core.errors import PorteeError

__all__ = ["NAMES", "main"]

NAMES = (
    "yardstick", "r5_targets", "build", "first_answer", "latency", "scaling", "persons", "scenarios", "siting",
    "logistics", "hub_simulation", "commons", "agreement", "coverage",
    "explorer", "pages",
)  # fmt: skip


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Portée on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure (default: all): {', '.join(NAMES)}")
    parser.add_argument("--smoke", action="store_true", help="a short run on a tiny synthetic territory")
    parser.add_argument("--write", action="store_true", help="put the results into benchmarks/RESULTS.md")
    parser.add_argument("--data", type=Path, default=real_data(), help="folder of the real data")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "benchmarks", help="folder for networks")
    found = parser.parse_args(given)
    if unknown := sorted(set(found.names) - set(NAMES)):
        parser.error(f"no benchmark named {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if found.smoke and found.write:
        parser.error("a smoke run measures nothing worth writing")
    return found


def main(given: Sequence[str] | None = None) -> int:
    """Measure what is named, print it, and write it when asked."""
    asked = _arguments(given)
    measured: dict[str, tuple[str, str]] = {}
    with ExitStack() as stack:
        work = asked.work
        if asked.smoke:
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portee-benchmarks-")))
        work.mkdir(parents=True, exist_ok=True)
        setting = Setting(asked.smoke, None if asked.smoke else asked.data, work.absolute(), 1.0)
        for name in [name for name in NAMES if name in (asked.names or NAMES)]:
            # Anew each time: on a busy machine the yardstick shrinks with the machine.
            setting = replace(setting, yardstick_ms=yardstick_ms())
            start = time.perf_counter()
            tables = render(importlib.import_module(f"benchmarks.{name}").run(setting))
            where = stamp(setting.yardstick_ms, yardstick_ms()) + (
                " Smoke run: the figures mean nothing." if asked.smoke else ""
            )
            print(f"## {name} ({time.perf_counter() - start:.0f} s)\n\n{where}\n\n{tables}", flush=True)
            measured[name] = where, tables
            if asked.write:
                write_results(ROOT / "benchmarks" / "RESULTS.md", measured, NAMES)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PorteeError as problem:
        print(f"Error: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)
