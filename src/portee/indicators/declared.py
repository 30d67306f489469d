"""Declared parameters of the indicators: decay functions in `decays.yaml`, baskets of services in `baskets.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from portee.core.errors import ParameterError, Where
from portee.indicators.basket import Basket, Service
from portee.indicators.catalogue import read_declaration
from portee.indicators.decay import Decay, Exponential, Gaussian, Interval, Logistic, Power, Step

__all__ = ["DeclaredDecay", "declared_basket", "declared_baskets", "declared_decay", "declared_decays", "parse_decay"]

KINDS: MappingProxyType[str, tuple[Callable[..., Decay], tuple[str, ...]]] = MappingProxyType(
    {
        "step": (Step, ("cutoff",)),
        "interval": (Interval, ("low", "high")),
        "exponential": (Exponential, ("beta",)),
        "half_life": (Exponential.from_half_life, ("half_life",)),
        "power": (Power, ("exponent", "full_until")),
        "logistic": (Logistic, ("inflection", "deviation")),
        "gaussian": (Gaussian, ("deviation",)),
    }
)
"""Name of a decay in text and data → how it is made, and its parameters in order (all in minutes but `beta`, per
minute, and `exponent`)."""


@dataclass(frozen=True)
class DeclaredDecay:
    """A decay function with a name, ready to use, and where its parameters come from.

    Attributes:
        id: name to give on the command line.
        decay: the function.
        title: by language.
        source: what the parameters rest on.
        date: when they were declared, ISO 8601.
    """

    id: str
    decay: Decay
    title: dict[str, str]
    source: str
    date: str


@cache
def declared_decays() -> tuple[DeclaredDecay, ...]:
    """All decay functions of `decays.yaml`, in its order."""
    return tuple(
        DeclaredDecay(
            id=name,
            decay=_make(entry["kind"], {key: float(value) for key, value in entry["parameters"].items()}),
            title=entry["title"],
            source=entry["source"],
            date=str(entry["date"]),
        )
        for name, entry in read_declaration("decays.yaml").items()
    )


def declared_decay(id: str) -> DeclaredDecay:
    """The declared decay of that name.

    Raises:
        ParameterError: when there is none.
    """
    for declared in declared_decays():
        if declared.id == id:
            return declared
    names = ", ".join(declared.id for declared in declared_decays())
    raise ParameterError(
        f"There is no declared decay '{id}'.",
        where=Where(field="decay"),
        mend=f"Use one of: {names}, or write one out, such as half_life=20.",
    )


def parse_decay(text: str) -> Decay:
    """Read a decay written out, or named in `decays.yaml`.

    Args:
        text: a declared name, or `kind:name=value,…`, such as "logistic:inflection=30,deviation=10";
            a kind with one parameter may be written "half_life=20" or "step=45".

    Raises:
        ParameterError: when the text is neither.
    """
    wanted = text.strip()
    kind, colon, rest = wanted.partition(":")
    if not colon:
        kind, equals, value = wanted.partition("=")
        if not equals:
            return declared_decay(wanted).decay
        names = KINDS[kind][1] if kind in KINDS else ()
        rest = f"{names[0]}={value}" if len(names) == 1 else wanted
    parameters: dict[str, float] = {}
    for part in rest.split(","):
        name, equals, value = part.partition("=")
        try:
            parameters[name.strip()] = float(value)
        except ValueError:
            raise ParameterError(
                f"'{part}' in the decay '{text}' is not a parameter with a number.",
                where=Where(field="decay"),
                mend="Write name=value, such as half_life=20.",
            ) from None
    return _make(kind.strip(), parameters)


def _make(kind: str, parameters: dict[str, float]) -> Decay:
    if kind not in KINDS:
        raise ParameterError(
            f"There is no decay of kind '{kind}'.", where=Where(field="decay"), mend=f"Use one of: {', '.join(KINDS)}."
        )
    make, names = KINDS[kind]
    if set(parameters) != set(names):
        raise ParameterError(
            f"The decay '{kind}' takes {' and '.join(names)}, not {', '.join(parameters)}.",
            where=Where(field="decay"),
            mend=f"Write {kind}:{','.join(f'{name}=…' for name in names)}.",
        )
    return make(**parameters)


@cache
def declared_baskets() -> tuple[Basket, ...]:
    """All baskets of `baskets.yaml`, in its order."""
    return tuple(
        Basket(
            id=name,
            title=entry["title"],
            why=entry["why"],
            services=tuple(
                Service(id=service["id"], title=service["title"], at_least=float(service["at_least"]))
                for service in entry["services"]
            ),
        )
        for name, entry in read_declaration("baskets.yaml").items()
    )


def declared_basket(id: str) -> Basket:
    """The declared basket of that name.

    Raises:
        ParameterError: when there is none.
    """
    for basket in declared_baskets():
        if basket.id == id:
            return basket
    raise ParameterError(
        f"There is no declared basket '{id}'.",
        where=Where(field="basket"),
        mend=f"Use one of: {', '.join(basket.id for basket in declared_baskets())}.",
    )
