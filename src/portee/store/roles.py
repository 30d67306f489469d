"""Who may do what: five roles, each with all that the ones before it may do."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Role"]


class Role(StrEnum):
    """visitor: reads, no account needed. contributor: proposes. reviewer: accepts or refuses proposals and moderates.
    manager: runs long work for the territory and reads the audit log. administrator: accounts and roles.
    """

    visitor = "visitor"
    contributor = "contributor"
    reviewer = "reviewer"
    manager = "manager"
    administrator = "administrator"

    def includes(self, other: Role) -> bool:
        """Whether this role may do all that the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)
