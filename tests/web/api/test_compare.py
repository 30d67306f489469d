from __future__ import annotations

from portee.web.site import Site
from tests.web.api.test_jobs import ask, worker_of
from tests.web.people import Person


def test_results_of_access_are_held_against_each_other(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    _, job = ask(ada)
    with worker_of(private) as worker:
        worker.do(str(job["id"]))
    # A result and itself: nobody gains, nobody loses.
    asked = {"before": job["id"], "after": job["id"], "residents": "residents"}
    told = ada.client.post("/api/v1/compare", json=asked)
    assert told.status_code == 200, told.text
    (everybody,) = told.json()["changes"]
    assert told.json()["columns"] == [everybody["figure"]]
    assert everybody["mean_after"] == everybody["mean_before"] > 0
    assert (everybody["gain"], everybody["lose"]) == (0, 0)
    none = ada.client.post("/api/v1/compare", json={**asked, "after": "nothing"})
    assert none.status_code == 404
    for wrong in ({"group": "nothing"}, {"residents": "id"}):
        assert ada.client.post("/api/v1/compare", json={**asked, **wrong}).status_code == 422
