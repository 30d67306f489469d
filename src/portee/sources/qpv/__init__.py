"""France's priority neighbourhoods (QPV): outlines, figures and lists, from the national open-data files.

One reader per kind of file; each gives a `Registry` of one geography.
"""

from portee.sources.qpv.figures import read_qpv_figures
from portee.sources.qpv.lists import read_qpv_list
from portee.sources.qpv.perimeters import read_qpv_perimeters

__all__ = ["read_qpv_figures", "read_qpv_list", "read_qpv_perimeters"]
