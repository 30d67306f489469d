"""Bring a proposal to another commons: into its folder, to its server, or into a file to hand over."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pygit2

from portee.commons.exchange.bundle import write_bundle
from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.offer import Offer
from portee.commons.exchange.places import Place
from portee.commons.exchange.proposals import PREFIX
from portee.commons.exchange.pull import pull
from portee.commons.exchange.quarantine import within_time
from portee.commons.manifest import MANIFEST
from portee.commons.repository.repository import Commons
from portee.core.errors import InputError

__all__ = ["send", "send_to_file"]


def send_to_file(commons: Commons, made: Offer, path: Path) -> None:
    """Write a Git bundle that the other side reads with pull. Raises OutputError."""
    write_bundle(commons.repository, path, {PREFIX + made.name: made.commit}, [made.base])


def send(commons: Commons, made: Offer, place: Place, limits: Limits = LIMITS) -> str:
    """Bring the proposal there; what it is called there.

    Raises:
        InputError: nobody may write there without a password, or there is another proposal of that name.
    """
    folder = Path(place.where)
    if place.kind == "bundle":
        raise InputError("A file cannot receive a proposal.", where=place.where, mend="Write one with --bundle.")
    if place.kind == "folder" and (folder.parent / MANIFEST).is_file() and folder.name == ".git":
        with tempfile.TemporaryDirectory(prefix="portee-offer-") as apart:
            file = Path(apart) / "offer.bundle"
            send_to_file(commons, made, file)
            return pull(Commons.open(folder.parent), str(file)).proposals[0]
    _push(commons, made, place, limits)
    return made.name


class _Told(pygit2.RemoteCallbacks):
    """Hears whether the proposal was let in."""

    refusal: str | None = None

    def push_update_reference(self, refname: str, message: str | None) -> None:
        del refname
        self.refusal = message


def _push(commons: Commons, made: Offer, place: Place, limits: Limits) -> None:
    remote = commons.repository.remotes.create_anonymous(place.where)
    told = _Told()
    mend = f"Hand it over in a file (--bundle), or: git push {place.where} {made.reference}:{PREFIX}{made.name}"
    try:
        with within_time(limits):
            remote.push(
                [f"{made.reference}:{PREFIX}{made.name}"], callbacks=told, proxy=True if place.is_public else None
            )
    except (pygit2.GitError, KeyError, ValueError, OSError) as problem:
        why = " ".join(str(problem).split())[:200]
        raise InputError(f"The proposal was not let in: {why}.", where=place.where, mend=mend) from None
    if told.refusal is not None:
        raise InputError(f"The proposal was not let in: {told.refusal[:200]}.", where=place.where, mend=mend)
