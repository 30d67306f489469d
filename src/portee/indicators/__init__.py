"""Figures computed from travel times: pure formulas, described in French and English in `descriptions.yaml`."""
