from __future__ import annotations

from portee.services.scenario_fit import look_at
from portee.web.site import Site
from portee.web.what_if import (
    base_of_site,
    counted_kinds,
    line_choices,
    parts_told,
    problems_told,
    tariff_names,
    weights_of,
)


def test_a_territory_tells_its_kinds_lines_and_tickets(site: Site) -> None:
    kinds = counted_kinds(site)
    assert "jobs" in kinds
    assert not {"cells", "priority"} & set(kinds)
    assert weights_of(site)["jobs"] == "jobs"
    timetable = site.world.network.timetable
    assert timetable is not None
    assert {id for id, _ in line_choices(site)} == set(timetable.route_id)
    assert tariff_names(site, "fr") == []
    assert base_of_site(site).territory.opportunities == kinds


def test_changes_and_problems_are_told_in_words(site: Site) -> None:
    base = base_of_site(site)
    looked = look_at("name: x\nmodifications:\n- {type: cancel}\n- {type: close_stop, stops: [Rien]}\n", base)
    assert [what for what, _ in parts_told(looked, "fr", {})] != [what for what, _ in parts_told(looked, "en", {})]
    line = line_choices(site)[0][0]
    looked = look_at(f"name: x\nmodifications:\n- {{type: remove_line, line: {line!r}}}\n", base)
    assert "Tramway vert" in parts_told(looked, "fr", {line: "Tramway vert"})[0][1], "as people call it, not by its id"
    looked = look_at("name: x\nmodifications:\n- {type: cancel}\n- {type: close_stop, stops: [Rien]}\n", base)
    (problem,) = problems_told(looked.problems, "fr")
    assert problem["lang"] == "fr"
    assert "Rien" in problem["what"]
    assert problem["line"] == 4
    assert parts_told(look_at("[", base), "fr", {}) == []
