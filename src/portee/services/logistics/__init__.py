"""Rounds of goods on real streets: a declared plan read, timed, routed, compared, written and told."""
