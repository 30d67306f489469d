"""From the national files to one register of one geography."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portee.core.errors import ParameterError
from portee.core.progress import Progress, Silent
from portee.sources.qpv import read_qpv_figures, read_qpv_list, read_qpv_perimeters
from portee.territory.registry import Registry, joined

__all__ = ["import_register"]


def import_register(
    *,
    perimeters: Sequence[Path | str] = (),
    figures: Sequence[Path | str] = (),
    lists: Sequence[Path | str] = (),
    sheet: str | None = None,
    licence: str | None = None,
    progress: Progress | None = None,
) -> Registry:
    """Read files of neighbourhoods and join them by code.

    Args:
        perimeters: outlines. figures: workbooks or CSV of figures. lists: codes and names without outlines.
        sheet: of the workbooks. licence: of all of them, for the provenance. progress: told of each file.

    Raises:
        ParameterError: no file, files of two geographies, or a figure that two files have.
        SourceError: a file is wrong.
    """
    found: list[Registry] = []
    told = progress or Silent()
    told.start("territories_import", len(perimeters) + len(figures) + len(lists))
    for path in perimeters:
        found.append(read_qpv_perimeters(path, licence=licence))
        told.advance()
    for path in figures:
        found.append(read_qpv_figures(path, sheet=sheet, licence=licence))
        told.advance()
    for path in lists:
        found.append(read_qpv_list(path, licence=licence))
        told.advance()
    told.done()
    if not found:
        raise ParameterError("There is nothing to import.", mend="Give --perimeters, --figures or --list.")
    return joined(found)
