from __future__ import annotations

from portee.hubs.payment.means import means_facts, shipped_means
from portee.people.library import find_profile


def test_steps_go_from_paper_to_an_application() -> None:
    means = shipped_means()
    assert [step.id for step in means.steps] == ["paper", "phone", "card", "web", "app"]
    ranks = [means.rank(mean) for mean in means.channels.values()]
    assert ranks == sorted(ranks), "channels are told from the simplest on"
    assert not means.channels["app"].offline
    assert not means.payments["bank_card"].offline


def test_what_is_not_known_stays_unknown() -> None:
    nobody = means_facts(find_profile("no-smartphone-no-card"))
    assert nobody["phone"] is True
    assert nobody["smartphone"] is False
    assert nobody["internet"] is None, "there may be a computer"
    assert nobody["bank_account"] is None
    newcomer = means_facts(find_profile("newcomer-evening-kitchen"))
    assert newcomer["internet"] is True
    assert newcomer["bank_card"] is None
    assert newcomer["bank_account"] is None


def test_only_the_self_employed_are_sent_an_invoice() -> None:
    someone = find_profile("reference-employee-car")
    assert means_facts(someone)["organisation"] is None
    assert means_facts(someone.replace(status="self_employed"))["organisation"] is True
