"""Invented neighbourhoods: files as the national ones are made, and registers, from nothing but a seed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from portee.services.territories.importing import import_register
from portee.territory.registry import Registry
from tests.sources.qpv.files import feature, geojson, workbook
from tests.territory.registers import square

__all__ = ["COUNT", "register", "write_2015", "write_2024"]

COUNT = 24

HEAD = (
    "code_qp", "nom_qp", "nom_commune", "pop_mun", "ind_jeune", "tp60", "disp_q2", "pmimp", "tx_tot_empl", "tx_f_empl",
    "tx_tot_eprec", "abcde", "pop_com", "pop_com_qp", "ens_sante",
)  # fmt: skip


def rows(seed: int = 1) -> list[list[Any]]:
    """Two kinds of neighbourhoods, poor in large towns and less poor in small ones, with chance and some gaps."""
    chance = np.random.default_rng(seed)

    def near(middle: float, spread: float, decimals: int = 1) -> float:
        return round(float(chance.normal(middle, spread)), decimals)

    found: list[list[Any]] = []
    for k in range(COUNT):
        large = k % 2 == 0
        people = int(chance.integers(1000, 4000))
        town = int(chance.integers(90_000, 200_000) if large else chance.integers(8_000, 30_000))
        found.append(
            [
                f"QP013{k + 1:03d}",
                f"Quartier {k + 1}",
                "Grandville" if large else "Petitbourg",
                people,
                near(2.0 if large else 1.0, 0.2),
                near(55 if large else 38, 3),
                near(11_500 if large else 13_800, 300, 0),
                "nd" if k == 4 else near(15 if large else 28, 2),
                near(32 if large else 46, 3),
                near(27 if large else 42, 3),
                None if k == 7 else near(30 if large else 22, 2),
                0 if k == 4 else int(people * chance.uniform(0.15, 0.2)),
                town,
                int(town * (0.3 if large else 0.15)),
                int(chance.integers(3, 30)),
            ]
        )
    return found


def write_2015(folder: Path, seed: int = 1) -> tuple[Path, Path]:
    """Outlines and figures of the old geography."""
    told = rows(seed)
    outlines = [
        feature(
            square(k % 6 * 1.5, k // 6 * 1.5), code_qp=row[0], nom_qp=row[1], code_commune="13055", nom_commune=row[2]
        )
        for k, row in enumerate(told)
    ]
    figures = workbook(folder / "qpv2015.xlsx", Documentation=[["Base"]], Quartiers=[HEAD, *told])
    return geojson(folder / "qpv2015.geojson", *outlines), figures


def write_2024(folder: Path) -> Path:
    """Outlines of the new geography: most kept, some grown, one gone, one born, one over two municipalities."""
    shapes: list[tuple[str, shapely.Polygon, str]] = []
    for k in range(COUNT - 1):
        wide = 1.25 if k % 3 == 0 else 1.0
        shapes.append((f"QN013{k + 1:02d}M", square(k % 6 * 1.5, k // 6 * 1.5, wide), "13055"))
    shapes.append(("QN01399N", square(20, 20), "13001"))
    shapes.append(("QN01399N", square(21, 20), "13002"))
    features = [
        feature(shape, code_qp=code, lib_qp=f"Nouveau {code[-3:]}", insee_com=town, lib_com=f"Commune {town}")
        for code, shape, town in shapes
    ]
    return geojson(folder / "qpv2024.geojson", *features)


def register(folder: Path, seed: int = 1) -> Registry:
    outlines, figures = write_2015(folder, seed)
    return import_register(perimeters=[outlines], figures=[figures], licence="Licence ouverte 2.0")
