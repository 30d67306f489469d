"""Published thresholds of affordability and precarity, declared with their source in `thresholds.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from portee.core.errors import ParameterError, Where
from portee.indicators.catalogue import read_declaration
from portee.indicators.inputs import checked_number

__all__ = ["Threshold", "declared_threshold", "declared_thresholds"]


@dataclass(frozen=True)
class Threshold:
    """A share above (or below) which somebody has held a household to be in difficulty.

    Attributes:
        id: name to give.
        share: the threshold, above 0 to 1.
        title: what it is, by language.
        numerator, denominator: what is divided by what, by language.
        below_decile: the decile of income per consumption unit that a household must be below for the threshold to
            apply; None where it applies to all.
        country: where it was set, ISO 3166-1 alpha-2; it says nothing of other countries.
        date: when it was published, as far as it is known: year, month or day, ISO 8601.
        source: publication and address.
        note: what to know before using it, by language.
    """

    id: str
    share: float
    title: dict[str, str]
    numerator: dict[str, str]
    denominator: dict[str, str]
    below_decile: int | None
    country: str
    date: str
    source: str
    note: dict[str, str]

    def __post_init__(self) -> None:
        checked_number(self.share, f"share of {self.id}", strict=True, most=1.0)
        if self.below_decile is not None:
            checked_number(self.below_decile, f"below_decile of {self.id}", least=1, most=9)


@cache
def declared_thresholds() -> tuple[Threshold, ...]:
    """All thresholds of `thresholds.yaml`, in its order."""
    return tuple(
        Threshold(
            id=name,
            share=float(entry["share"]),
            title=entry["title"],
            numerator=entry["numerator"],
            denominator=entry["denominator"],
            below_decile=entry["below_decile"],
            country=entry["country"],
            date=str(entry["date"]),
            source=entry["source"],
            note=entry["note"],
        )
        for name, entry in read_declaration("thresholds.yaml").items()
    )


def declared_threshold(id: str) -> Threshold:
    """The declared threshold of that name.

    Raises:
        ParameterError: when there is none.
    """
    for threshold in declared_thresholds():
        if threshold.id == id:
            return threshold
    raise ParameterError(
        f"There is no declared threshold '{id}'.",
        where=Where(field="threshold"),
        mend=f"Use one of: {', '.join(threshold.id for threshold in declared_thresholds())}.",
    )
