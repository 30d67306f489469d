from __future__ import annotations

import json
from string import Formatter

from portee.core.provenance import Dropped
from portee.sources.gtfs.findings import Findings, ValidationReport, load_rules

WORDS = {
    *("count", "field", "wanted", "encoding", "limit", "low", "high", "last", "today"),
    *("dates", "other", "other_dates", "timezone", "used"),
}


def test_every_rule_is_told_in_words() -> None:
    for code, rule in load_rules().items():
        assert rule.code == code
        assert rule.severity in ("error", "warning")
        assert rule.message[0].islower() or rule.message.startswith("{count} ")
        assert not rule.message.endswith(".")
        names = {name for _, name, _, _ in Formatter().parse(rule.message) if name}
        assert names <= WORDS
        # what is left out is said to be, and the other way round
        assert (rule.left_out is not None) == ("left out" in rule.message or "first is kept" in rule.message)


def test_report_in_words_and_as_data() -> None:
    findings = Findings("feed.zip")
    findings.lines_from("stops.txt", lambda row: row + 2)
    findings.record("unused_stop", "stops.txt", count=1200, examples=["a", None, "x" * 99, "y\nz", 5, 6])
    findings.record("unknown_parent", "stops.txt", row=3, field="parent_station", examples=["p"])
    findings.record("unknown_stop", "stop_times.txt", count=2, examples=["q"])
    findings.record("unknown_stop", "stop_times.txt", count=0)
    findings.dropped_with("stop_times.txt", 0, "nothing", "no reason")
    report = ValidationReport(tuple(findings.problems))
    text = report.to_text().splitlines()
    assert text[0] == "2 kinds of errors, 1 kinds of warnings."
    assert text[1].startswith("error    feed.zip/stops.txt, line 5, field 'parent_station': 1 stops name a parent")
    assert text[3].startswith("warning  feed.zip/stops.txt: 1,200 stops are served by no trip (such as a, (empty), xxx")
    assert "y z, 5)" in text[3]
    assert json.loads(json.dumps(report.to_dict()))["problems"][1]["line"] == 5
    assert findings.dropped == [
        Dropped(
            "stop_times.txt: rows of an unknown stop",
            2,
            "2 rows name a stop that is not in stops.txt; they are left out",
            ("q",),
        )
    ]
    assert ValidationReport().to_text() == "No problem found."
