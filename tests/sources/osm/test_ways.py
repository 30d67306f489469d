from __future__ import annotations

import pytest

from portee.network.streets import LIT, MODES, STEPS, UNLIT
from portee.sources.osm.ways import Passage, way_rule


def shown(passage: Passage) -> str:
    """Forward and backward: y open, p pushed, n closed."""
    sides = ((passage.forward, passage.pushed[0]), (passage.backward, passage.pushed[1]))
    return "".join("n" if cost is None else "p" if pushed else "y" for cost, pushed in sides)


def tags_of(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


# walk, wheelchair, bicycle, e-scooter, car
TABLE = [
    ("highway=residential", "yy yy yy yy yy"),
    ("highway=motorway", "nn nn nn nn yn"),
    ("highway=motorway oneway=no", "nn nn nn nn yy"),
    ("highway=motorway_link", "nn nn nn nn yy"),
    ("highway=motorway access=yes", "nn nn nn nn yn"),
    ("highway=trunk", "yy nn yy pp yy"),
    ("highway=trunk motorroad=yes", "nn nn nn nn yy"),
    ("highway=primary motorroad=yes foot=yes", "yy yy pp pp yy"),
    ("highway=footway", "yy yy pp pp nn"),
    ("highway=footway access=yes", "yy yy pp pp nn"),
    ("highway=footway bicycle=yes", "yy yy yy yy nn"),
    ("highway=footway motor_vehicle=yes", "yy yy pp pp yy"),
    ("highway=pedestrian", "yy yy pp pp nn"),
    ("highway=pedestrian area=yes", "yy yy pp pp nn"),
    ("highway=residential area=yes", "yy yy yy yy nn"),
    ("highway=cycleway", "yy yy yy yy nn"),
    ("highway=cycleway foot=no", "nn nn yy yy nn"),
    ("highway=cycleway foot=no oneway=yes", "nn nn yn yn nn"),
    ("highway=cycleway oneway=yes", "yy yy yp yp nn"),
    ("highway=path", "yy nn yy yy nn"),
    ("highway=path surface=asphalt", "yy yy yy yy nn"),
    ("highway=path surface=ground", "yy yy yy pp nn"),
    ("highway=track", "yy nn yy yy nn"),
    ("highway=track tracktype=grade1", "yy yy yy yy nn"),
    ("highway=track tracktype=grade5", "yy nn yy pp nn"),
    ("highway=track motor_vehicle=yes", "yy nn yy yy yy"),
    ("highway=bridleway", "yy nn pp pp nn"),
    ("highway=steps", "yy nn pp pp nn"),
    ("highway=steps ramp:wheelchair=yes", "yy yy pp pp nn"),
    ("highway=steps wheelchair=yes", "yy yy pp pp nn"),
    ("highway=steps conveying=forward", "yn nn pn pn nn"),
    ("highway=steps conveying=backward", "ny nn np np nn"),
    ("highway=corridor", "yy yy pp pp nn"),
    ("highway=platform", "yy yy pp pp nn"),
    ("railway=platform", "yy yy pp pp nn"),
    ("public_transport=platform", "yy yy pp pp nn"),
    ("highway=bus_stop public_transport=platform", "yy yy pp pp nn"),
    ("man_made=pier", "yy yy pp pp nn"),
    ("highway=living_street", "yy yy yy yy yy"),
    ("highway=service service=parking_aisle", "yy yy yy yy yy"),
    ("highway=service service=emergency_access", "yy yy yy yy nn"),
    # the access hierarchy, from general to specific
    ("highway=residential access=private foot=yes", "yy yy pp pp nn"),
    ("highway=residential access=no bicycle=yes", "nn nn yy yy nn"),
    ("highway=residential access=no motor_vehicle=destination", "nn nn nn nn yy"),
    ("highway=residential access=destination", "nn nn yy yy yy"),
    ("highway=residential access=customers", "nn nn yy yy yy"),
    ("highway=residential access=destination foot=yes", "yy yy yy yy yy"),
    ("highway=residential foot=destination", "nn nn yy yy yy"),
    ("highway=residential access=private sidewalk=both", "yy yy pp pp nn"),
    ("highway=residential access=private sidewalk:left=yes", "yy yy pp pp nn"),
    ("highway=residential access=destination sidewalk=right", "yy yy yy yy yy"),
    ("highway=residential foot=no sidewalk=both", "nn nn yy yy yy"),
    ("highway=residential vehicle=no", "yy yy pp pp nn"),
    ("highway=residential vehicle=no bicycle=yes", "yy yy yy yy nn"),
    ("highway=residential motor_vehicle=no", "yy yy yy yy nn"),
    ("highway=residential motor_vehicle=no motorcar=yes", "yy yy yy yy yy"),
    ("highway=residential motor_vehicle=private", "yy yy yy yy nn"),
    ("highway=residential motor_vehicle=agricultural;forestry", "yy yy yy yy nn"),
    ("highway=residential motor_vehicle=agricultural;destination", "yy yy yy yy yy"),
    ("highway=residential foot=no", "nn nn yy yy yy"),
    ("highway=residential foot=use_sidepath", "nn nn yy yy yy"),
    ("highway=residential bicycle=no", "yy yy pp pp yy"),
    ("highway=residential bicycle=dismount", "yy yy pp pp yy"),
    ("highway=residential bicycle=use_sidepath", "yy yy pp pp yy"),
    ("highway=residential bicycle=no foot=no", "nn nn nn nn yy"),
    ("highway=residential small_electric_vehicle=no", "yy yy yy pp yy"),
    ("highway=residential motor_vehicle:backward=no", "yy yy yy yy yn"),
    ("highway=residential access=unheard_of", "yy yy yy yy yy"),
    # one-way streets and their exceptions
    ("highway=residential oneway=yes", "yy yy yp yp yn"),
    ("highway=residential oneway=1", "yy yy yp yp yn"),
    ("highway=residential oneway=-1", "yy yy py py ny"),
    ("highway=residential oneway=no", "yy yy yy yy yy"),
    ("highway=residential oneway=reversible", "yy yy pp pp nn"),
    ("highway=residential oneway=alternating", "yy yy yy yy yy"),
    ("highway=residential junction=roundabout", "yy yy yp yp yn"),
    ("highway=residential junction=circular", "yy yy yp yp yn"),
    ("highway=residential junction=roundabout oneway=no", "yy yy yy yy yy"),
    ("highway=residential oneway=yes oneway:bicycle=no", "yy yy yy yy yn"),
    ("highway=residential oneway=yes oneway:bicycle=-1", "yy yy py py yn"),
    ("highway=residential oneway:bicycle=yes", "yy yy yp yp yy"),
    ("highway=residential oneway=yes cycleway=opposite", "yy yy yy yy yn"),
    ("highway=residential oneway=yes cycleway=opposite_lane", "yy yy yy yy yn"),
    ("highway=residential oneway=-1 cycleway=opposite_track", "yy yy yy yy ny"),
    ("highway=residential oneway=yes cycleway:left=opposite_lane", "yy yy yy yy yn"),
    ("highway=residential oneway=yes cycleway:left=lane cycleway:left:oneway=-1", "yy yy yy yy yn"),
    ("highway=residential oneway=yes cycleway:both=lane cycleway:both:oneway=no", "yy yy yy yy yn"),
    ("highway=residential oneway=yes cycleway=lane", "yy yy yp yp yn"),
    ("highway=residential oneway=yes cycleway:right=no cycleway:right:oneway=no", "yy yy yp yp yn"),
    ("highway=residential oneway=yes bicycle:backward=yes", "yy yy yy yy yn"),
    ("highway=residential oneway=yes oneway:bicycle=yes cycleway=opposite", "yy yy yp yp yn"),
    ("highway=residential oneway:motor_vehicle=yes", "yy yy yy yy yn"),
    ("highway=residential oneway=yes oneway:motorcar=no", "yy yy yp yp yy"),
    ("highway=footway oneway:foot=yes", "yn yn pn pn nn"),
    ("highway=footway oneway:foot=-1", "ny ny np np nn"),
    # what rolls
    ("highway=footway wheelchair=no", "yy nn pp pp nn"),
    ("highway=path wheelchair=yes", "yy yy yy yy nn"),
    ("highway=footway surface=gravel", "yy nn pp pp nn"),
    ("highway=footway surface=gravel wheelchair=yes", "yy yy pp pp nn"),
    ("highway=footway smoothness=very_bad", "yy nn pp pp nn"),
    ("highway=footway incline=12%", "yy nn pp pp nn"),
    ("highway=footway incline=-12%", "yy nn pp pp nn"),
    ("highway=footway incline=1:20", "yy yy pp pp nn"),
    ("highway=footway width=0.6", "yy nn pp pp nn"),
    ("highway=footway conveying=yes", "yy nn pp pp nn"),
    # e-scooters keep to slow roads
    ("highway=secondary maxspeed=70", "yy yy yy pp yy"),
    ("highway=secondary maxspeed=50", "yy yy yy yy yy"),
    ("highway=secondary maxspeed=70 cycleway=lane", "yy yy yy yy yy"),
    ("highway=secondary maxspeed=FR:rural", "yy yy yy pp yy"),
    # ferries
    ("route=ferry", "yy yy yy yy nn"),
    ("route=ferry motor_vehicle=yes", "yy yy yy yy yy"),
    ("route=ferry bicycle=no", "yy yy nn nn nn"),
    ("route=ferry foot=no motorcar=yes", "nn nn yy yy yy"),
    ("route=shuttle_train", "nn nn nn nn yy"),
]


@pytest.mark.parametrize(("tags", "expected"), TABLE, ids=[tags for tags, _ in TABLE])
def test_who_may_use_a_way(tags: str, expected: str) -> None:
    rule = way_rule(tags_of(tags))
    assert " ".join(shown(rule.passages[mode]) for mode in MODES) == expected
    assert rule.dropped is None


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ("highway=construction", "not built or no longer there"),
        ("highway=proposed", "not built or no longer there"),
        ("highway=residential construction=yes", "not built or no longer there"),
        ("highway=raceway", "not open to the public"),
        ("highway=bus_guideway", "reserved for buses"),
        ("highway=no", "not a street"),
        ("highway=bus_stop", "not a street"),
        ("highway=service service=private", "private"),
        ("highway=residential access=private", "closed to every mode by its tags"),
        ("highway=residential access=no", "closed to every mode by its tags"),
        ("highway=residential access=private sidewalk=no", "closed to every mode by its tags"),
        ("railway=rail", "not a street"),
        ("route=bus", "not a street"),
        ("waterway=river", "not a street"),
    ],
)
def test_ways_left_out_and_why(tags: str, reason: str) -> None:
    assert way_rule(tags_of(tags)).dropped == reason


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ("highway=residential", 25),
        ("highway=residential maxspeed=50", 40),
        ("highway=residential maxspeed=30", 24),
        ("highway=primary maxspeed=FR:urban", 40),
        ("highway=primary maxspeed=40|mph".replace("|", " "), 40 * 1.609344 * 0.8),
        ("highway=primary", 65),
        ("highway=motorway maxspeed=none", 104),
        ("highway=primary source:maxspeed=FR:rural", 64),
        ("highway=living_street maxspeed=walk", 4),
        ("highway=track motor_vehicle=yes", 10),
        ("highway=track motor_vehicle=yes maxspeed=5", 4),
        ("highway=primary surface=cobblestone", 30),
    ],
)
def test_car_speed(tags: str, kmh: float) -> None:
    pairs = tags.replace("40 mph", "40_mph").split()
    values = {key: value.replace("_mph", " mph") for key, value in (pair.split("=", 1) for pair in pairs)}
    assert way_rule(values).passages["car"].forward == pytest.approx(kmh)


