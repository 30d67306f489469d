"""How the files of places that workspace.yaml names are read: one way for pages, long work and checks."""

from __future__ import annotations

from pathlib import Path

from portee.services.gather import with_ids
from portee.services.recognise import PlaceColumns
from portee.services.workspace.manifest import PlacesEntry

__all__ = ["columns_of_entry"]


def columns_of_entry(file: Path, entry: PlacesEntry) -> PlaceColumns:
    """What the columns of a file mean, as its entry says; rows are numbered where neither tells ids.

    Open data seldom have a column `id`, and whoever opens a page can name none.
    """
    return with_ids(file, PlaceColumns(entry.id, entry.lon, entry.lat, entry.layer))
