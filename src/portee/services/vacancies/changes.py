"""What single changes would add: other hours, a seat, a vehicle on loan, a pass, a shuttle; each tried alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.offers.services import Carpooling, Loan
from portee.people.schedule import Shift
from portee.reach.after_dark import ways_after_dark
from portee.reach.choices import ways_of
from portee.reach.service_ways import service_ways
from portee.reach.shuttles import Shuttle, shuttle_places, shuttle_times
from portee.reach.ways import Way
from portee.services.residents import Count, Residents
from portee.services.vacancies.costs import NO_EXPENSE, Cost, loan_cost, mobility_package, pass_cost
from portee.services.vacancies.evaluate import Asked, Candidates, Evaluator, hours_at, moved

__all__ = ["LOANS", "SEAT", "SHIFTS_MIN", "Added", "Situations", "added", "moved_shift", "ways_tried"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

SHIFTS_MIN = (-60, -30, 30, 60)

SEAT = Carpooling(
    kind="carpool", id="change:carpool", title=Words(fr="une place en covoiturage", en="a seat in a carpool")
)
LOANS = tuple(
    Loan(kind="loan", id=f"change:{vehicle}", title=title, vehicle=vehicle, energy=energy, eur_month=0)  # type: ignore[arg-type]
    for vehicle, energy, title in (
        ("e_bike", "electric", Words(fr="un vélo électrique prêté", en="an e-bike on loan")),
        ("moped", "petrol", Words(fr="un cyclomoteur prêté", en="a moped on loan")),
        ("car", "electric", Words(fr="une voiture électrique prêtée", en="an electric car on loan")),
    )
)


@dataclass(frozen=True, eq=False)
class Added:
    """What one change would add.

    Attributes:
        id: its name: "shift:+30", "carpool", "loan:e_bike", "pass", "shuttle".
        values: what its words need: minutes, the name of a stop.
        gained, lost: people more, and fewer, who could take the job up.
        now: bool (p, h), who can, from where, after it.
        cost: to the firm.
    """

    id: str
    values: Mapping[str, float | str]
    gained: Count
    lost: Count
    now: Bool
    cost: Cost

    @property
    def kind(self) -> str:
        """The first part of its id."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, eq=False)
class Situations:
    """All that changes are compared with.

    Attributes:
        evaluator: of ways. asked: one question per profile, at the hours of `shift`. before: their answers.
        residents: who lives where.
        reached: bool (p, h), who can take the job up now.
    """

    evaluator: Evaluator
    asked: tuple[Asked, ...]
    before: tuple[Candidates, ...]
    residents: Residents
    shift: Shift
    reached: Bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reached", np.stack([part.affordable for part in self.before]))

    def people(self, at: Bool) -> Floats:
        """How many there are of each profile in each place where `at` is true, float64 (p, h)."""
        return np.where(at, self.residents.people, 0.0)


def added(given: Situations) -> tuple[Added, ...]:
    """Every change that adds anybody, what adds most first."""
    found = [*_hours(given), *_services(given), *_pass(given), *_shuttle(given)]
    useful = [change for change in found if change.gained.central > 0]
    return tuple(sorted(useful, key=lambda change: (change.lost.central - change.gained.central, change.id)))


def _difference(
    given: Situations, id: str, now: Bool, cost: Cost, values: Mapping[str, float | str] | None = None
) -> Added:
    gained, lost = (given.residents.count(at) for at in (now & ~given.reached, given.reached & ~now))
    return Added(id, values or {}, gained, lost, now, cost)


def moved_shift(shift: Shift, minutes: int) -> Shift | None:
    """The shift so many minutes later; None where that would begin on another day."""
    later = shift.moved(minutes)
    return later if later.start - shift.start == minutes * 60 else None


def _hours(given: Situations) -> Iterator[Added]:
    network = given.evaluator.staffing.stores.network
    for minutes in SHIFTS_MIN:
        shift = moved_shift(given.shift, minutes)
        if shift is None:
            continue
        hours = hours_at(network, shift, given.asked[0].situation.day)
        later = [moved(one, hours) for one in given.asked]
        now = np.stack([given.evaluator.affordable(one, one.usable) for one in later])
        yield _difference(given, f"shift:{minutes:+d}", now, NO_EXPENSE, {"minutes": abs(minutes)})


