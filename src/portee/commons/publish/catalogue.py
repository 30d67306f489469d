"""The release in a catalogue of open data: DCAT-AP as JSON-LD, one dataset for each table.

It follows the shapes of version 3.0. Those of 2.1.1 differ in two points: a size in bytes is a decimal there, and a
hash is SHA-1, which no longer protects anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portee.commons.publish.pages.address import page_path
from portee.commons.publish.parts import Part
from portee.commons.publish.release import Release
from portee.commons.records.licences import LICENCES

__all__ = ["catalogue"]

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_FORMATS = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA = "http://www.iana.org/assignments/media-types/"
LANGUAGES = {"fr": "FRA", "en": "ENG", "ar": "ARA", "es": "SPA", "it": "ITA", "de": "DEU", "pt": "POR", "pl": "POL"}
"""Codes of the EU's authority table of languages, by ISO 639-1; other languages are left out of the catalogue."""

FORMATS = {"csv": "CSV", "parquet": "PARQUET", "geojson": "GEOJSON", "json": "JSON", "xml": "XML", "zip": "ZIP"}
"""Codes of the EU's authority table of file types, by ending; other formats are told by their media type alone."""


def catalogue(release: Release, parts: tuple[Part, ...]) -> dict[str, Any]:
    """`catalogue.jsonld`: the catalogue, its datasets, and everything that they refer to, typed as DCAT-AP asks."""
    manifest = release.manifest
    groups: dict[str, list[Part]] = {}
    for part in parts:
        # A table as CSV and the same as Parquet are one dataset.
        groups.setdefault(part.table.name if part.table else part.name, []).append(part)
    datasets = [_dataset(name, group, release) for name, group in sorted(groups.items())]
    publisher = f"{release.base}#publisher"
    own: dict[str, Any] = {
        "@id": f"{release.base}catalogue.jsonld#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _texts(manifest.title.root),
        "dct:description": _texts(manifest.about.root),
        "dct:publisher": {"@id": publisher},
        "dct:license": {"@id": LICENCES[manifest.licence].url},
        "dct:issued": _moment(release),
        "dct:modified": _moment(release),
        "dct:language": _languages(manifest.languages),
        "foaf:homepage": {"@id": f"{release.base}{page_path('index', manifest.languages[0])}"},
        "dcat:dataset": [{"@id": dataset["@id"]} for dataset in datasets],
    }
    agent = {"@id": publisher, "@type": "foaf:Agent", "foaf:name": manifest.publisher}
    distributions = [_distribution(part, release) for part in parts]
    graph = [own, agent, *datasets, *distributions, *_vocabulary(release, parts)]
    return {"@context": CONTEXT, "@graph": graph}


def _dataset(name: str, parts: list[Part], release: Release) -> dict[str, Any]:
    manifest = release.manifest
    return {
        "@id": f"{release.base}catalogue.jsonld#dataset-{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{manifest.name}/{name}",
        "dct:title": _texts({lang: f"{title} – {manifest.title.in_(lang)}" for lang, title in parts[0].title.items()}),
        "dct:description": _texts(manifest.about.root),
        "dct:publisher": {"@id": f"{release.base}#publisher"},
        "dct:issued": _moment(release),
        "dct:modified": _moment(release),
        "dct:language": _languages(manifest.languages),
        "dcat:version": release.version,
        "owl:versionInfo": release.version,
        "dcat:landingPage": {"@id": f"{release.base}{page_path('reuse', manifest.languages[0])}"},
        "dcat:distribution": [{"@id": _file_id(part, release)} for part in parts],
    }


def _file_id(part: Part, release: Release) -> str:
    return f"{release.base}catalogue.jsonld#file-{part.name}"


def _distribution(part: Part, release: Release) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": _file_id(part, release),
        "@type": "dcat:Distribution",
        "dct:title": _texts(part.title),
        "dcat:accessURL": {"@id": f"{release.base}{part.path}"},
        "dcat:downloadURL": {"@id": f"{release.base}{part.path}"},
        "dct:license": {"@id": LICENCES[part.licence].url},
        "dcat:mediaType": {"@id": f"{_MEDIA}{part.media_type}"},
        "dcat:byteSize": {"@value": str(len(part.contents)), "@type": "xsd:nonNegativeInteger"},
        "dct:issued": _moment(release),
        "spdx:checksum": {
            "@id": f"{_file_id(part, release)}-checksum",
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": part.sha256, "@type": "xsd:hexBinary"},
        },
    }
    if part.format in FORMATS:
        told["dct:format"] = {"@id": f"{_FORMATS}{FORMATS[part.format]}"}
    return told


def _vocabulary(release: Release, parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """What the rest refers to, each with its class."""
    licences = {release.manifest.licence, *(part.licence for part in parts)}
    pages = {page_path("index", release.manifest.languages[0]), page_path("reuse", release.manifest.languages[0])}
    formats = {FORMATS[part.format] for part in parts if part.format in FORMATS}
    return [
        *({"@id": LICENCES[id].url, "@type": "dct:LicenseDocument", "dct:title": LICENCES[id].name}
          for id in sorted(licences)),
        *({**one, "@type": "dct:LinguisticSystem"} for one in _languages(release.manifest.languages)),
        *({"@id": f"{release.base}{page}", "@type": "foaf:Document"} for page in sorted(pages)),
        *({"@id": f"{_FORMATS}{code}", "@type": "dct:MediaTypeOrExtent"} for code in sorted(formats)),
        *({"@id": f"{_MEDIA}{kind}", "@type": "dct:MediaType"} for kind in sorted({p.media_type for p in parts})),
        # The shapes of DCAT-AP 3.0 want this said of what an address leads to.
        *({"@id": f"{release.base}{part.path}", "@type": "rdfs:Resource"} for part in parts),
        {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
    ]  # fmt: skip


def _languages(languages: Iterable[str]) -> list[dict[str, str]]:
    found = [lang.partition("-")[0] for lang in languages]
    return [{"@id": f"{_LANGUAGES}{LANGUAGES[lang]}"} for lang in dict.fromkeys(found) if lang in LANGUAGES]


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": lang} for lang, text in texts.items()]


def _moment(release: Release) -> dict[str, str]:
    return {"@value": release.moment, "@type": "xsd:dateTime"}
