from __future__ import annotations

import numpy as np

from portee.services.workspace.manifest import COUNTED
from portee.web.explorer import (
    cells_of,
    explorer_of,
    gazetteer_of_site,
    picture_base,
    priority_names,
    profiles_of,
    starting_place,
)  # fmt: skip
from portee.web.site import Site


def test_it_is_prepared_once_and_counts_what_the_workspace_has(site: Site) -> None:
    explorer = explorer_of(site)
    assert explorer_of(site) is explorer
    assert list(explorer.targets.kinds) == [kind for kind in COUNTED if site.places(kind) is not None]
    jobs = site.places("jobs")
    assert jobs is not None
    assert explorer.targets.weights["jobs"].sum() == jobs.weight("jobs").sum()


def test_it_starts_where_most_people_live(site: Site) -> None:
    cells = cells_of(site)
    assert cells is not None
    most = int(np.argmax(cells.weight("residents")))
    assert starting_place(site) == (float(cells.lon[most]), float(cells.lat[most]))


def test_it_knows_the_neighbourhoods(site: Site) -> None:
    names = [row.name for row in priority_names(site)]
    assert names
    assert gazetteer_of_site(site) is gazetteer_of_site(site)
    for name in names:
        assert gazetteer_of_site(site).suggest(name)[0].kind == "neighbourhood"


def test_pictures_are_drawn_on_few_streets(site: Site) -> None:
    lines = picture_base(site).lines
    assert 0 < sum(len(line) for part in lines.values() for line in part) <= 60_000
    assert profiles_of(site)
