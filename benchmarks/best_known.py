"""Best known plans of published instances of vehicle routing, and where the instances are found.

Lengths of Gehring and Homberger's: rogalski-wmii-uni-lodz-pl/vrp-benchmarks, tables.md, read 2026-11-26, rounded to two
decimals. Of Cordeau's: VROOM-Project/vroom-scripts, benchmarks/MDVRP/BKS.json, read 2026-11-26. Of Solomon's: SINTEF's
list, quoted from memory; C101 is 828.94 with ten vehicles everywhere.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

__all__ = ["CORDEAU", "CORDEAU_SHOWN", "HOMBERGER_200", "P_CENTRES", "SOLOMON", "instances_installed"]

SOLOMON = {
    "C101": (10, 828.94), "C102": (10, 828.94), "C105": (10, 828.94), "C201": (3, 591.56), "C205": (3, 588.88),
    "R101": (19, 1650.80), "R105": (14, 1377.11), "R109": (11, 1194.73), "R201": (4, 1252.37), "R205": (3, 994.43),
    "RC101": (14, 1696.95), "RC105": (13, 1629.44), "RC201": (4, 1406.94), "RC205": (4, 1297.65),
}  # fmt: skip
"""Vehicles and length of the plans with the fewest vehicles."""
HOMBERGER_200 = {
    "C1_2_1": (20, 2704.57), "C2_2_1": (6, 1931.44), "R1_2_1": (20, 4784.11), "R2_2_1": (4, 4483.16),
    "RC1_2_1": (18, 3602.80), "RC2_2_1": (6, 3099.53),
}  # fmt: skip
"""The same, of instances with 200 customers."""
CORDEAU = {
    "p01": 576.87, "p02": 473.87, "p03": 641.20, "p04": 1001.04, "p05": 750.03, "p06": 876.50, "p07": 881.97,
    "p08": 4372.78, "p09": 3858.66, "p10": 3631.11, "p11": 3546.06, "p12": 1318.95, "p13": 1318.95, "p14": 1360.12,
    "p15": 2505.42, "p16": 2572.23, "p17": 2709.09, "p18": 3702.85, "p19": 3827.06, "p20": 4058.07, "p21": 5474.84,
    "p22": 5702.16, "p23": 6078.75, "pr01": 861.32, "pr02": 1307.34, "pr03": 1803.80, "pr04": 2058.31, "pr05": 2331.20,
    "pr06": 2676.30, "pr07": 1089.56, "pr08": 1664.85, "pr09": 2133.20, "pr10": 2867.26,
}  # fmt: skip
"""Lengths of instances with several depots, as many vehicles as each file has."""
CORDEAU_SHOWN = ("p01", "p03", "p07", "p10", "p12", "p14", "p18", "pr01", "pr02", "pr06", "pr10")
"""Those that are measured: small and large ones, without and with a longest day."""
P_CENTRES = {
    1: 127, 2: 98, 3: 93, 4: 74, 5: 48, 6: 84, 7: 64, 8: 55, 9: 37, 10: 20, 11: 59, 16: 47, 21: 40,
}  # fmt: skip
"""Best radius of OR-Library's p-median graphs, by number (Elloumi, Labbé and Pochet 2004, doi:10.1287/ijoc.1030.0028),
quoted from memory; each is proved anew by the model."""


def instances_installed() -> Path | None:
    """Folder of the instances in the package vrpsolvereasy (MIT), whose code is not run; None where it is missing."""
    found = importlib.util.find_spec("VRPSolverEasy")
    places = [] if found is None or found.submodule_search_locations is None else found.submodule_search_locations
    folders = [Path(place) / "demos" / "data" for place in places]
    return next((folder for folder in folders if folder.is_dir()), None)
