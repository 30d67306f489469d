"""What a run of the benchmarks may use."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT

__all__ = ["Setting", "real_data"]


@dataclass(frozen=True)
class Setting:
    """One run.

    Attributes:
        smoke: a short run on a tiny synthetic territory, to prove that the benchmarks work.
        data: folder of the real open data, or None.
        work: folder for networks and results, kept between runs.
        yardstick_ms: the yardstick now.
    """

    smoke: bool
    data: Path | None
    work: Path
    yardstick_ms: float

    @property
    def passes(self) -> int:
        """How often a measurement is repeated; the median counts."""
        return 1 if self.smoke else 3

    @property
    def threads(self) -> tuple[int, ...]:
        return (1, 2)

    def tell(self, *words: object) -> None:
        """Show that a long run advances."""
        print("…", *words, file=sys.stderr, flush=True)

    def yardsticks(self, ms: float) -> float:
        return ms / self.yardstick_ms


def real_data() -> Path | None:
    """The folder of real open data that the tests use too."""
    folder = Path(os.environ.get("PORTEE_REAL_DATA", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None