def _services(given: Situations) -> Iterator[Added]:
    figures = given.asked[0].situation.figures
    yield _difference(given, "carpool", _also(given, SEAT)[0], mobility_package(figures))
    for loan in LOANS:
        now, km_month = _also(given, loan)
        yield _difference(
            given, f"loan:{loan.vehicle}", now, loan_cost(loan.vehicle, loan.energy, km_month, figures)
        )  # fmt: skip


def ways_tried(asked: Asked) -> tuple[tuple[Way, ...], ...]:
    """Ways that each of the services tried adds to those of a profile."""
    return (tuple(_ways_by(asked, SEAT)), *(tuple(_ways_by(asked, loan)) for loan in LOANS))


def _ways_by(asked: Asked, service: Carpooling | Loan) -> Iterator[Way]:
    """Usable ways by one more service, alone and to the stops."""
    situation = replace(asked.situation, offers=asked.situation.offers.replace(services=(service,)))
    fares = tuple(way for way in asked.ways if way.kind == "transit")
    ways = ways_after_dark(
        tuple(service_ways(situation, fares)), situation.network, asked.profile, situation.figures, situation.moments
    )  # fmt: skip
    return (way for way in ways if way.usable)


def _also(given: Situations, service: Carpooling | Loan) -> tuple[Bool, float]:
    """Who can take the job up with one more service, and the mean kilometres a month of those who could not without."""
    now, km = given.reached.copy(), np.zeros(given.reached.shape)
    for row, one in enumerate(given.asked):
        for way in _ways_by(one, service):
            found = given.evaluator.gathered(one, way)
            within = given.evaluator.within(one, way, found)[1]
            km[row, within] = found.km[within]
            now[row] |= within
    weights = given.people(now & ~given.reached)
    mean = float((km * weights).sum() / weights.sum()) if weights.sum() > 0 else 0.0
    return now, 2 * given.evaluator.commutes * mean


def _pass(given: Situations) -> Iterator[Added]:
    """All that one may buy of public transport, paid by the firm."""
    offers = given.asked[0].situation.offers
    if not offers.tariffs:
        return
    free = offers.replace(tariffs=tuple(tariff.model_copy(update={"price_eur": 0.0}) for tariff in offers.tariffs))
    now, fares = given.reached.copy(), np.full(given.reached.shape, np.inf)
    for row, one in enumerate(given.asked):
        situation = replace(one.situation, offers=free)
        paid = replace(one, situation=situation, ways=ways_of(situation))
        now[row] |= given.evaluator.affordable(paid, paid.usable)
        for way in one.usable:
            if way.kind == "transit":
                at, _, eur = given.evaluator.within(one, way, given.evaluator.gathered(one, way))
                fares[row] = np.where(at, np.minimum(fares[row], eur), fares[row])
    yield _difference(given, "pass", now, pass_cost(fares, given.people(now & ~given.reached)))


def _shuttle(given: Situations) -> Iterator[Added]:
    """The shuttle, from one of the busiest stops, that lets most people come; free beside the fare to its stop."""
    staffing = given.evaluator.staffing
    missing = given.people(~given.reached).sum(axis=1)
    most: tuple[float, Shuttle | None, Bool] = (0.0, None, given.reached)
    for shuttle in shuttle_places(staffing.stores, staffing.work):
        now, gained, left = given.reached.copy(), 0.0, float(missing.sum())
        for row in np.argsort(-missing, kind="stable").tolist():
            # Even if everybody left could come with it, another one would be better.
            if gained + left <= most[0] or not missing[row]:
                break
            now[row] |= _by_shuttle(given.evaluator, given.asked[row], shuttle)
            left -= float(missing[row])
            gained = float(given.people(now & ~given.reached).sum())
        if gained > most[0]:
            most = gained, shuttle, now
    _, chosen, now = most
    if chosen is not None:
        # Loaded runs alone: where the vehicle is kept is not known.
        driven = {"km_day": chosen.km, "min_day": 2 * chosen.ride_min}
        cost = Cost("unknown", None, driven)
        yield _difference(given, "shuttle", now, cost, {"stop": chosen.name, "minutes": chosen.ride_min})


def _by_shuttle(evaluator: Evaluator, asked: Asked, shuttle: Shuttle) -> Bool:
    reached = np.zeros(len(evaluator.staffing.homes), np.bool_)
    for way in asked.usable:
        found = shuttle_times(
            evaluator.staffing, shuttle, way, asked.hours, asked.situation.longest_min, rows=evaluator.rows(way)
        )
        if found is not None:
            reached |= evaluator.within(asked, way, found)[1]
    return reached
