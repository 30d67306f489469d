"""A plan of goods in the invented village: two echelons, a locker, shops, vans to compare with."""

from __future__ import annotations

from pathlib import Path

from portee.sources.synthetic import SyntheticTerritory

SPREAD = 0.004

SITING = """siting:
  micro_hubs:
    among:
      - {{kind: parking, grid_m: 300, m2: 12, cost_day: 20}}
      - kind: vacant_ground_floor
        points:
          - {{id: quay, at: [{lon}, {lat}], name: Le quai, m2: 40, cost_day: 35}}
          - {{id: nook, at: [{lon}, {lat}], m2: 4}}
    count: {count}
    least_m2: 9
    opens: '07:30'
    closes: '19:00'
    load_minutes: 5
    fleet: [{{id: bikes, kind: cargo_bike, count: 2, starts: '07:30', ends: '15:00', reloads: 2, insertion: 0.5}}]
"""


def village_plan(folder: Path, village: SyntheticTerritory, *, orders: str = "", extra: str = "") -> Path:
    """Write plan.yaml, whose orders are drawn around the harbour unless others are given."""
    lon, lat = village.centre_lon, village.centre_lat
    doors = "".join(
        f"  - {{id: o{n}, lon: {lon + SPREAD * (n % 4 - 1.5):.6f}, lat: {lat + SPREAD * (n // 4 - 1):.6f}, parcels: 2, "
        f"from: '08:00', until: '12:00', shop: {'baker' if n % 2 else 'books'}}}\n"
        for n in range(10)
    )
    path = folder / "plan.yaml"
    path.write_text(
        f"""name: Village goods
date: 2026-09-08
seed: 3
iterations: 100
depots:
  - {{id: depot, at: [{lon + 0.006}, {lat + 0.006}], opens: '05:00', closes: '20:00', cost_day: 50}}
micro_hubs:
  - {{id: hub, at: [{lon}, {lat}], opens: '07:30', closes: '19:00', load_minutes: 5, parcels: 100, cost_day: 20}}
lockers:
  - {{id: square, at: [{lon + 0.001}, {lat}]}}
vehicles:
  - {{id: truck, kind: van_diesel, home: depot, supplies: true, starts: '05:30', ends: '12:00'}}
  - {{id: bikes, kind: cargo_bike, home: hub, count: 2, starts: '07:30', ends: '15:00', reloads: 2, insertion: 0.5}}
vans:
  - {{id: vans, kind: van_diesel, home: depot, count: 2, starts: '07:00', ends: '15:00', crit_air: V2}}
{extra}{orders or "orders:" + chr(10) + doors}""",
        encoding="utf-8",
    )
    return path


def village_design(folder: Path, village: SyntheticTerritory, *, count: int = 2, extra: str = "") -> Path:
    """The same plan without its micro-hub and bikes: where these stand is asked for. `extra` ends the file."""
    path = village_plan(folder, village)
    kept = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(row for row, line in enumerate(kept) if line.startswith("micro_hubs"))
    kept = [*kept[:start], *kept[start + 2 :]]
    text = "".join(line for line in kept if "id: bikes" not in line)
    siting = SITING.format(lon=village.centre_lon, lat=village.centre_lat, count=count)
    path = folder / "design.yaml"
    path.write_text(text + siting + extra, encoding="utf-8")
    return path
