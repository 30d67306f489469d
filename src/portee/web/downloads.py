"""Answers of the explorer as files for other programs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from portee.reach.options import Window
from portee.reports.tables import write_table
from portee.services.areas import areas_frame
from portee.services.explorer import Answer
from portee.services.explorer.explorer import ANYBODY
from portee.services.explorer.question import WINDOW_MIN
from portee.services.record import result_record
from portee.web.explorer import explorer_of
from portee.web.site import Site

__all__ = ["areas_file"]


def areas_file(site: Site, answer: Answer) -> bytes:
    """A GeoPackage of the areas, with counts and where everything comes from."""
    question = answer.question
    frame = areas_frame(answer.areas)
    docs = {"cutoff_min": "longest minutes of each way", "area_km2": "square kilometres"}
    for kind, found in answer.kinds.items():
        frame[kind] = [float(found.by_minute[int(minutes)]) for minutes in frame["cutoff_min"]]
        docs[kind] = f"{kind} within reach"
    back = question.direction == "back"
    window = Window(question.day, question.back_s if back else question.there_s, WINDOW_MIN, arrive=back)
    record = result_record(
        "explorer", site.world.network, dict(explorer_of(site).targets.sources), ANYBODY, window, percentiles=(50.0,),
        notes=answer.notes,
        parameters={
            "from": [round(question.lat, 3), round(question.lon, 3)], "direction": question.direction,
            "minutes": question.minutes, "profile": question.profile, "budget_eur_month": question.budget_eur,
            "back_s": question.back_s,
        },
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="portee-") as folder:
        path = Path(folder) / "reach.gpkg"
        write_table(frame, path, provenance=record, column_docs=docs)
        return path.read_bytes()
