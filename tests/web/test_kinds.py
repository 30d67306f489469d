from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from portee.services.workspace.manifest import COUNTED, PlacesEntry
from portee.web.kinds import kind_name
from portee.web.site import Site
from portee.web.wording import LANGUAGES


def site_with(weight: str | None) -> Site:
    """A site whose places of every kind are counted by a column."""
    entry: Any = PlacesEntry(file="data/a.csv", weight=weight)
    return cast(Site, SimpleNamespace(workspace=SimpleNamespace(entry=lambda _: entry)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_kind_is_named_by_what_is_counted(lang: str) -> None:
    within, each, plain = (
        {kind: kind_name(site_with(weight), lang, kind) for kind in COUNTED} for weight in ("seats", "@count", None)
    )
    assert each == plain
    assert {kind for kind in COUNTED if within[kind] != plain[kind]} == {"jobs", "training", "childcare", "health"}
    assert len(set(plain.values())) == len(COUNTED)


def test_names_in_french() -> None:
    assert kind_name(site_with(None), "fr", "health") == "Lieux de soins"
    assert kind_name(site_with("places"), "fr", "childcare") == "Places de crèche"
    assert kind_name(site_with(None), "fr", "jobs") == "Lieux de travail"
