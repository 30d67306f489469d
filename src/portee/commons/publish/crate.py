"""The release as a research object: the metadata file of an RO-Crate 1.1, which archives and repositories read."""

from __future__ import annotations

from typing import Any

from portee.commons.publish.parts import Part
from portee.commons.publish.release import Release
from portee.commons.records.licences import LICENCES

__all__ = ["CRATE", "crate"]

CRATE = "ro-crate-metadata.json"
_VERSION = "https://w3id.org/ro/crate/1.1"


def crate(release: Release, parts: tuple[Part, ...], sha256: str) -> dict[str, Any]:
    """Everything that the release holds, who publishes it, under which licence, made by which commit."""
    manifest = release.manifest
    lang = manifest.languages[0]
    publisher = "#publisher"
    folders = [
        ("records/", "Records, as Markdown and JSON"),
        ("schema/", "JSON Schema of each type of record"),
        *((f"{code}/", f"Pages of the site ({code})") for code in manifest.languages),
    ]
    held = [*(folder for folder, _ in folders), *(part.path for part in parts), "CITATION.bib", "CITATION.json"]
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": manifest.title.in_(lang),
        "description": manifest.about.in_(lang),
        "datePublished": release.moment,
        "version": release.version,
        "identifier": [f"sha256:{sha256}", f"commit:{release.commit}"],
        "url": release.base,
        "inLanguage": list(manifest.languages),
        "license": {"@id": LICENCES[manifest.licence].url},
        "publisher": {"@id": publisher},
        "author": {"@id": publisher},
        "hasPart": [{"@id": path} for path in held],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _VERSION},
        "about": {"@id": "./"},
    }
    licences = sorted({manifest.licence, *(part.licence for part in parts)})
    return {
        "@context": f"{_VERSION}/context",
        "@graph": [
            descriptor,
            root,
            {"@id": publisher, "@type": "Organization", "name": manifest.publisher},
            *(
                {"@id": LICENCES[id].url, "@type": "CreativeWork", "name": LICENCES[id].name, "identifier": id}
                for id in licences
            ),
            *({"@id": folder, "@type": "Dataset", "name": name} for folder, name in folders),
            *(_file(part, lang) for part in parts),
            _plain_file("CITATION.bib", "Citation, as BibTeX", "application/x-bibtex"),
            _plain_file("CITATION.json", "Citation, as CSL-JSON", "application/vnd.citationstyles.csl+json"),
        ],
    }


def _file(part: Part, lang: str) -> dict[str, Any]:
    return {
        "@id": part.path,
        "@type": "File",
        "name": part.title[lang],
        "encodingFormat": part.media_type,
        "contentSize": str(len(part.contents)),
        "identifier": f"sha256:{part.sha256}",
        "license": {"@id": LICENCES[part.licence].url},
    }


def _plain_file(path: str, name: str, kind: str) -> dict[str, Any]:
    return {"@id": path, "@type": "File", "name": name, "encodingFormat": kind}
