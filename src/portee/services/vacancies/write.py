"""A vacancy's answer as a file, in the format of its ending: a table, the whole answer as JSON, a page, a sheet."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from portee.core.atomic import atomic_file
from portee.network.network import Network
from portee.reports.fluent import CATALOGUES
from portee.reports.stream import ENDINGS, check_ending
from portee.services.vacancies.record import vacancy_dict, vacancy_record
from portee.services.vacancy import VacancyAnswer

__all__ = ["VACANCY_ENDINGS", "check_vacancy_path", "write_vacancy"]

PAGES = (".html", ".htm")
VACANCY_ENDINGS = (".html", ".pdf", ".json", *ENDINGS, ".htm")


def check_vacancy_path(path: Path) -> None:
    """Refuse, before long work, a name whose ending is no known format. Raises ParameterError."""
    check_ending(path, endings=VACANCY_ENDINGS)


def write_vacancy(
    path: Path | str,
    network: Network,
    found: VacancyAnswer,
    *,
    labels: npt.NDArray[np.object_] | None = None,
    lang: str = "fr",
) -> None:
    """Write a vacancy's answer.

    Args:
        path: .csv, .gpkg, .geojson or .parquet for one row per place where people live; .json for the whole answer;
            .html for a page; .pdf for one A4 page.
        network: what was searched.
        found: the answer. labels: group of each place, for the table. lang: language of its words.

    Raises:
        ParameterError: another ending.
        OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_vacancy_path(path)
    ending = path.suffix.lower()
    if ending in ENDINGS:
        _write_table(path, network, found, labels, lang)
    elif ending == ".json":
        whole = vacancy_dict(network, found, lang)
        with atomic_file(path) as partial:
            text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
            partial.write_text(text + "\n", encoding="utf-8", newline="\n")
    else:
        from portee.reports.sheet_html import write_sheet_html
        from portee.reports.sheet_pdf import write_sheet_pdf
        from portee.services.vacancies.sheet import vacancy_sheet

        write = write_sheet_html if ending in PAGES else write_sheet_pdf
        write(path, vacancy_sheet(network, found, lang))


def _write_table(
    path: Path, network: Network, found: VacancyAnswer, labels: npt.NDArray[np.object_] | None, lang: str
) -> None:
    from portee.reports.tables import write_table
    from portee.services.vacancies.frame import vacancy_column_docs, vacancy_frame

    grouped = labels is not None
    meanings = {code: vacancy_column_docs(found, code, grouped=grouped) for code in CATALOGUES}
    record = {**vacancy_record(network, found), "meanings": meanings}
    write_table(vacancy_frame(found, labels), path, provenance=record, column_docs=meanings[lang])
