"""The types of records there are, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portee.commons.records.aid import Aid
from portee.commons.records.cell import Cell
from portee.commons.records.charter_rule import CharterRule
from portee.commons.records.event import Event
from portee.commons.records.evidence import Evidence
from portee.commons.records.experiment import Experiment
from portee.commons.records.help import Help
from portee.commons.records.indicator import Indicator
from portee.commons.records.measure import Measure
from portee.commons.records.mission import Mission
from portee.commons.records.need import Need
from portee.commons.records.practice import Practice
from portee.commons.records.process import Process
from portee.commons.records.publication import Publication
from portee.commons.records.requirement import Requirement
from portee.commons.records.scope import Scope
from portee.commons.records.shape import Record
from portee.commons.records.solution import Solution
from portee.commons.records.stakeholder import Stakeholder
from portee.commons.records.statement import Statement
from portee.commons.records.territory import Territory
from portee.commons.records.use_case import UseCase
from portee.commons.records.workshop import Workshop
from portee.commons.records.zone_group import ZoneGroup

__all__ = ["KINDS"]

KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        kind.type: kind
        for kind in (
            Territory,
            ZoneGroup,
            Stakeholder,
            Need,
            Requirement,
            Solution,
            Cell,
            Practice,
            Indicator,
            Evidence,
            Experiment,
            Measure,
            UseCase,
            Scope,
            Process,
            CharterRule,
            Aid,
            Workshop,
            Statement,
            Event,
            Mission,
            Help,
            Publication,
        )
    }
)
"""In the order in which people read a commons: places, needs, answers, proof, trial, rules, people."""
