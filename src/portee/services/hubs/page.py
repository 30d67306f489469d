"""A page that shows where hubs stand and how far everybody is from them: a map, what it is for, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.reports.maplayers import Words
from portee.reports.notes import note_texts
from portee.reports.result_map import sheet_of, write_sheet
from portee.services.draw import base_of, provenance_of
from portee.services.hubs.site import SitedHubs

__all__ = ["check_page", "write_hub_page"]

OPEN = Words("Lieux ouverts", "Open places")
DEMAND = Words("Qui est à desservir", "Who is to be served")


def check_page(path: Path) -> None:
    """Refuse, before long work, a name that is not that of a page. Raises ParameterError."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise ParameterError("A page ends in .html.", where=str(path), mend="Give a name that ends in .html.")


def write_hub_page(
    path: Path, network: Network, sited: SitedHubs, title: Words, told: Sequence[Words], record: Mapping[str, Any]
) -> None:
    """Write the page: minutes of every place of demand to its open place, and open places with whom they serve.

    Args:
        path: .html. network: whose streets are drawn underneath. sited: the answer.
        title, told: what is shown and what must be known beside it. record: provenance of the result.

    Raises:
        ParameterError: nothing to draw. OutputError: the page could not be written; nothing is left of it.
    """
    check_page(path)
    cells = sheet_of(sited.cells(), columns=["hub_min"])
    opened = sheet_of(sited.to_geodataframe()[sited.found.opened], columns=["served"])
    notes = [Words(*(str(note_texts([note], lang)[0]) for lang in ("fr", "en"))) for note in record.get("notes", ())]
    layers = (
        *(replace(layer, id=f"demand_{layer.id}", name=DEMAND) for layer in cells.layers),
        *(replace(layer, id=f"hubs_{layer.id}", name=OPEN) for layer in opened.layers),
        # Without figures of their own they are seen whatever the map shows.
        *(replace(layer, id=f"marks_{layer.id}", name=OPEN, columns=()) for layer in opened.layers),
    )
    sheet = replace(
        cells, layers=layers, title=title, notices=(*told, *notes), provenance=provenance_of(dict(record))
    )  # fmt: skip
    write_sheet(path, replace(sheet, base=base_of(network.streets, sheet)))
