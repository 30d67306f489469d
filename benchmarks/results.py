"""Tables of results: on the screen, and in RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.measure import ROOT

__all__ = ["Table", "at_least", "at_least_points", "at_most", "machine", "render", "stamp", "write_results"]

HEAD = """# Results of the benchmarks

Made by `just bench --write`. One *yardstick* is the time of one search of `benchmarks/yardstick.py` on the same machine
at the same moment; R5's figures were measured elsewhere and are compared in yardsticks of that place. Timetables of
Marseille and Lyon are reconstructed; their figures say nothing about service there.
"""
QUIET = 1.15
"""On a quiet machine the yardstick stays within this factor."""

NOTES = "<!-- notes: what follows is written by hand and kept -->"
MARK = re.compile(r"<!-- benchmark: (\w+) -->\n")


@dataclass(frozen=True)
class Table:
    """Figures under one title.

    Attributes:
        title, about: what was measured, and how.
        columns: headings with units. rows: cells, one per column.
    """

    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def at_least(value: float, target: float) -> str:
    """Whether a figure reaches a target, and by how much it exceeds or misses it."""
    share = value / target
    return f"met ({share:.2f} × the target)" if value >= target else f"missed by {100 * (1 - share):.0f} %"


def at_least_points(value: float, target: float) -> str:
    """The same for percentages, in points."""
    return f"met (+{value - target:.1f} points)" if value >= target else f"missed by {target - value:.1f} points"


def at_most(value: float, target: float) -> str:
    """Whether a figure stays within a limit, and how much of it is used or exceeded."""
    share = value / target
    return f"met ({100 * share:.0f} % of the limit)" if value <= target else f"missed by {100 * (share - 1):.0f} %"


def render(tables: Sequence[Table]) -> str:
    """Markdown."""
    parts = []
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
        lines = [f"### {table.title}", "", table.about, ""]
        if table.rows:
            widths = [max(len(row[k]) for row in (table.columns, *table.rows)) for k in range(len(table.columns))]
            dashes = ["-" * width for width in widths]
            for row in (table.columns, dashes, *table.rows):
                cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                lines.append(f"| {' | '.join(cells)} |")
            lines.append("")
        parts.append("\n".join(lines))
    return "\n".join(parts)


def machine() -> str:
    """Processor, cores and software."""
    model = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.is_file():
        found = re.search(r"^model name\s*:\s*(.+)$", described.read_text(), re.MULTILINE)
        model = found[1] if found else model
    cores = f"{os.cpu_count()} cores"
    return f"{model}, {cores}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "benchmarks/*.py")
        return git("rev-parse", "--short=12", "HEAD") + (" with uncommitted changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def stamp(before: float, after: float) -> str:
    """Where, when and on what code a benchmark ran, with the yardstick in ms before it, which counts, and after it."""
    when = date.today().isoformat()
    told = f"{machine()}; commit {_commit()}; {when}; yardstick {before:.1f} ms before, {after:.1f} ms after."
    if not 1 / QUIET <= after / before <= QUIET:
        told += " **The machine was busy with something else: do not trust these figures.**"
    return told


def write_results(path: Path, measured: dict[str, tuple[str, str]], order: Sequence[str]) -> None:
    """Replace the parts of RESULTS.md that were measured; keep the others, and all that was written by hand.

    measured: by name of the benchmark, its stamp and its tables in Markdown. order: all names.
    """
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    made, _, notes = old.partition(NOTES)
    pieces = MARK.split(made)[1:]
    parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    for name, (where, tables) in measured.items():
        parts[name] = f"\n## {name}\n\n{where}\n\n{tables}\n"
    text = HEAD + "\n" + "".join(f"<!-- benchmark: {name} -->\n{parts[name]}" for name in order if name in parts)
    path.write_text(f"{text}{NOTES}\n{notes.strip()}".rstrip() + "\n", encoding="utf-8")