def test_speed_limits_by_direction() -> None:
    car = way_rule({"highway": "primary", "maxspeed": "80", "maxspeed:backward": "50"}).passages["car"]
    assert (car.forward, car.backward) == (64, 40)


def test_effort_of_surfaces_grows_with_their_roughness() -> None:
    surfaces = ["asphalt", "paving_stones", "compacted", "gravel", "sett", "grass"]
    efforts = [way_rule({"highway": "cycleway", "surface": s}).passages["bicycle"].forward for s in surfaces]
    assert efforts == sorted(efforts, key=lambda effort: effort or 0)
    assert efforts[0] == 1


def test_the_worst_of_surface_and_smoothness_counts() -> None:
    tags = {"highway": "cycleway", "surface": "asphalt", "smoothness": "very_bad"}
    assert way_rule(tags).passages["bicycle"].forward == 2.5


def test_pushing_takes_as_long_as_walking() -> None:
    footway = way_rule({"highway": "footway"}).passages
    assert footway["bicycle"].forward == pytest.approx(15 / 3.6)
    assert footway["e_scooter"].forward == pytest.approx(18 / 3.6)


def test_steps_are_twice_as_slow_with_a_bicycle_unless_there_is_a_ramp() -> None:
    steps = way_rule({"highway": "steps"}).passages["bicycle"].forward
    ramp = way_rule({"highway": "steps", "ramp:bicycle": "yes"}).passages["bicycle"].forward
    assert steps == pytest.approx(2 * 15 / 3.6)
    assert ramp == pytest.approx(15 / 3.6)


