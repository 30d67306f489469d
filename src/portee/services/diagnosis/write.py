"""A diagnosis as a file, in the format of its ending: a table, the whole answer as JSON, a page, a sheet of paper."""

from __future__ import annotations

import json
from pathlib import Path

from portee.core.atomic import atomic_file
from portee.network.network import Network
from portee.reports.fluent import CATALOGUES
from portee.reports.stream import ENDINGS, check_ending
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.record import diagnosis_dict, diagnosis_record

__all__ = ["DIAGNOSIS_ENDINGS", "check_diagnosis_path", "write_diagnosis"]

PAGES = (".html", ".htm")
DIAGNOSIS_ENDINGS = (".html", ".pdf", ".json", *ENDINGS, ".htm")


def check_diagnosis_path(path: Path) -> None:
    """Refuse, before long work, a name whose ending is no known format. Raises ParameterError."""
    check_ending(path, endings=DIAGNOSIS_ENDINGS)


def write_diagnosis(path: Path | str, network: Network, diagnosis: Diagnosis, *, lang: str = "fr") -> None:
    """Write a diagnosis.

    Args:
        path: .csv, .gpkg, .geojson or .parquet for one row per place of work; .json for the whole answer; .html for a
            page; .pdf for one A4 page.
        network: what was searched.
        diagnosis: the answer. lang: language of its words.

    Raises:
        ParameterError: another ending; the places already have a column of a result's name.
        OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_diagnosis_path(path)
    ending = path.suffix.lower()
    if ending in ENDINGS:
        _write_table(path, network, diagnosis, lang)
    elif ending == ".json":
        whole = diagnosis_dict(network, diagnosis, lang)
        with atomic_file(path) as partial:
            text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
            partial.write_text(text + "\n", encoding="utf-8", newline="\n")
    else:
        from portee.reports.sheet_html import write_sheet_html
        from portee.reports.sheet_pdf import write_sheet_pdf
        from portee.services.diagnosis.sheet import diagnosis_sheet

        write = write_sheet_html if ending in PAGES else write_sheet_pdf
        write(path, diagnosis_sheet(network, diagnosis, lang))


def _write_table(path: Path, network: Network, diagnosis: Diagnosis, lang: str) -> None:
    from portee.reports.tables import write_table
    from portee.services.diagnosis.frame import diagnosis_column_docs, diagnosis_frame

    meanings = {code: diagnosis_column_docs(diagnosis, code) for code in CATALOGUES}
    record = {**diagnosis_record(network, diagnosis), "meanings": meanings}
    write_table(diagnosis_frame(diagnosis, lang), path, provenance=record, column_docs=meanings[lang])
