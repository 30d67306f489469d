"""The drawing of the invented city: where its coast, hills, barriers, quarters and great employers lie.

All positions are in kilometres at size M; `Frame.km` scales them. The city is invented; so are all its names.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "CENTRE",
    "CITY",
    "COAST",
    "DISTRICTS",
    "HILLS",
    "ISLAND",
    "METRO_LINES",
    "MOTORWAY",
    "NUCLEI",
    "OLD_HARBOUR",
    "PIERS",
    "POLES",
    "PRIORITY",
    "RAILWAY",
    "TRAM_LINES",
    "Hill",
    "Pole",
    "Priority",
]

Point = tuple[float, float]

CITY = "Port-Alizé"
CENTRE: Point = (0.1, 0.45)

COAST: tuple[Point, ...] = (
    (-8.0, 2.1), (-6.6, 1.8), (-5.7, 1.5), (-5.0, 0.8), (-4.5, -0.2), (-3.9, -0.65), (-3.35, -0.25), (-2.9, 0.3),
    (-2.2, 0.62), (-1.5, 0.48), (-0.9, 0.15), (-0.45, -0.05), (0.3, -0.2), (0.75, -0.6), (0.95, -1.25), (1.5, -1.75),
    (2.3, -1.55), (2.9, -1.35), (3.5, -1.75), (4.2, -2.25), (4.9, -1.85), (5.6, -1.5), (6.4, -1.7), (8.0, -1.2),
)  # fmt: skip
"""Coastline from west to east; the land lies north of it."""

OLD_HARBOUR: tuple[Point, ...] = ((-0.19, -0.5), (-0.11, 0.31), (0.06, 0.33), (0.02, -0.5))
PIERS: tuple[tuple[Point, ...], ...] = (
    ((-2.35, 0.75), (-2.62, 0.1), (-2.5, 0.05), (-2.22, 0.7)),
    ((-1.85, 0.7), (-2.08, -0.02), (-1.95, -0.06), (-1.7, 0.66)),
    ((-1.25, 0.5), (-1.52, -0.2), (-1.38, -0.25), (-1.1, 0.45)),
)
ISLAND: tuple[Point, ...] = ((-1.25, -1.75), (-0.95, -1.55), (-0.6, -1.6), (-0.5, -1.8), (-0.75, -2.0), (-1.1, -1.95))


@dataclass(frozen=True)
class Hill:
    """A bump of the relief: centre in km, height in metres, half-widths in km, turn of the long axis in degrees."""

    x: float
    y: float
    height: float
    long: float
    short: float
    turn: float


HILLS: tuple[Hill, ...] = (
    Hill(-4.7, 5.0, 330, 2.2, 0.9, 25), Hill(0.1, 6.0, 260, 1.6, 0.8, -10), Hill(4.6, 4.9, 400, 2.0, 1.0, -30),
    Hill(1.05, -0.5, 105, 0.45, 0.3, 60), Hill(3.75, -0.95, 215, 0.9, 0.5, 20), Hill(2.3, 3.7, 110, 0.6, 0.45, 0),
    Hill(-4.6, 1.6, 120, 0.7, 0.4, 80), Hill(-1.0, 3.3, 75, 0.6, 0.4, 30), Hill(6.3, 1.2, 180, 0.8, 0.9, 0),
)  # fmt: skip

MOTORWAY: tuple[Point, ...] = (
    (-7.0, 3.1), (-5.2, 2.9), (-3.6, 2.35), (-2.0, 2.0), (-0.6, 2.25), (0.9, 2.5), (2.3, 2.15), (3.5, 1.35),
    (4.9, 0.75), (7.0, 0.5),
)  # fmt: skip
RAILWAY: tuple[Point, ...] = (
    (-3.4, 7.0), (-3.0, 5.2), (-2.75, 3.6), (-2.0, 2.65), (-1.2, 1.75), (-0.1, 1.42), (1.1, 1.3), (2.3, 1.0),
    (3.6, 0.45), (5.0, 1.6), (7.0, 2.4),
)  # fmt: skip


@dataclass(frozen=True)
class Priority:
    """A priority neighbourhood: fictitious code, name, centre and radius in km."""

    code: str
    name: str
    x: float
    y: float
    radius: float


PRIORITY: tuple[Priority, ...] = (
    Priority("QN99901M", "La Garrigue", -1.35, 3.75, 0.42),
    Priority("QN99902M", "Les Genêts - Bellevue", 0.45, 3.65, 0.40),
    Priority("QN99903M", "Docks - Saint-Elme", -1.35, 1.15, 0.36),
    Priority("QN99904M", "La Tuilerie", 2.95, 1.45, 0.36),
    Priority("QN99905M", "Le Vallon des Pins", -4.2, 3.35, 0.42),
    Priority("QN99906M", "Les Salins", 4.85, -0.75, 0.38),
)

NUCLEI: tuple[tuple[str, float, float, float, float], ...] = (
    ("Saint-Clair", -4.55, 0.55, 0.75, 0.40), ("Les Aygalades-Hautes", 1.7, 3.2, 0.7, 0.30),
    ("Valmier", -2.0, 4.6, 0.7, 0.22), ("La Calade", 5.1, -0.9, 0.8, 0.38), ("Fontvive", 4.9, 2.6, 0.8, 0.28),
    ("Beauséjour", 2.2, -0.7, 0.8, 0.38), ("Le Plan", -3.6, 3.4, 0.8, 0.28), ("Les Arnavelles", 3.0, 0.4, 0.9, 0.40),
    ("La Capelle", -2.6, 1.3, 0.6, 0.30),
)  # fmt: skip
"""Suburban cores: name, centre, radius (km), weight against the old centre's 1.6."""

