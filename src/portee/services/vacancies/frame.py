"""A vacancy as a table: one row per place where people live, with who can come from it, how fast and at what price.

Numbers of people that must never be published alone are left empty, and the columns of the territory are not copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from portee.reports.fluent import say
from portee.services.gather import weight_column
from portee.services.vacancy import VacancyAnswer

if TYPE_CHECKING:
    import geopandas

__all__ = ["vacancy_column_docs", "vacancy_frame"]


def vacancy_frame(found: VacancyAnswer, labels: object = None) -> geopandas.GeoDataFrame:
    """One row per place, in their order, WGS 84; the columns are documented by `vacancy_column_docs`.

    Args:
        found: the answer. labels: group of each place, None for none.
    """
    import geopandas

    residents, affordable = found.residents, found.affordable
    count = len(found.candidates)
    # Without a mix, profiles are counted over the same people: their mean, not their sum.
    share = 1 if residents.additive else count
    hidden = residents.withheld
    columns: dict[str, object] = {"id": residents.homes.ids}
    if labels is not None:
        columns["group"] = labels
    columns |= {
        "profiles": np.full(len(residents.homes), count, np.int32),
        "profiles_reached": affordable.sum(axis=0).astype(np.int32),
        "people": np.where(hidden, np.nan, residents.people.sum(axis=0) / share),
        "people_reached": np.where(hidden, np.nan, (residents.people * affordable).sum(axis=0) / share),
        "withheld": hidden,
    }
    for part in found.candidates:
        name = weight_column(part.profile.id)
        columns |= {f"reach_{name}": part.affordable, f"minutes_{name}": part.minutes, f"eur_month_{name}": part.eur}
    homes = residents.homes.to_geodataframe()
    return geopandas.GeoDataFrame(columns, geometry=homes.geometry.to_numpy(), crs=homes.crs)


def vacancy_column_docs(found: VacancyAnswer, lang: str, *, grouped: bool = False) -> dict[str, str]:
    """What each column of `vacancy_frame` means, with its unit, in a language."""
    basis = found.residents.basis
    docs = {
        "profiles": say(lang, "vacancy-column-profiles"),
        "profiles_reached": say(lang, "vacancy-column-profiles_reached"),
        "people": say(lang, "vacancy-column-people", basis=basis),
        "people_reached": say(lang, "vacancy-column-people_reached", basis=basis),
        "withheld": say(lang, "vacancy-column-withheld"),
    }
    if grouped:
        docs["group"] = say(lang, "vacancy-column-group", group=found.group or "")
    for part in found.candidates:
        name, title = weight_column(part.profile.id), part.profile.title.in_(lang)
        docs |= {
            f"reach_{name}": say(lang, "vacancy-column-reach", profile=title),
            f"minutes_{name}": say(lang, "vacancy-column-minutes", profile=title),
            f"eur_month_{name}": say(lang, "vacancy-column-eur", profile=title),
        }
    return docs
