"""Say what one thinks of a proposal: recorded in Git as a commit that changes nothing."""

from __future__ import annotations

from typing import cast, get_args

import pygit2

from portee.commons.exchange.proposals import PREFIX, Proposal, Says, read_proposal
from portee.commons.exchange.trailers import checked_message, with_trailers
from portee.commons.repository.journal import Journal
from portee.commons.repository.repository import Commons, signature
from portee.core.errors import InputError, ParameterError

__all__ = ["review"]


def review(commons: Commons, name: str, author: str, says: Says, text: str) -> Proposal:
    """Record an agreement, an objection or a comment on a proposal.

    Whoever agrees or objects again replaces what they said before; both stay in the history.

    Raises:
        ParameterError: the author, the text or what is said is not possible.
        InputError: there is no such proposal, or one would agree to one's own.
    """
    signed = signature(author)
    if says not in get_args(Says):
        raise ParameterError(
            f"'{str(says)[:30]}' cannot be said.", where="--says", mend=f"Use one of {', '.join(get_args(Says))}."
        )
    told = checked_message(text, "--text")
    with commons.writing():
        proposal = read_proposal(commons, name)
        if proposal.accepted:
            raise InputError(f"The proposal '{name}' is accepted already.", mend="Propose another change.")
        if says == "agrees" and signed.name in proposal.authors:
            raise InputError("An author does not review their own proposal.", mend="Ask somebody else to review it.")
        repository = commons.repository
        message = with_trailers(
            f"Review of {name}: {says}\n\n{told}", [("Review-By", signed.name), ("Review-Says", says)]
        )
        tree = cast(pygit2.Commit, repository[proposal.tip]).tree_id
        commit = repository.create_commit(None, signed, signed, f"{message}\n", tree, [proposal.tip])
        with Journal(repository).moving_references():
            repository.references[PREFIX + name].set_target(commit, f"portee: review by {signed.name}")
    return read_proposal(commons, name)
