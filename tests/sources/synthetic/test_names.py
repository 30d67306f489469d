from __future__ import annotations

import numpy as np

from portee.sources.synthetic.names import PREFIXES, Namer


def test_each_street_name_is_given_once() -> None:
    namer = Namer(np.random.default_rng(1))
    names = [namer.street(style) for style in PREFIXES for _ in range(300)]
    assert len(set(names)) == len(names)
