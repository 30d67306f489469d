from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from portee.commons.publish.crate import CRATE, crate
from portee.commons.publish.parts import parts_of
from portee.commons.publish.publish import publish_commons
from portee.commons.publish.release import Release
from tests.commons.publish.commonses import make_commons
from tests.commons.publish.pages.released import released
from tests.commons.publish.test_resources import TOLD
from tests.commons.publish.test_rights import data

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from rocrate.rocrate import ROCrate


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_archive_reads_the_crate(tmp_path: Path) -> None:
    more = {"data/resources.yaml": TOLD.encode(), "data/arrets.csv": b"id\n1\n"}
    made = publish_commons(make_commons(tmp_path / "c", more=more).root, tmp_path / "site")
    read = ROCrate(str(tmp_path / "site"))
    assert read.name == "Un commun d'exemple"
    assert read.root_dataset["version"] == "1.0.0"
    assert f"sha256:{made.sha256}" in read.root_dataset["identifier"]
    held = {entity.id for entity in read.root_dataset["hasPart"]}
    assert {part.path for part in made.parts} <= held
    stops = read.dereference("data/arrets.csv")
    assert stops["license"].id == "https://opendatacommons.org/licenses/odbl/1-0/"
    for id in held:
        assert (tmp_path / "site" / id).exists(), id


def test_what_ro_crate_1_1_asks_of_its_metadata() -> None:
    release = Release(**{**released().__dict__, "data": (data("ODbL-1.0", "ODbL-1.0"),)})
    made = json.loads(json.dumps(crate(release, parts_of(release), "0" * 64)))
    assert made["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in made["@graph"]}
    assert len(entities) == len(made["@graph"])
    descriptor, root = entities[CRATE], entities["./"]
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license"} <= set(root)
    # Flattened: whatever is referred to is described in the graph.
    for entity in made["@graph"]:
        for value in entity.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    assert set(one) == {"@id"}
                    assert one["@id"] in entities or one["@id"].startswith("https://w3id.org/ro/crate/")
    assert all("@type" in entity for entity in made["@graph"])
