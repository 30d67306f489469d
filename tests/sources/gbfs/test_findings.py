from __future__ import annotations

from portee.core.provenance import Dropped
from portee.sources.gbfs.findings import EXAMPLES, Findings


def test_cases_of_one_kind_are_counted_together() -> None:
    findings = Findings()
    for i in range(8):
        findings.drop("a.json", "stations", "lat is missing", f"s{i}")
    findings.drop("a.json", "stations", "lon is missing", "t")
    findings.see("a.json: stations that hold more than they can", "u")
    findings.note("Prices are old.")
    findings.note("Prices are old.")
    assert findings.dropped == (
        Dropped("a.json: stations", 8, "lat is missing", ("s0", "s1", "s2", "s3", "s4")),
        Dropped("a.json: stations", 1, "lon is missing", ("t",)),
    )
    assert len(findings.dropped[0].examples) == EXAMPLES
    assert findings.notes == (
        "Prices are old.",
        "a.json: stations that hold more than they can: 1 (such as u).",
        "a.json: stations left out: 8, lat is missing (such as s0, s1, s2, s3, s4).",
        "a.json: stations left out: 1, lon is missing (such as t).",
    )
    assert findings.reasons("a.json", "stations") == [(8, "lat is missing", "s0"), (1, "lon is missing", "t")]
    assert findings.reasons("b.json", "stations") == []


def test_examples_are_short_and_on_one_line() -> None:
    findings = Findings()
    findings.drop("a.json", "stations", "name holds markup", "x\n" * 100)
    findings.drop("a.json", "stations", "name holds markup", "  ")
    shown = findings.dropped[0].examples
    assert len(shown[0]) <= 60
    assert "\n" not in shown[0]
    assert shown[1] == "(empty)"
