"""What a reader of the design of a hub must know with its figures, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.declared import Words
from portee.core.parameters import Figures
from portee.hubs.demand.assumptions import MODELLED, demand_parameters
from portee.hubs.demand.prices import open_tariffs
from portee.hubs.demand.sensitivity import Swing
from portee.reports.notes import note_texts
from portee.services.hubs.design_asked import ToDesign
from portee.services.hubs.design_tables import NO_DAY

__all__ = ["notes_of"]

Floats = npt.NDArray[np.float64]
BUSY = 0.5
"""Share of the hours open in which vehicles are out, on average, above which there will often be none."""
FAR = 4.0
"""How many times more or less is told as far off."""
DAYS = 365.25
LANGS = ("fr", "en")
DAYS_FR = {"saturday": "samedi", "sunday": "dimanche"}
SHARED_BIKES = ("e_bike", "bike", "cargo_bike", "scooter")

ALWAYS = (
    Words(
        fr="Rien de cela n'est calé sur des comptages du lieu : des ordres de grandeur, pour comparer des pôles.",
        en="None of it was calibrated on counts of the place: orders of magnitude, to compare designs with.",
    ),
    Words(
        fr="Les habitants sont ceux du carroyage : les logements prévus ou bâtis depuis n'y sont pas.",
        en="Residents are those of the grid: dwellings planned or built since are not in it.",
    ),
    Words(
        fr="Les véhicules ne limitent rien dans ces chiffres : s'il y en a assez, la simulation du pôle le dit.",
        en="Vehicles cap nothing in these figures: whether there are enough is for the simulation of the hub.",
    ),
    Words(
        fr="Le retour dure autant que l'aller ; une location dure jusqu'au retour et ne passe nulle part ailleurs.",
        en="The way back is as long as the way there; a hire lasts until one is back, and goes nowhere else.",
    ),
    Words(
        fr="Les véhicules déjà partagés aujourd'hui (vélos en libre-service, autopartage) ne sont pas comptés parmi "
        "les façons d'aujourd'hui : là où il y en a, le pôle est surestimé.",
        en="Vehicles that are shared today already (bike-share, car sharing) are not counted among today's ways: where "
        "there are some, the hub is overestimated.",
    ),
    Words(
        fr="Les lieux hors du réseau n'attirent personne ici, et aucun trajet comme passager n'est compté aujourd'hui.",
        en="Places outside the network draw nobody here, and no ride as a passenger is counted today.",
    ),
    Words(
        fr="Les marches sont celles des recherches à 3,6 km/h, plus longues pour qui marche moins vite ; les escaliers "
        "n'arrêtent personne.",
        en="Walks are those of searches at 3.6 km/h, longer for slower people; steps keep nobody out.",
    ),
)


def notes_of(
    to: ToDesign, people: Floats, totals: pl.DataFrame, swings: Sequence[Swing], short: Mapping[str, float],
    able: Sequence[str], unknown: Sequence[str], others: Sequence[str],
) -> tuple[Words, ...]:  # fmt: skip
    """Remarks, the weightiest first.

    Args:
        people: of each profile in each cell. totals, swings: results. short: by service, the share that its vehicles
            allow. able: services that each profile can use. unknown: what is not known of whom. others: of the engine.
    """
    found = [
        *_sure(swings), *_people(people), *_left_out(to, people, able), *_compared(to, totals), *_busy(to, totals),
        *_short(short), *_services(to), *ALWAYS, *_asked(unknown),
    ]  # fmt: skip
    return (*found, *(_engine(note) for note in dict.fromkeys(others)))


def _engine(note: str) -> Words:
    """A remark of the engine in both languages, in English where it is not known in French."""
    for day, name in DAYS_FR.items():
        if note == NO_DAY.format(type=day):
            fr = f"L'horaire n'a aucun trajet le {name} : celui du jour ouvré en tient lieu, ce qui lui prête trop."
            return Words(fr=fr, en=note)
    fr, en = (str(note_texts([note], lang)[0]) for lang in LANGS)
    return Words(fr=fr, en=en)


def _sure(swings: Sequence[Swing]) -> Iterator[Words]:
    unchecked = sum(not swing.assumption.checked for swing in swings)
    yield Words(
        fr=f"Sur {len(swings)} hypothèses à bornes, {unchecked} n'ont pas été lues à une source qui les donne.",
        en=f"Of {len(swings)} assumptions with bounds, {unchecked} were not read at a source that gives them.",
    )
    if swings:
        first, a = swings[0], swings[0].assumption
        low, high = float(first.low.sum()), float(first.high.sum())
        yield Words(
            fr=f"Ce qui compte le plus est « {a.title.fr} » ({a.name}) : de {_fr(f'{a.low:g}')} à "
            f"{_fr(f'{a.high:g}')}, les sorties vont de {_fr(f'{low:,.0f}')} à {_fr(f'{high:,.0f}')} par an.",
            en=f"What matters most is '{a.title.en}' ({a.name}): from {a.low:g} to {a.high:g}, outings go from "
            f"{low:,.0f} to {high:,.0f} a year.",
        )


def _fr(number: str) -> str:
    """A number told in English, as French writes it."""
    return number.replace(",", "\u202f").replace(".", ",")


def _people(people: Floats) -> Iterator[Words]:
    count = f"{people.sum():,.0f}"
    yield Words(
        fr=f"{_fr(count)} personnes que représente un profil habitent à portée de marche du pôle ; les autres "
        "habitants, ceux qui y travaillent et les visiteurs ne sont pas comptés.",
        en=f"{count} people whom a profile stands for live within a walk of the hub; other residents, people who work "
        "there and visitors are not counted.",
    )


def _left_out(to: ToDesign, people: Floats, able: Sequence[str]) -> Iterator[Words]:
    """Who can use nothing that is modelled."""
    none = [
        (profile, float(people[p].sum())) for p, profile in enumerate(to.residents.profiles)
        if not able[p] and people[p].sum() >= 1
    ]  # fmt: skip
    if none:
        fr, en = ("; ".join(f"{profile.title.in_(lang)} ({count:.0f})" for profile, count in none) for lang in LANGS)
        yield Words(
            fr=f"Ne peuvent utiliser aucun service modélisé : {fr}.", en=f"Can use none of the modelled services: {en}."
        )


def _services(to: ToDesign) -> Iterator[Words]:
    rest = ", ".join(service.id for service in to.plan.services if service.kind not in MODELLED)
    firms = ", ".join(
        f"{service.id} ({tariff.id})" for service in to.plan.services if service.kind in MODELLED
        for tariff in service.tariffs if tariff not in open_tariffs(service.tariffs, solidarity=True)
    )  # fmt: skip
    if rest:
        yield Words(
            fr=f"L'usage de {rest} n'est pas modélisé : ce que le fichier en dit reste.",
            en=f"The use of {rest} is not modelled: what the file says of it stays.",
        )
    if firms:
        yield Words(
            fr=f"Les tarifs que les habitants ne paient pas ne sont pas modélisés : {firms}.",
            en=f"Tariffs that residents do not pay are not modelled: {firms}.",
        )


def _compared(to: ToDesign, totals: pl.DataFrame) -> Iterator[Words]:
    """The model beside what the file says and beside what is usual."""
    for row in totals.iter_rows(named=True):
        written, found = row["written_trips_year"], row["trips_year"]
        if written and not written / FAR <= found <= written * FAR:
            name = f"{row['service']} ({row['tariff']})"
            yield Words(
                fr=f"Le fichier dit {_fr(f'{written:,.0f}')} sorties par an avec {name}, le modèle "
                f"{_fr(f'{found:,.0f}')} : l'un des deux "
                "est loin du compte, ou d'autres que les habitants s'en servent.",
                en=f"The file says {written:,.0f} outings a year with {name}, the model {found:,.0f}: one of both is "
                "far off, or others than residents use it.",
            )
    figures = Figures(demand_parameters(), to.plan.figures_on)
    for service in to.plan.services:
        rows = totals.filter((pl.col("service") == service.id) & (pl.col("vehicles") > 0))
        if not len(rows):
            continue
        if service.kind == "shared_car":
            usual = figures.number("hub_demand.members_per_car")
            each = rows["members"].sum() / rows["vehicles"][0]
            yield Words(
                fr=f"{service.id} aurait {_fr(f'{each:.1f}')} abonnés par voiture parmi les habitants ; les "
                f"voitures partagées de France ont chacune {usual:.0f} usagers actifs.",
                en=f"{service.id} would have {each:.1f} members a car among residents; shared cars of France have "
                f"{usual:.0f} active users each.",
            )
        elif service.kind in SHARED_BIKES:
            usual = figures.number("hub_demand.trips_bike_day")
            each = rows["trips_vehicle_day"][0]
            yield Words(
                fr=f"{service.id} ferait {_fr(f'{each:.2f}')} sorties par vélo et par jour parmi les habitants ; "
                f"un vélo en libre-service de Marseille fait {_fr(f'{usual:.1f}')} trajets, d'une station à une autre.",
                en=f"{service.id} would make {each:.2f} outings a bike and day among residents; a bike of Marseille's "
                f"scheme makes {usual:.1f} trips, from one station to another.",
            )


def _busy(to: ToDesign, totals: pl.DataFrame) -> Iterator[Words]:
    for service in to.plan.services:
        rows = totals.filter((pl.col("service") == service.id) & (pl.col("vehicles") > 0))
        if not len(rows) or service.kind == "bike_loan":
            continue
        hours = float((rows["trips_year"] * rows["hours_trip"]).sum())
        open_hours = float(rows["vehicles"][0]) * service.open_hours * DAYS / 7
        if open_hours and hours / open_hours > BUSY:
            part = f"{100 * hours / open_hours:.0f} %"
            yield Words(
                fr=f"Les véhicules de {service.id} seraient sortis {part} des heures d'ouverture : on n'en trouvera "
                "souvent aucun.",
                en=f"The vehicles of {service.id} would be out {part} of the hours open: people will often find none.",
            )


def _short(short: Mapping[str, float]) -> Iterator[Words]:
    for id, part in short.items():
        yield Words(
            fr=f"Le plan porte {100 * part:.0f} % de l'usage modélisé de {id} : ses véhicules ne permettent pas plus.",
            en=f"The plan has {100 * part:.0f}% of the modelled use of {id}: its vehicles allow no more.",
        )


def _asked(unknown: Sequence[str]) -> Iterator[Words]:
    if unknown:
        told = "; ".join(unknown)
        yield Words(
            fr=f"Inconnu de certains profils, comptés comme ne pouvant pas : {told}.",
            en=f"Not known of some profiles, who are counted as unable: {told}.",
        )
