"""The plan whose targets are followed, and what was observed, as people name them."""

from __future__ import annotations

from pathlib import Path

from portee.core.errors import ParameterError, Where
from portee.indicators.modal_targets import Observation, Targets, declared_targets, read_targets
from portee.services.modal.asked import parse_shares
from portee.territory.columns import closest

__all__ = ["observed_shares", "open_targets"]


def open_targets(name: str, option: str = "--targets") -> Targets:
    """A plan: the only one of a file, or one that comes with Portée.

    Raises:
        SourceError: the file is wrong. ParameterError: no such plan, or several in the file.
    """
    path = Path(name)
    if path.suffix or path.is_file():
        found = read_targets(path)
        if len(found) != 1:
            raise ParameterError(
                f"The file has {len(found)} plans: {', '.join(found) or 'none'}.", where=Where(name, field=option),
                mend="Give a file with one plan.",
            )  # fmt: skip
        return next(iter(found.values()))
    shipped = declared_targets()
    if name not in shipped:
        near = closest(name, list(shipped))
        guess = f"Did you mean '{near}'? " if near else ""
        raise ParameterError(
            f"No plan named '{name[:60]}' comes with Portée.", where=Where(field=option),
            mend=f"{guess}Give a YAML file, or one of: {', '.join(shipped)}.",
        )  # fmt: skip
    return shipped[name]


def observed_shares(text: str) -> tuple[dict[str, float], Observation | None]:
    """Shares to calibrate on: written out in percent, or the latest ones of a plan.

    Raises:
        SourceError, ParameterError: as `parse_shares` and `open_targets`; nothing was observed in the plan.
    """
    if "=" in text:
        return parse_shares(text), None
    plan = open_targets(text, "--observed")
    if not plan.observed:
        raise ParameterError(
            f"The plan '{plan.id}' tells nothing that was observed.", where=Where(field="--observed"),
            mend="Add 'observed' to its file, or write the shares in percent.",
        )  # fmt: skip
    latest = max(plan.observed, key=lambda seen: seen.year)
    return dict(latest.shares), latest
