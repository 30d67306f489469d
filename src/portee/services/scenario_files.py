"""A scenario as people name it: a file of their own or a replay that comes with Portée, with hazards of other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError, PorteeError, Where
from portee.core.provenance import Provenance
from portee.scenarios.kinds.hazard import Hazard
from portee.scenarios.scenario import ALL, Scenario, read_scenario
from portee.scenarios.shipped import replayed, shipped_scenario, shipped_scenarios
from portee.world import World

__all__ = ["Opened", "checked_facts", "open_scenario", "replays_facts"]

RASTERS = (".tif", ".tiff")


@dataclass(frozen=True, eq=False)
class Opened:
    """A scenario, remarks on what of it cannot be replayed, and where hazards come from."""

    scenario: Scenario
    notes: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()


def open_scenario(
    name: Path | str, world: World, *, waterways: Path | None = None, hazards: Sequence[Path] = (), lang: str = "fr",
    day: date | None = None, touches: Sequence[str] = ALL,
) -> Opened:  # fmt: skip
    """Read a scenario.

    Args:
        name: a file, or the id of a replay that comes with Portée.
        world: of which a replay takes what is there; what of a badly written file does not fit it is told too.
        waterways: lines around which a replayed flood is built.
        lang: in which a replay is named.
        hazards: polygons (.gpkg, .geojson …) or depths (.tif) that the scenario adds, each as one hazard.
        day, touches: as `portee.scenarios.scenario.read_scenario` takes them.

    Raises:
        SourceError, ManyProblems: a file is wrong. ParameterError: there is no such replay, or a flood lacks waterways.
    """
    path = Path(name)
    own = bool(path.suffix) or path.is_file()
    if own:
        found = Opened(read_scenario(path, world, day, touches=touches))
    else:
        found = _named(_replay(str(name), world, waterways), str(name), lang)
    return _with_hazards(found, hazards)


def _replay(name: str, world: World, waterways: Path | None) -> Opened:
    replay = shipped_scenario(name)
    if replay.waterways is None:
        scenario, notes = replayed(replay, world)
        return Opened(scenario, notes)
    from portee.sources.hazards import flood_replay

    if waterways is None:
        raise ParameterError(
            f"'{name}' is a flood: it is built from waterways.", where=Where(field="--waterways"),
            mend="Give a file of lines, such as OpenStreetMap's waterways.",
        )  # fmt: skip
    scenario, layer = flood_replay(replay, world, waterways)
    return Opened(scenario, layer.notes, () if layer.provenance is None else (layer.provenance,))


def _named(opened: Opened, id: str, lang: str) -> Opened:
    """A replay under its title in a language."""
    content = opened.scenario.content.model_copy(update={"name": shipped_scenario(id).title.in_(lang)})
    return replace(opened, scenario=replace(opened.scenario, content=content))


def _with_hazards(opened: Opened, hazards: Sequence[Path]) -> Opened:
    if not hazards:
        return opened
    from portee.sources.hazards import read_depth_raster, read_hazards

    parts, notes, records = list(opened.scenario.content.modifications), list(opened.notes), list(opened.provenance)
    for path in hazards:
        layer = read_depth_raster(path) if path.suffix.lower() in RASTERS else read_hazards(path)
        if layer.zones:
            parts.append(Hazard(type="hazard", zones=layer.zones))
        notes += layer.notes
        records += [] if layer.provenance is None else [layer.provenance]
    content = opened.scenario.content.model_copy(update={"modifications": tuple(parts)})
    return Opened(replace(opened.scenario, content=content), tuple(notes), tuple(records))


def checked_facts(
    scenario: Scenario | None, problems: Sequence[PorteeError] = (), notes: Sequence[str] = ()
) -> dict[str, Any]:
    """What is told of a scenario that was checked, None where the text is none."""
    return {
        "name": None if scenario is None else scenario.name, "id": None if scenario is None else scenario.id,
        "modifications": 0 if scenario is None else len(scenario.content.modifications),
        "problems": [problem.as_dict() for problem in problems], "notes": list(notes),
    }  # fmt: skip


def replays_facts(lang: str) -> dict[str, Any]:
    """The replays that come with Portée, with their titles in a language."""
    return {
        "replays": [
            {"id": replay.id, "date": replay.date.isoformat(), "title": replay.title.in_(lang)}
            for replay in shipped_scenarios()
        ]
    }