DISTRICTS: tuple[tuple[str, float, float, float], ...] = (
    ("port", -2.1, 0.55, 0.75), ("port", -1.3, 0.3, 0.4), ("industrial", -3.1, 2.9, 0.5),
    ("business", 1.35, 3.05, 0.48),
    ("grid", 3.0, 0.25, 0.75), ("estate", -1.35, 3.75, 0.5), ("estate", 0.45, 3.65, 0.46), ("estate", -4.2, 3.35, 0.5),
    ("estate", 4.85, -0.75, 0.45), ("estate", 2.95, 1.6, 0.36), ("estate", -3.55, 0.7, 0.4), ("grid", -0.75, 1.15, 0.4),
    ("industrial", 4.4, 1.35, 0.35), ("shopping", -3.9, 2.55, 0.3), ("shopping", 4.1, 0.85, 0.25),
)  # fmt: skip
"""Quarters whose streets have a character of their own: style, centre, radius (km)."""


@dataclass(frozen=True)
class Pole:
    """A great employer or destination: key, name, centre and radius in km, share of all jobs."""

    key: str
    name: str
    x: float
    y: float
    radius: float
    jobs_share: float


POLES: tuple[Pole, ...] = (
    Pole("port", "Grand port maritime", -2.0, 0.55, 0.75, 0.11),
    Pole("logistics", "Plateforme logistique du Plan", -3.1, 2.9, 0.45, 0.08),
    Pole("business", "Technopôle des Aygalades", 1.35, 3.05, 0.45, 0.14),
    Pole("hospital", "Hôpital de la Bonne-Mer", 1.75, 0.35, 0.16, 0.075),
    Pole("shopping", "Centre commercial Grand Large", -3.9, 2.55, 0.25, 0.055),
    Pole("shopping", "Centre commercial Les Arnavelles", 4.1, 0.85, 0.2, 0.03),
    Pole("industry", "Zone artisanale de Fontvive", 4.4, 1.35, 0.3, 0.04),
)

METRO_LINES: tuple[tuple[Point, ...], ...] = (
    ((-3.55, 0.75), (-2.55, 1.15), (-1.35, 0.85), (-0.45, 0.6), (0.12, 0.45), (0.85, 0.75), (1.75, 0.45), (2.7, 0.3),
     (3.5, 0.1)),
    ((1.35, 2.95), (0.9, 2.1), (0.35, 1.35), (0.12, 0.45), (0.45, -0.05), (1.35, -0.35), (2.2, -0.75)),
)  # fmt: skip
TRAM_LINES: tuple[tuple[Point, ...], ...] = (
    ((-1.0, 2.0), (-0.75, 1.2), (0.12, 0.45), (0.7, 0.1), (1.6, -1.1)),
    ((-2.4, 0.95), (-0.9, 0.7), (0.2, 0.6), (1.2, 1.0), (2.2, 1.5)),
)
