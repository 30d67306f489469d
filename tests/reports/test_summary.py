from __future__ import annotations

from dataclasses import replace

import pytest

from portee.core.errors import ParameterError
from portee.reports.maplayers import Words
from portee.reports.summary import AccessFigures, NeighbourhoodFigures, summary_sentences, summary_text

FIGURES = AccessFigures(
    territory="Port-Aubrac",
    synthetic=True,
    residents=120034,
    singular=Words("emploi", "job"),
    plural=Words("emplois", "jobs"),
    total=45210,
    cutoff_minutes=45,
    by=Words("à pied et en transports en commun", "walking and by public transport"),
    moments=(Words("le mardi à 7 h 30", "on Tuesday at 07:30"), Words("le dimanche à 22 h", "on Sunday at 22:00")),
    everyone=(20123.4, 5012.0),
    priority=(14022.0, 5950.0),
    rest=(22100.0, 5900.0),
    neighbourhoods=(
        NeighbourhoodFigures("Les Rosiers", 5400, (6200, 120), priority=True),
        NeighbourhoodFigures("La Pointe", 2100, (7100, 0)),
    ),
)

FRENCH = """\
Le mardi à 7 h 30, un habitant atteint en moyenne 20 123 emplois en 45 minutes (à pied et en transports en commun) : \
4 emplois sur 10.
Le dimanche à 22 h, un habitant atteint en moyenne 5 012 emplois : 1 emploi sur 9.
Dans les quartiers prioritaires, c'est 14 022 emplois le mardi à 7 h 30 : 37 % de moins qu'ailleurs (22 100).
Dans les quartiers prioritaires, c'est 5 950 emplois le dimanche à 22 h : autant qu'ailleurs (5 900).
Port-Aubrac : 120 034 habitants, 45 210 emplois. Ce territoire est synthétique : il n'existe pas, et ses chiffres ne \
disent rien d'un lieu réel.

Où l'accès aux emplois est le plus faible
Quartier                   habitants  emplois, le mardi à 7 h 30  emplois, le dimanche à 22 h
-------------------------  ---------  --------------------------  ---------------------------
Les Rosiers (prioritaire)      5 400                       6 200                          120
La Pointe                      2 100                       7 100                            0
"""

ENGLISH = """\
On Tuesday at 07:30, a resident reaches on average 20,123 jobs within 45 minutes (walking and by public transport): \
4 jobs out of 10.
On Sunday at 22:00, a resident reaches on average 5,012 jobs: 1 job out of 9.
In the priority neighbourhoods it is 14,022 jobs on Tuesday at 07:30: 37% fewer than elsewhere (22,100).
In the priority neighbourhoods it is 5,950 jobs on Sunday at 22:00: as many as elsewhere (5,900).
Port-Aubrac: 120,034 residents, 45,210 jobs. The territory is synthetic: no such place exists, and its figures say \
nothing of a real one.

Where the fewest jobs are within reach
Neighbourhood           residents  jobs, on Tuesday at 07:30  jobs, on Sunday at 22:00
----------------------  ---------  -------------------------  ------------------------
Les Rosiers (priority)      5,400                      6,200                       120
La Pointe                   2,100                      7,100                         0
"""


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_whole_text() -> None:
    assert plain(summary_text(FIGURES)) == FRENCH
    assert plain(summary_text(FIGURES, "en")) == ENGLISH


def test_without_priority_neighbourhoods_or_synthetic_data() -> None:
    bare = replace(FIGURES, priority=(), rest=(), neighbourhoods=(), synthetic=False)
    assert len(summary_sentences(bare)) == 3
    assert "synth" not in summary_text(bare, "fr") + summary_text(bare, "en")


@pytest.mark.parametrize(
    ("priority", "rest", "says"), [(20.0, 10.0, "100% more"), (0.0, 10.0, "100% fewer"), (0.0, 0.0, "as many as")]
)
def test_gaps_both_ways(priority: float, rest: float, says: str) -> None:
    figures = replace(FIGURES, priority=(priority, 1.0), rest=(rest, 1.0))
    assert says in summary_sentences(figures, "en")[2]


def test_nothing_to_reach() -> None:
    assert "almost no jobs" in summary_sentences(replace(FIGURES, total=0, everyone=(0.0, 0.0)), "en")[0]


def test_figures_that_do_not_match_are_refused() -> None:
    for change in ({"everyone": (1.0,)}, {"rest": ()}, {"neighbourhoods": (NeighbourhoodFigures("x", 1, (1,)),)}):
        with pytest.raises(ParameterError, match="moments"):
            replace(FIGURES, **change)
