"""The public transport offer as drawn: which lines run where, how often, on which days.

Priority neighbourhoods get the weak lines: few buses, none in the evening, seldom one on Sundays.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BANDS", "BUS_LINES", "FIRST_DAY", "HUBS", "LAST_DAY", "Band", "BusLine", "lines_of"]

FIRST_DAY, LAST_DAY = "2026-09-01", "2027-07-04"

HUBS: dict[str, tuple[float, float]] = {
    "Vieux-Port": (0.15, 0.55),
    "Gare Centrale": (0.1, 1.25),
    "Quai Sud": (0.6, -0.2),
    "Hôpital": (1.75, 0.35),
    "Technopôle": (1.35, 3.05),
    "Port de commerce": (-1.9, 0.75),
    "Logistique": (-3.1, 2.9),
    "Grand Large": (-3.9, 2.55),
    "Arnavelles": (4.1, 0.85),
    "Fontvive Zone": (4.4, 1.35),
    "Saint-Clair": (-4.55, 0.55),
    "La Capelle": (-2.6, 1.3),
    "Valmier": (-2.0, 4.4),
    "La Calade": (5.1, -0.9),
    "Fontvive": (4.9, 2.6),
    "Beauséjour": (2.2, -0.7),
    "Le Plan": (-3.6, 3.4),
    "Plaine": (3.0, 0.4),
    "Aygalades": (1.7, 3.2),
    "La Garrigue": (-1.35, 3.75),
    "Bellevue": (0.45, 3.65),
    "Docks": (-1.35, 1.15),
    "La Tuilerie": (2.95, 1.45),
    "Vallon des Pins": (-4.2, 3.35),
    "Les Salins": (4.85, -0.75),
    "Cap": (1.9, -1.45),
    "Basilique": (1.05, -0.3),
    "Belle Croix": (-0.9, 2.6),
    "Les Moulins": (1.6, 1.9),
    "Est": (6.1, -0.9),
}
"""Places lines call at, km at size M."""


@dataclass(frozen=True)
class Band:
    """Departures every `headway` minutes from `start` to `end`, minutes after midnight of the service day."""

    start: int
    end: int
    headway: float


def _bands(*parts: tuple[float, float, float]) -> tuple[Band, ...]:
    return tuple(Band(round(start * 60), round(end * 60), headway) for start, end, headway in parts)


BANDS: dict[str, dict[str, tuple[Band, ...]]] = {
    "metro": {
        "WEEK": _bands((5, 6.5, 8), (6.5, 9.5, 4), (9.5, 16, 6), (16, 19.5, 4), (19.5, 21.5, 8), (21.5, 24.4, 12)),
        "SAT": _bands((5, 8, 10), (8, 20, 6), (20, 24.4, 12)),
        "SUN": _bands((5.5, 9, 15), (9, 20, 10), (20, 24.2, 15)),
    },
    "tram": {
        "WEEK": _bands((5, 6.5, 10), (6.5, 9.5, 6), (9.5, 16, 8), (16, 19.5, 6), (19.5, 24.2, 15)),
        "SAT": _bands((5, 8, 15), (8, 20, 9), (20, 24.2, 15)),
        "SUN": _bands((5.5, 9, 20), (9, 20, 12), (20, 24, 20)),
    },
    "strong": {
        "WEEK": _bands((5.1, 6.5, 15), (6.5, 9.5, 8), (9.5, 16, 12), (16, 19.5, 8), (19.5, 23.8, 20)),
        "SAT": _bands((5.3, 8, 20), (8, 20, 12), (20, 23.8, 25)),
        "SUN": _bands((6, 9, 30), (9, 20, 20), (20, 23.5, 30)),
    },
    "plain": {
        "WEEK": _bands((5.4, 6.5, 20), (6.5, 9.5, 12), (9.5, 16, 20), (16, 19.5, 12), (19.5, 22.5, 30)),
        "SAT": _bands((6, 20, 20), (20, 22, 40)),
        "SUN": _bands((7.5, 20, 35)),
    },
    "weak": {"WEEK": _bands((6, 9.5, 20), (9.5, 16, 30), (16, 20.2, 20)), "SAT": _bands((7, 19.5, 40))},
    "weak sunday": {
        "WEEK": _bands((5.8, 9.5, 15), (9.5, 16, 25), (16, 20.6, 15)),
        "SAT": _bands((6.5, 20, 30)),
        "SUN": _bands((8.5, 18.5, 60)),
    },
    "peak": {"WEEK": _bands((5.0, 8.2, 30), (12.2, 14.2, 30), (16.6, 20.3, 40))},
    "night": {day: _bands((24.6, 28.6, 45)) for day in ("WEEK", "SAT", "SUN")},
    "school": {"SCHOOL": _bands((7.3, 7.8, 15), (16.6, 17.2, 15))},
    "shuttle": {"WEEK": _bands((7, 20, 9)), "SAT": _bands((8, 20, 12)), "SUN": _bands((10, 18, 20))},
    "regular": {"WEEK": _bands((5.5, 9, 10), (9, 16, 15), (16, 20.5, 10)), "SAT": _bands((6.5, 20, 20))},
}
"""Departures by level of service and kind of day; a day that is missing has none."""


@dataclass(frozen=True)
class BusLine:
    """One bus line: public number, places it calls at in order, level of service, smallest size that has it.

    `frequency`: None for listed departures, else GTFS's exact_times (0: no fixed times, 1: exact).
    """

    number: str
    places: tuple[str, ...]
    level: str
    sizes: str
    frequency: int | None = None


BUS_LINES: tuple[BusLine, ...] = (
    BusLine(
        "1",
        ("Saint-Clair", "La Capelle", "Docks", "Vieux-Port", "Hôpital", "Plaine", "Arnavelles"),
        "strong",
        "XS S M L",
    ),
    BusLine(
        "2", ("Technopôle", "Les Moulins", "Gare Centrale", "Vieux-Port", "Quai Sud", "Beauséjour"), "strong", "S M L"
    ),
    BusLine("3", ("Fontvive", "Fontvive Zone", "La Tuilerie", "Hôpital", "Vieux-Port"), "strong", "M L"),
    BusLine("4", ("La Calade", "Plaine", "Hôpital", "Vieux-Port", "Gare Centrale"), "strong", "S M L"),
    BusLine("5", ("Valmier", "Belle Croix", "Gare Centrale", "Vieux-Port"), "plain", "M L"),
    BusLine("6", ("Logistique", "La Capelle", "Port de commerce", "Vieux-Port"), "plain", "S M L"),
    BusLine("7", ("Grand Large", "La Capelle", "Saint-Clair"), "plain", "M L"),
    BusLine("8", ("Vieux-Port", "Quai Sud", "Cap", "Beauséjour", "Plaine"), "plain", "M L"),
    BusLine("9", ("La Capelle", "Docks", "Gare Centrale", "Les Moulins", "Hôpital", "Beauséjour"), "strong", "S M L"),
    BusLine("10", ("Logistique", "Belle Croix", "Technopôle", "Aygalades", "Fontvive"), "plain", "M L"),
    BusLine("11", ("Arnavelles", "Fontvive Zone", "Fontvive"), "plain", "M L"),
    BusLine("12", ("Le Plan", "Grand Large", "La Capelle", "Port de commerce", "Vieux-Port"), "plain", "M L"),
    BusLine("13", ("Aygalades", "Les Moulins", "Hôpital", "Basilique"), "plain", "M L"),
    BusLine("14", ("Belle Croix", "Docks", "Port de commerce"), "plain", "M L"),
    BusLine("15", ("Gare Centrale", "Vieux-Port", "Basilique", "Beauséjour"), "strong", "M L"),
    BusLine("16", ("Est", "La Calade", "Plaine", "La Tuilerie", "Les Moulins"), "plain", "M L"),
    BusLine("20", ("La Garrigue", "Belle Croix", "Gare Centrale"), "weak", "XS S M L"),
    BusLine("21", ("Bellevue", "Technopôle", "Les Moulins", "Gare Centrale"), "weak sunday", "S M L"),
    BusLine("22", ("Docks", "Gare Centrale", "Vieux-Port"), "weak sunday", "M L"),
    BusLine("23", ("La Tuilerie", "Hôpital", "Basilique"), "weak", "S M L"),
    BusLine("24", ("Vallon des Pins", "Le Plan", "Grand Large", "La Capelle"), "weak", "S M L"),
    BusLine("25", ("Les Salins", "La Calade", "Arnavelles"), "weak", "S M L"),
    BusLine("26", ("Gare Centrale", "La Capelle", "Logistique"), "peak", "M L"),
    BusLine("30", ("Gare Centrale", "Vieux-Port", "Quai Sud"), "shuttle", "XS S M L", 0),
    BusLine("31", ("La Capelle", "Port de commerce", "Docks"), "regular", "XS S M L", 1),
    BusLine("S1", ("Valmier", "La Garrigue", "Bellevue", "Technopôle"), "school", "M L"),
    BusLine("N1", ("La Capelle", "Docks", "Vieux-Port", "Hôpital", "Plaine"), "night", "XS S M L"),
)

METROS = {"XS": 0, "S": 1, "M": 2, "L": 2}
TRAMS = {"XS": 1, "S": 1, "M": 2, "L": 2}
LOCAL_BUSES = {"XS": 0, "S": 0, "M": 0, "L": 60}


def lines_of(size: str) -> tuple[list[BusLine], int, int, int]:
    """Bus lines, and numbers of metro, tram and drawn local bus lines that a size has."""
    return [line for line in BUS_LINES if size in line.sizes.split()], METROS[size], TRAMS[size], LOCAL_BUSES[size]
