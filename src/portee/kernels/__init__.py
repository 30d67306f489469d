"""Compiled searches over plain arrays: graphs, timetables, windows. No word of the domain beyond these."""
