"""Who may pass, in which direction: access tags, one-way tags and their exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portee.sources.osm.tables import read_table

__all__ = ["allowed", "oneway_directions", "verdict_of"]

Tags = Mapping[str, str]
Both = tuple[bool, bool]


def verdict_of(value: str | None) -> bool | None:
    """True when an access value grants, False when it refuses, None when it tells nothing.

    A list such as `no;destination` grants if one of its parts does.
    """
    if not value:
        return None
    ways = read_table("ways")
    if value in ways["granted"]:
        return True
    if value in ways["refused"]:
        return False
    verdicts = {verdict_of(part.strip()) for part in value.split(";")} if ";" in value else {None}
    return True if True in verdicts else False if False in verdicts else None


def allowed(tags: Tags, table: dict[str, Any], open_by_default: bool, direction: str) -> bool:
    """Whether a mode may use a way in one direction, one-way rules aside.

    Args:
        tags: tags of the way (or of a barrier node).
        table: the mode's rule table.
        open_by_default: what the class of the way says.
        direction: `forward` or `backward`, for keys such as `bicycle:backward`.
    """
    permitted = open_by_default
    closed = any(tags.get(key) in values for key, values in table["closed_by"].items())
    if closed:
        permitted = False
    through = tags.get("highway") in table.get("made_for", ())
    has_pavement = any(tags.get(key) in values for key, values in table.get("pavement", {}).items())
    for key in table["access_keys"]:
        value = tags.get(f"{key}:{direction}", tags.get(key))
        refused = value in table.get("pushed_values", ())
        refused |= value in table.get("no_through", ()) and not (through and key == "access")
        verdict = False if refused else verdict_of(value)
        if verdict is False:
            permitted = key == "access" and has_pavement and open_by_default and not closed
        elif verdict is True and (key in table["opening_keys"] or (open_by_default and not closed)):
            permitted = True
    return permitted


def oneway_directions(tags: Tags, keys: list[str], way_class: str) -> Both:
    """(forward, backward) that one-way tags leave open. The first key of `keys` that tells something decides.

    A `reversible` street changes direction with the hour: neither direction can be promised.
    """
    rules = read_table("ways")["oneway"]
    for key in keys:
        value = tags.get(key)
        for name, directions in _DIRECTIONS.items():
            if value in rules[name]:
                return directions
    general = "oneway" in keys
    implied = way_class in rules["implied_classes"] or tags.get("junction") in rules["implied_junctions"]
    return (True, False) if general and implied else (True, True)


_DIRECTIONS: dict[str, Both] = {
    "forward": (True, False),
    "backward": (False, True),
    "both": (True, True),
    "neither": (False, False),
}
