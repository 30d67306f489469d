"""Would a practice work in a territory: its file, what the territory has, and the replicability term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Parameters, shipped_parameters
from portee.indicators.compared import ComparedSet, ComparedVariable, shipped_set, traits_of
from portee.indicators.replicability import EnablingCondition, Replicability, replicability
from portee.indicators.traits import Traits
from portee.territory.registry import Registry
from portee.territory.variables import variables

__all__ = ["DeclaredCondition", "DeclaredPractice", "Replicated", "ToldCondition", "replicate", "weigh"]

EVIDENCE, WITHOUT_SOFT = "replicability.evidence", "replicability.without_soft_condition"


class DeclaredCondition(Declared):
    """What a practice needs (hard) or profits from. name: short; why: in both languages."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
    hard: bool
    why: Words


class DeclaredPractice(Declared):
    """A practice as a file tells it.

    Attributes:
        title: what it is. territory: code of where it worked.
        grade: of the best evidence for it, A to E.
        driven_by: variables that its result depends on, with their weights: ids of the set compared by, or figures.
        conditions: what must be there, or helps.
    """

    title: Words
    territory: str
    grade: Literal["A", "B", "C", "D", "E"]
    driven_by: Annotated[dict[str, Annotated[float, Field(gt=0)]], Field(min_length=1)]
    conditions: tuple[DeclaredCondition, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> DeclaredPractice:
        names = [condition.name for condition in self.conditions]
        if len(set(names)) != len(names):
            raise Wrong("A condition is named twice.", "Name each once.")
        return self


@dataclass(frozen=True)
class ToldCondition:
    """A condition and whether the territory has it: None when nobody has told."""

    name: str
    hard: bool
    present: bool | None
    why: Words


@dataclass(frozen=True, eq=False)
class Replicated:
    """The answer.

    Attributes:
        title: of the practice. origin, target: codes or ids of where it worked, and of where it is asked for.
        there, here: their names for people; `there` is "" when the place where it worked is not told as a territory.
        conditions: in the order of the practice. drivers: variables with their weights.
        found: the result with each term.
    """

    title: Words
    origin: str
    target: str
    there: str
    here: str
    conditions: tuple[ToldCondition, ...]
    drivers: ComparedSet
    found: Replicability


def replicate(
    registry: Registry,
    practice: DeclaredPractice,
    code: str,
    *,
    has: Sequence[str] = (),
    lacks: Sequence[str] = (),
    compared: ComparedSet | None = None,
    parameters: Parameters | None = None,
) -> Replicated:
    """Work out the replicability of a practice in a territory.

    Args:
        registry: of one geography, with both territories and others, so that ranges mean something.
        practice: as declared. code: of the territory it is asked for.
        has, lacks: conditions that the territory has, and those that it lacks; the others are not told.
        compared: set whose variables `driven_by` names; that of Portée otherwise.
        parameters: with the factors; those of Portée otherwise.

    Raises:
        ParameterError: a code that the register does not have, a variable or condition that is not known, or a
            condition both there and not.
    """
    drivers = _drivers(registry, practice, compared or shipped_set())
    names = [condition.name for condition in practice.conditions]
    for name in (*has, *lacks):
        if name not in names:
            raise ParameterError(
                f"The practice has no condition '{name}'.",
                where=Where(field=name),
                mend=f"Conditions: {', '.join(names) or 'none'}.",
            )
    if both := sorted(set(has) & set(lacks)):
        raise ParameterError(f"'{both[0]}' is both there and missing.", mend="Say one of them.")
    conditions = tuple(
        ToldCondition(one.name, one.hard, True if one.name in has else False if one.name in lacks else None, one.why)
        for one in practice.conditions
    )
    origin, target = registry.row(practice.territory), registry.row(code)
    found = weigh(traits_of(registry, drivers), origin, target, conditions, practice.grade, parameters)
    return Replicated(
        practice.title, practice.territory, code, registry.label(origin), registry.label(target), conditions, drivers,
        found,
    )  # fmt: skip


def weigh(
    traits: Traits,
    origin: int,
    target: int,
    conditions: Sequence[ToldCondition],
    grade: str,
    parameters: Parameters | None = None,
) -> Replicability:
    """The replicability with the factors of parameters, those of Portée otherwise.

    Raises:
        ParameterError: factors of another shape, or as `replicability`.
    """
    known = parameters or shipped_parameters()
    factors, without = known[EVIDENCE].values[-1].value, known[WITHOUT_SOFT].values[-1].value
    if not isinstance(factors, dict) or not isinstance(without, (int, float)):
        raise ParameterError(
            f"'{EVIDENCE}' must be a table by grade, and '{WITHOUT_SOFT}' one number.", mend="Correct the parameters."
        )
    return replicability(
        traits,
        origin,
        target,
        [EnablingCondition(one.name, one.hard, one.present) for one in conditions],
        grade,
        factors=factors,
        without_soft=float(without),
    )


def _drivers(registry: Registry, practice: DeclaredPractice, compared: ComparedSet) -> ComparedSet:
    """The variables named, with the weights of the practice."""
    by_id = {variable.id: variable for variable in compared.variables}
    chosen: list[ComparedVariable] = []
    for name, weight in practice.driven_by.items():
        variable = by_id.get(name)
        if variable is None:
            if name not in registry.figures.columns:
                known = ", ".join([*by_id, *registry.figures.columns])
                raise ParameterError(
                    f"The practice is driven by '{name}', which is not known.",
                    where=Where(field=name),
                    mend=f"Use one of: {known}.",
                )
            words = variables()[name].title if name in variables() else Words(fr=name, en=name)
            variable = ComparedVariable(id=name, title=words, unit=Words(fr="", en=""), figure=name)
        chosen.append(variable.model_copy(update={"weight": weight}))
    return ComparedSet(title=practice.title, source="practice", date=compared.date, variables=tuple(chosen))
