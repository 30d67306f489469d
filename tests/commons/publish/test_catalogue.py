from __future__ import annotations

import json
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from portee.commons.publish.catalogue import catalogue
from portee.commons.publish.parts import parts_of
from portee.commons.publish.release import Release
from tests.commons.examples import example
from tests.commons.publish.pages.released import released
from tests.commons.publish.pages.test_record_view import HOSTILE
from tests.commons.publish.test_rights import data

# Inside rdflib, reading JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SHACL = Namespace("http://www.w3.org/ns/shacl#")


def with_data() -> Release:
    return Release(**{**released().__dict__, "data": (data("ODbL-1.0", "ODbL-1.0"),)})


def graph(release: Release) -> Graph:
    return Graph().parse(data=json.dumps(catalogue(release, parts_of(release))), format="json-ld")


def test_every_dataset_is_in_the_catalogue_with_its_files_and_licences() -> None:
    release = with_data()
    found = graph(release)
    (own,) = found.subjects(RDF.type, DCAT.Catalog)
    datasets = set(found.subjects(RDF.type, DCAT.Dataset))
    assert set(found.objects(own, DCAT.dataset)) == datasets
    files = {str(address) for address in found.objects(None, DCAT.downloadURL)}
    assert files == {f"{release.base}{part.path}" for part in parts_of(release)}
    apart = URIRef(f"{release.base}catalogue.jsonld#file-data-x-csv")
    assert str(found.value(apart, DCT.license)) == "https://opendatacommons.org/licenses/odbl/1-0/"
    need = URIRef(f"{release.base}catalogue.jsonld#dataset-need")
    assert len(set(found.objects(need, DCAT.distribution))) == 2
    assert len(set(found.objects(need, DCT.title))) == 2


def test_a_hostile_title_is_one_literal() -> None:
    release = released(example("need", title={"fr": HOSTILE}))
    assert len(graph(release)) == len(graph(released()))
    changed = Release(**{**release.__dict__, "manifest": release.manifest.model_copy(update={"publisher": HOSTILE})})
    assert len(graph(changed)) == len(graph(released()))


def shapes(folder: Path, name: str) -> Graph:
    path = folder / "formats" / "schemas" / "dcat_ap" / name
    assert path.is_file(), f"the real data lack {name}"
    return Graph().parse(path)


@pytest.mark.real
def test_it_follows_dcat_ap_3(shared_data: Path) -> None:
    asked = shapes(shared_data, "dcat-ap-SHACL.ttl")
    found = graph(with_data())
    conforms, _, text = pyshacl.validate(found, shacl_graph=asked)
    assert conforms, text
    found.remove((None, DCAT.accessURL, None))
    conforms, _, _ = pyshacl.validate(found, shacl_graph=asked)
    assert not conforms


@pytest.mark.real
def test_it_differs_from_dcat_ap_2_in_sizes_and_hashes_alone(shared_data: Path) -> None:
    asked = shapes(shared_data, "dcat-ap_2.1.1_shacl_shapes.ttl")
    _, report, _ = pyshacl.validate(graph(with_data()), shacl_graph=asked)
    assert isinstance(report, Graph)
    paths = {str(path) for path in report.objects(None, SHACL.resultPath)}
    assert paths == {str(DCAT.byteSize), "http://spdx.org/rdf/terms#algorithm"}
