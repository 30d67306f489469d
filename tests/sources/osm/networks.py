"""Random small street networks for the laws of the OSM reader."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.sources.osm.files import OsmFile

__all__ = ["street_networks"]

CLASSES = st.sampled_from(["residential", "footway", "primary", "steps", "cycleway", "motorway"])


@st.composite
def street_networks(draw: st.DrawFn) -> OsmFile:
    """Ways over at most 12 nodes on a grid, loops, repeated nodes and missing nodes included; one is walkable."""
    columns = st.integers(0, 6)
    nodes = {osm_id: (float(draw(columns)), float(draw(columns))) for osm_id in range(1, draw(st.integers(3, 12)))}
    known = sorted(nodes)
    refs = st.lists(st.sampled_from([*known, 999]), min_size=1, max_size=7)
    content = OsmFile(nodes)
    content.way(1, [known[0], known[1]], highway="residential")
    for way in range(2, draw(st.integers(2, 7))):
        tags = {"highway": draw(CLASSES), "oneway": draw(st.sampled_from(["yes", "no", "-1"]))}
        if draw(st.booleans()):
            tags["name"] = draw(st.sampled_from(["Rue A", "Rue B"]))
        content.way(way, draw(refs), **tags)
    for osm_id in draw(st.lists(st.sampled_from(known), max_size=2, unique=True)):
        content.node_tags[osm_id] = {"barrier": draw(st.sampled_from(["bollard", "wall", "gate"]))}
    return content
