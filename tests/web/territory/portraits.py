"""Parts of a portrait made by hand, so that pages are told without any search."""

from __future__ import annotations

from portee.core.declared import Words
from portee.core.provenance import Provenance
from portee.services.jobs.territory import OF_A_KIND
from portee.services.portrait.portrait import ZONE, Portrait, PortraitTable, Row

__all__ = ["BAD_DAYS", "PARTS", "PEOPLE", "SERVICES", "WORK", "YEARS", "zones"]

SOURCES = (Provenance("jobs", "jobs.csv", "abcdef0123456789", 12, date="2026-01-01"),)
ZONES = (Row("z1", Words(fr="=HYPERLINK(1)", en="=HYPERLINK(1)")), Row("z2", Words(fr="Haut", en="Upper")), Row(""))


def zones(**columns: tuple[float | None, ...]) -> PortraitTable:
    """Three neighbourhoods, of which the second is too small to be told."""
    return PortraitTable("neighbourhoods", ZONE, ZONES, {"residents": (500.0, 4.0, 2496.0), **columns})


def made(part: str, tables: list[PortraitTable], facts: dict[str, float | None], *days: str) -> Portrait:
    named = dict.fromkeys(days, "2026-09-08")
    kind = "jobs" if part in OF_A_KIND else ""
    return Portrait(
        part, facts, named, {table.id: table for table in tables}, ("A remark.",), SOURCES, ("zones",), kind
    )


EQUITY = PortraitTable(
    "equity", "moment", (Row("tuesday_0730"), Row("sunday_2200"), Row("on_foot")),
    {
        "mean": (600.0, 150.0, 40.0), "gini": (0.2, 0.4, 0.5), "below": (0.013, 0.2, 0.7), "gap": (0.01, 0.1, 0.4),
        "palma": (None, None, None), "concentration": (None, None, None),
    },
)  # fmt: skip
WORK = made(
    "work",
    [EQUITY, zones(jobs_within_45_min_tuesday_0730=(500.0, None, 620.4),
                   jobs_within_45_min_sunday_2200=(100.0, None, 160.0), jobs_within_20_min_on_foot=(30.0, None, 42.0))],
    {"residents": 3000.0, "jobs": 1200.0, "line": 300.0}, "tuesday_0730", "sunday_2200", "on_foot",
)  # fmt: skip

MOMENTS = ("tuesday_1000", "tuesday_2030", "sunday_1500")
KINDS = PortraitTable(
    "kinds", "kind", (Row("childcare"), Row("shops")),
    {"total": (50.0, 20.0), **{f"{name}_{at}": (0.5, 0.25) for name in ("mean", "none") for at in MOMENTS}},
)  # fmt: skip
SERVICES = made(
    "services",
    [KINDS, zones(**{f"{kind}_within_30_min_{at}": (3.0, None, 7.0) for kind in ("childcare", "shops")
                     for at in MOMENTS})],
    {"residents": 3000.0, **{f"one_of_each_{at}": 0.961 for at in MOMENTS}}, *MOMENTS,
)  # fmt: skip

FIGURES = ("mean", "share", "affordable_share", "per_person", "gini", "fgt_0", "loss_no_evening", "loss_energy")
PROFILES = PortraitTable(
    "profiles", "profile",
    (Row("a", Words(fr="Aide à domicile", en="Home carer")), Row("b", Words(fr="Stagiaire", en="Trainee"))),
    {"people": (1200.0, 80.0), **{f"{kind}_{name}": (0.4, 0.7) for kind in ("jobs", "shops") for name in FIGURES}},
)  # fmt: skip
GAPS = PortraitTable(
    "gaps", "kind", (Row("jobs"), Row("shops")),
    dict.fromkeys(("mean", "gini", "theil", "theil_between_profiles", "fgt_0", "unreached"), (0.1, 0.2))
    | {"palma": (None, None)},
)  # fmt: skip
PEOPLE = made(
    "people", [PROFILES, GAPS, zones(people=(10.0, None, 20.0), jobs_mean=(1.0, None, 2.0))],
    {"everyone": 1280.0}, "week",
)  # fmt: skip

AT = ("tuesday_0730", "tuesday_1930")
DAYS = PortraitTable(
    "days", "bad-day", (Row("strike"), Row("curfew", Words(fr="Couvre-feu", en="Curfew"))),
    {
        **{f"before_{at}": (600.0, 600.0) for at in AT}, **{f"after_{at}": (60.0, 600.0) for at in AT},
        "loss_tuesday_0730": (0.9, 0.0), "loss_tuesday_1930": (0.9, 0.75), **{f"losing_{at}": (1.0, 0.5) for at in AT},
    },
)  # fmt: skip
BAD_DAYS = made(
    "bad-days",
    [DAYS, zones(**{f"loss_{day}_{at}": (0.5, None, 0.25) for day in ("strike", "curfew") for at in AT})],
    {"residents": 3000.0, "much": 0.25}, *AT,
)  # fmt: skip

OF_YEARS = PortraitTable(
    "years", "year", (Row("today"), Row("2027")),
    {"mean": (600.0, 650.0), "gain": (0.0, 2000.0), "lose": (0.0, 0.0), "gini": (0.2, 0.1), "jobs": (1200.0, 1300.0),
     "residents": (3000.0, 3000.0)},
)  # fmt: skip
YEARS = made(
    "years",
    [OF_YEARS, zones(jobs_within_45_min_today=(500.0, None, 620.0), jobs_within_45_min_2027=(550.0, None, 660.0))],
    {"residents": 3000.0, "projects": 1.0}, "tuesday_0730",
)  # fmt: skip

PARTS = {"work": WORK, "services": SERVICES, "people": PEOPLE, "bad-days": BAD_DAYS, "years": YEARS}
