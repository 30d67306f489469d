from __future__ import annotations

from portee.store.roles import Role


def test_each_role_may_do_what_the_ones_before_may() -> None:
    roles = list(Role)
    for place, role in enumerate(roles):
        for other_place, other in enumerate(roles):
            assert role.includes(other) == (place >= other_place)


def test_roles_are_those_of_the_project() -> None:
    assert [role.value for role in Role] == ["visitor", "contributor", "reviewer", "manager", "administrator"]