def test_walking_effort_is_the_length() -> None:
    for tags in ("highway=residential", "highway=steps", "highway=path surface=sand"):
        assert way_rule(tags_of(tags)).passages["walk"].forward == 1


def test_wheelchair_effort() -> None:
    def factor(tags: str) -> float | None:
        return way_rule(tags_of(tags)).passages["wheelchair"].forward

    assert factor("highway=footway") == 1
    assert factor("highway=footway surface=sett") == 1.3
    assert factor("highway=footway wheelchair=limited") == 1.5
    assert factor("highway=footway surface=sett wheelchair=yes") == 1
    assert factor("highway=footway incline=5%") == 1
    middle = factor("highway=footway incline=6.665%")
    assert middle == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("tags", "flags"),
    [
        ("highway=steps", STEPS),
        ("highway=steps lit=yes", STEPS | LIT),
        ("highway=footway lit=no", UNLIT),
        ("highway=footway lit=24/7", LIT),
        ("highway=footway lit=interval", 0),
        ("highway=footway", 0),
    ],
)
def test_flags(tags: str, flags: int) -> None:
    assert way_rule(tags_of(tags)).flags == flags


@pytest.mark.parametrize(
    ("tags", "structure"),
    [
        ("highway=residential", False),
        ("highway=residential bridge=yes", True),
        ("highway=residential bridge=viaduct", True),
        ("highway=residential bridge=no", False),
        ("highway=residential tunnel=yes", True),
        ("highway=residential tunnel=building_passage", False),
    ],
)
def test_bridges_and_tunnels(tags: str, structure: bool) -> None:
    assert way_rule(tags_of(tags)).structure is structure


def test_duration_of_ferries_only() -> None:
    assert way_rule({"route": "ferry", "duration": "00:30"}).ferry_s == 1800
    assert way_rule({"route": "ferry"}).ferry_s is None
    assert way_rule({"highway": "path", "duration": "00:30"}).ferry_s is None
