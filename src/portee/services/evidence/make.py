"""Make an evidence record from a computation, so that nobody types a value by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, JsonValue

import portee
from portee.commons.manifest import MANIFEST, Manifest
from portee.commons.records.evidence import Computation, Evidence, Input
from portee.commons.records.references import IndicatorRef, PlaceRef
from portee.commons.records.shape import Line, Pseudonym, Status, Text
from portee.commons.text.record_file import RecordFile, record_path, record_text
from portee.core.atomic import atomic_file
from portee.core.declared import Declared, declared_of, read_declared
from portee.core.errors import OutputError, ParameterError
from portee.core.progress import Progress
from portee.core.provenance import sha256_of
from portee.kernels.jit import cache_root
from portee.services.evidence.inputs import Shelf, shelf_of
from portee.services.evidence.recipes.catalogue import RECIPES
from portee.services.evidence.verify import ground_of

__all__ = ["Asked", "Wanted", "asked_of", "make_evidence"]


class Wanted(Declared):
    """An input by its name; its hash is computed where it is not told."""

    name: Line
    licence: Line = "not-stated"
    date: Line | None = None
    sha256: str | None = None


class Asked(Declared):
    """All of an evidence record but what the computation gives."""

    recipe: Line
    settings: dict[str, JsonValue]
    inputs: Annotated[tuple[Wanted, ...], Field(min_length=1)]
    title: Text | None = None
    summary: Text | None = None
    indicator: IndicatorRef | None = None
    territory: PlaceRef | None = None
    status: Status = "proposed"
    caveats: tuple[Text, ...] = ()
    tags: tuple[Line, ...] = ()
    authors: tuple[Pseudonym, ...] = ()
    tolerance: Annotated[float, Field(ge=0)] = 1e-9
    body: Text | None = None


class _Settings(Declared):
    """A file of settings alone, with the inputs that they name."""

    settings: dict[str, JsonValue]
    inputs: Annotated[tuple[Wanted, ...], Field(min_length=1)]


def asked_of(*, record: Path | None, recipe: str | None, settings: Path | None) -> Asked:
    """What is asked, from a file of it all, or from a recipe and a file of its settings and inputs.

    Raises:
        ParameterError: neither or both are given. SourceError: a file does not fit.
    """
    if record is not None and recipe is None and settings is None:
        return read_declared(record, Asked)
    if record is None and recipe is not None and settings is not None:
        told = read_declared(settings, _Settings)
        return Asked(recipe=recipe, settings=told.settings, inputs=told.inputs)
    raise ParameterError("It is not clear what to compute.", mend="Give --record, or --recipe and --settings.")


def make_evidence(
    root: Path, id: str, asked: Asked, folders: Sequence[Path], *, today: date, cache: Path | None = None,
    threads: int | None = None, progress: Progress | None = None,
) -> Evidence:  # fmt: skip
    """Compute a figure and write its record into a commons.

    Args:
        root: the commons. id: of the record, which must not be there yet. asked: what to compute.
        folders: where the inputs lie. today: the date that the record bears.
        cache: folder of networks that are kept. threads: searches at a time. progress: told of long work.

    Raises:
        OutputError: the record is there already. ParameterError, SourceError: what is asked cannot be computed.
    """
    place = root / record_path(id)
    if place.exists():
        raise OutputError(
            f"There is a record '{id}' already.",
            where=str(place),
            mend="Give another id: it is never overwritten.",
        )
    manifest = read_declared(root / MANIFEST, Manifest)
    recipe = RECIPES.get(asked.recipe)
    if recipe is None:
        raise ParameterError(f"There is no recipe '{asked.recipe[:60]}'.", mend=f"Recipes: {', '.join(RECIPES)}.")
    settings = declared_of(asked.settings, recipe.settings, f"settings of {recipe.name}")
    shelf = shelf_of(folders, progress, wanted=[one.sha256 for one in asked.inputs if one.sha256])
    inputs = tuple(_found(one, shelf) for one in asked.inputs)
    files = {one.name: path for one, (path, _) in zip(asked.inputs, inputs, strict=True)}
    known = tuple(found for _, found in inputs)
    shelf = Shelf(shelf.paths, {one.sha256: files[one.name] for one in known})
    figured = recipe.run(asked.settings, ground_of(known, shelf, cache or cache_root() / "evidence", threads))
    values = {
        "id": id, "status": asked.status, "title": asked.title or Text({"fr": recipe.title.fr, "en": recipe.title.en}),
        "summary": asked.summary, "indicator": asked.indicator, "territory": asked.territory, "value": figured.value,
        "unit": figured.unit, "low": figured.low, "high": figured.high, "interval": figured.interval,
        "caveats": _each_once((*figured.caveats, *asked.caveats)),
        "tags": asked.tags, "authors": asked.authors or (manifest.publisher,), "licence": manifest.licence,
        "computed": Computation(
            recipe=recipe.name, settings=settings.model_dump(mode="json", exclude_none=True), inputs=known,
            scenario=figured.scenario, profile=figured.profile, software=f"portee {portee.__version__}",
            computed_on=today.isoformat(), tolerance=asked.tolerance,
        ),
    }  # fmt: skip
    evidence = declared_of({k: v for k, v in values.items() if v is not None}, Evidence, str(place))
    body = {} if asked.body is None else dict(asked.body.root)
    place.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(place) as partial:
        partial.write_text(record_text(RecordFile(evidence, body)), encoding="utf-8")
    return evidence


def _each_once(texts: Sequence[Text]) -> tuple[Text, ...]:
    return tuple(text for place, text in enumerate(texts) if text not in texts[:place])


def _found(one: Wanted, shelf: Shelf) -> tuple[Path, Input]:
    if one.sha256 is not None:
        if one.sha256 not in shelf.by_hash:
            raise ParameterError(
                f"No file of the folders has the content of '{one.name}'.", mend="Give --data with its folder."
            )
        path, digest = shelf.by_hash[one.sha256], one.sha256
    else:
        path = shelf.named(one.name)
        digest = sha256_of(path)[0]
    return path, Input(name=one.name, sha256=digest, licence=one.licence, date=one.date)
