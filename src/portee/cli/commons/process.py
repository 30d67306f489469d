"""portee commons process: where a process stands."""

from __future__ import annotations

from portee.cli.commons.options import CommonsArgument, RecordArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["process"]


@expand
def process(path: CommonsArgument, id: RecordArgument, common: CommonOptions) -> None:
    """Tell where a process stands: what may begin, what waits for what, who answers, which artefact is missing.

    Example: portee commons process my-commons process/de-l-ecoute-au-service
    """
    out = Output(common)
    from portee.commons.check.folder import scan
    from portee.commons.network.standing import standing
    from portee.commons.reading import read_record
    from portee.commons.records.process import Process
    from portee.core.errors import InputError
    from portee.services.commons_reading.facts import process_facts

    record = read_record(path, id).record
    if not isinstance(record, Process):
        raise InputError("This is no process.", where=id, mend="Give the id of one: process/name.")
    found = standing(record, frozenset(file.path.removesuffix(".md") for file in scan(path).files))
    titles = {one.step.name: one.step.title.in_(out.lang) for one in found}
    gates = {one.step.name: one.step.gate.in_(out.lang) for one in found}
    done = sum(one.state == "done" for one in found)
    out.say("process_stands", title=record.title.in_(out.lang), done=done, count=len(found))
    for one in found:
        out.line(f"\n{titles[one.step.name]}: {out.text('step_is_' + one.state.replace('-', '_'))}")
        if one.accountable is not None:
            out.say("step_accountable", who=one.accountable)
        else:
            out.say("step_nobody")
        if one.state == "waiting":
            for name in one.waits_for:
                out.say("step_waits", step=titles[name])
            for name, artefacts in one.shut.items():
                out.say("step_shut", step=titles[name], gate=gates[name], artefacts=", ".join(artefacts))
        if one.missing and one.state != "waiting":
            out.say("step_missing", artefacts=", ".join(one.missing))
        if one.state != "done" and one.holds_up:
            out.say("step_holds_up", count=one.holds_up)
    out.result(process_facts(id, found))
