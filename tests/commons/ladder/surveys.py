"""Surveys written as people would."""

from __future__ import annotations

from pathlib import Path

HEAD = "id,group,neighbourhood,service,know,access,afford,use,respect"
CLIMBS = {None: "no,no,no,no,no", 0: "yes,no,no,no,no", 1: "yes,yes,no,no,no", 2: "yes,yes,yes,no,no"}
CLIMBS |= {3: "yes,yes,yes,yes,no", 4: "yes,yes,yes,yes,yes"}


def survey(path: Path, cells: dict[tuple[str, str], dict[int | None, int]], service: str = "bus") -> Path:
    """A survey with so many people at each level, by group and neighbourhood; None stands for who knows nothing."""
    lines, number = [HEAD], 0
    for (group, place), levels in cells.items():
        for level, people in levels.items():
            for _ in range(people):
                number += 1
                lines.append(f"{number},{group},{place},{service},{CLIMBS[level]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
