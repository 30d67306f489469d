"""Whether a rule of the charter may change in this way: its version counts up, and consents are given anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portee.commons.records.charter_rule import CharterRule
from portee.commons.records.shape import Text
from portee.commons.text.record_file import parse_record, record_path
from portee.core.errors import SourceError, Where

__all__ = ["binding_text_changed", "changed_rule_problems", "rule_change_problems"]


def rule_change_problems(old: CharterRule, new: CharterRule) -> list[SourceError]:
    """Everything that is wrong between two versions of one rule; a pure check, for whoever merges.

    What binds is the rule, its consequences, and where and when it applies. When they change, the version counts up by
    one, and no consent to the former version stays; a rule that is published has one consent or more to the new one.
    Otherwise, version and consents stay: an organisation may change its mind, not be taken off the list.
    """
    problems: list[SourceError] = []

    def wrong(field: str, what: str, mend: str) -> None:
        problems.append(SourceError(what, where=Where(record_path(new.id), None, field), mend=mend))

    if new.id != old.id:
        wrong("id", f"The rule was '{old.id}'.", "A rule keeps its id; a new rule replaces it with `replaces`.")
        return problems
    kept = [consent for consent in new.consents if consent in old.consents]
    if binding_text_changed(old, new):
        if new.version != old.version + 1:
            wrong("version", f"The text changed; its version is {new.version}.", f"Write {old.version + 1}.")
        if kept:
            names = ", ".join(dict.fromkeys(str(consent.by) for consent in kept))
            wrong("consents", f"Consents to the former text stay: {names}.", "Take them out, and ask again.")
        if new.status == "published" and not any(c.says == "agrees" for c in new.consents if c not in kept):
            wrong("status", "A changed rule is published without any consent.", "Record one, or set the status back.")
        return problems
    if new.version != old.version:
        wrong("version", f"The text did not change; its version is {new.version}.", f"Write {old.version}.")
    there = {str(consent.by) for consent in new.consents}
    if lost := [name for name in dict.fromkeys(str(consent.by) for consent in old.consents) if name not in there]:
        wrong("consents", f"Consents have gone: {', '.join(lost)}.", "Put them back; who changes its mind says so.")
    return problems


def changed_rule_problems(
    files: Mapping[str, bytes | None], former: Callable[[str], bytes | None]
) -> list[SourceError]:  # fmt: skip
    """As `rule_change_problems`, of every rule among files that are about to change.

    A rule that is new, goes, or cannot be read is left to other checks.

    Args:
        files: new contents by path, None for a file that goes. former: contents now, None where there is no such file.
    """
    found: list[SourceError] = []
    for path, data in sorted(files.items()):
        if path.startswith(f"{CharterRule.type}/"):
            old, new = _rule(former(path), path), _rule(data, path)
            if old is not None and new is not None:
                found += rule_change_problems(old, new)
    return found


def _rule(data: bytes | None, path: str) -> CharterRule | None:
    if data is None:
        return None
    file = parse_record(data.decode("utf-8", errors="replace"), path).file
    return file.record if file is not None and isinstance(file.record, CharterRule) else None


def binding_text_changed(old: CharterRule, new: CharterRule) -> bool:
    """Whether rule, consequences or area say something else. A language that is added changes nothing, nor spaces."""
    if old.area != new.area:
        return True
    if _differ(old.rule, new.rule) or len(old.consequences) != len(new.consequences):
        return True
    return any(
        before.step != after.step or _differ(before.what, after.what) or _differ(before.decided_by, after.decided_by)
        for before, after in zip(old.consequences, new.consequences, strict=True)
    )


def _differ(old: Text, new: Text) -> bool:
    return any(_plain(text) != _plain(new.root.get(lang)) for lang, text in old.root.items())


def _plain(text: Any) -> list[str]:
    return str(text or "").split()
